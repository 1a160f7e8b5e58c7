"""A cell: one camera's state, replaced whole, read without waiting."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camsetup.session.state import CameraState


class Cell:
    """Holds the newest `CameraState`; any thread may read it or replace parts."""

    def __init__(self, state: CameraState) -> None:
        self._lock = Lock()
        self._state = state

    @property
    def state(self) -> CameraState:
        """Return the newest state."""
        return self._state

    def change(self, *, judge_anew: bool = False, **changes: object) -> None:
        """Replace parts of the state; ``judge_anew`` makes late inspections void."""
        with self._lock:
            revision = self._state.revision + judge_anew
            self._state = replace(
                self._state,
                revision=revision,
                **changes,  # type: ignore[arg-type]
            )
