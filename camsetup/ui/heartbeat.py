"""The heartbeat: the one timer that makes the window a function of the snapshot."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

#: It beats three times per picture, so that a frame waits at most a third of a
#: picture's time for its turn, whatever the camera's rate and phase.
BEAT_MS = 11

#: How often things change on screen (PRODUCT.md, "Rates"). A picture is due from
#: the third beat on; a little less than 1/30 s, or beats that come late cost one.
PICTURE_S = 0.030
METRICS_S = 0.100
WORDS_S = 0.250
COUNTERS_S = 1.0

#: A blinking overlay changes twice in each of two times a second.
BLINK_S = 0.250

Value = TypeVar("Value")


@dataclass(slots=True)
class _Chore:
    period_ns: int
    work: Callable[[], None]
    due_ns: int


class Heartbeat(QObject):
    """Does chores, each at its own period, in the order in which they were given.

    A chore that is late is done once, not several times.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__(parent)
        self._clock_ns = clock_ns
        self._chores: list[_Chore] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self.beat)

    @property
    def beating(self) -> bool:
        """Say whether it is started."""
        return self._timer.isActive()

    def every(self, period_s: float, work: Callable[[], None]) -> None:
        """Do some work now and then; a period of zero is every beat."""
        self._chores.append(_Chore(round(period_s * 1e9), work, self._clock_ns()))

    def start(self) -> None:
        """Begin to beat."""
        self._timer.start()

    def stop(self) -> None:
        """Do no more chores."""
        self._timer.stop()

    def beat(self) -> None:
        """Do what is due."""
        now_ns = self._clock_ns()
        for chore in self._chores:
            if now_ns >= chore.due_ns:
                chore.due_ns = _next_due_ns(chore, now_ns)
                chore.work()


class WhenChanged(Generic[Value]):
    """Passes a value on only if it is another object than the last one."""

    def __init__(self, show: Callable[[Value], None]) -> None:
        self._show = show
        self._last: Value | None = None

    def offer(self, value: Value) -> None:
        """Show the value, unless it is shown already."""
        if value is not self._last:
            self._last = value
            self._show(value)

    def forget(self) -> None:
        """Show the next value in any case."""
        self._last = None


def _next_due_ns(chore: _Chore, now_ns: int) -> int:
    following_ns = chore.due_ns + chore.period_ns
    return following_ns if following_ns > now_ns else now_ns + chore.period_ns
