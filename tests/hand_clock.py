"""A clock that stands still until somebody waits on it or moves it."""

from camsetup.sources.clock import Clock


class HandClock(Clock):
    def __init__(self, now_ns: int = 1_000_000_000) -> None:
        self.now_ns = now_ns

    def monotonic_ns(self) -> int:
        return self.now_ns

    def wait(self, seconds: float) -> None:
        self.advance(max(seconds, 0.0))

    def advance(self, seconds: float) -> None:
        self.now_ns += round(seconds * 1_000_000_000)
