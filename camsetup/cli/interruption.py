"""Ctrl-C while much is being done: once to finish what was begun, twice to stop."""

from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

from camsetup.cameraqc.many.round import Stop

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from typing_extensions import Self

_WORDS = (Stop.NO, Stop.SOON, Stop.NOW)


class Interruption:
    """Counts Ctrl-C while it is entered, instead of raising in the middle of things.

    A request to end the process (SIGTERM) counts for two: nobody waits after it.
    """

    def __init__(self) -> None:
        self._asked = 0
        self._before: dict[signal.Signals, signal.Handlers] = {}

    @property
    def stop(self) -> Stop:
        """Return what was asked for."""
        return _WORDS[min(self._asked, 2)]

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for each in (signal.SIGINT, signal.SIGTERM):
                self._before[each] = signal.signal(each, self._on_signal)  # type: ignore[assignment]  # or a function
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for each, handler in self._before.items():
            signal.signal(each, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._asked += 2 if number == signal.SIGTERM else 1
