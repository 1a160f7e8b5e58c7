"""How often numbers may change on screen, so that they can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PyQt6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtCore import QObject

Value = TypeVar("Value")

#: Digits change four times a second, counters once (PRODUCT.md, "Rates").
DIGITS_MS = 250
COUNTERS_MS = 1000


class Pace(Generic[Value]):
    """Passes on the newest of many values, the first and the last one included."""

    def __init__(
        self, show: Callable[[Value], None], interval_ms: int, parent: QObject
    ) -> None:
        self._show = show
        self._waiting: list[Value] = []
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_interval_over)

    def offer(self, value: Value) -> None:
        """Show the value now, or as soon as the interval is over."""
        self._waiting = [value]
        if not self._timer.isActive():
            self._on_interval_over()

    def hurry(self) -> None:
        """Show the next value at once: it is about something else."""
        self._timer.stop()

    def _on_interval_over(self) -> None:
        if self._waiting:
            self._show(self._waiting.pop())
            self._timer.start()
