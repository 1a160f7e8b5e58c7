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

    def change(
        self,
        *,
        judge_anew: bool = False,
        at_revision: int | None = None,
        **changes: object,
    ) -> None:
        """Replace parts of the state.

        Parameters
        ----------
        judge_anew
            Make late inspections void: a new revision begins.
        at_revision
            Change nothing when another revision has begun since.
        """
        with self._lock:
            if at_revision not in (None, self._state.revision):
                return
            revision = self._state.revision + judge_anew
            self._state = replace(
                self._state,
                revision=revision,
                **changes,  # type: ignore[arg-type]
            )
