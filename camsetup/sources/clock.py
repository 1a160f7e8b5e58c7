"""The clock that pacing sources wait on, so that tests can hold its hands."""

from __future__ import annotations

import time
from typing import Protocol

from typing_extensions import override


class Clock(Protocol):
    """Tells the time, and lets it pass."""

    def monotonic_ns(self) -> int:
        """Return nanoseconds since any fixed moment."""

    def wait(self, seconds: float) -> None:
        """Return when this much time has passed; at once when it is not positive."""


class SystemClock(Clock):
    """The time of this computer."""

    @override
    def monotonic_ns(self) -> int:
        """Return the time that stamps and acquisition threads go by."""
        return time.monotonic_ns()

    @override
    def wait(self, seconds: float) -> None:
        """Sleep."""
        if seconds > 0:
            time.sleep(seconds)
