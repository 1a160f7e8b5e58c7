"""A thread that only sleeps and wakes: how much a driver keeps others from running."""

from __future__ import annotations

import time
from threading import Event, Thread

#: It asks to be woken so often; a computer at rest wakes it some 900 times a second.
NAP_S = 0.001


class Ticker:
    """Counts how often a thread that sleeps for a millisecond wakes up.

    A driver that waits for a frame without letting go of Python's interpreter lock
    keeps every other thread asleep (harvesters' ``fetch``: 890 to 150 wake-ups a
    second, GENICAM.md section 2). Use it as a context.
    """

    def __init__(self) -> None:
        self._count = 0
        self._stop = Event()
        self._began_s = self._ended_s = 0.0
        self._thread = Thread(target=self._run, name="ticker", daemon=True)

    def __enter__(self) -> Ticker:
        """Begin to count."""
        self._began_s = time.monotonic()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join()
        self._ended_s = time.monotonic()

    @property
    def per_second(self) -> float:
        """Return the wake-ups per second, once the context is left."""
        return self._count / max(self._ended_s - self._began_s, NAP_S)

    def _run(self) -> None:
        while not self._stop.is_set():
            time.sleep(NAP_S)
            self._count += 1


def at_rest(seconds: float = 1.0) -> float:
    """Return the wake-ups per second while nothing else is asked of this process."""
    with Ticker() as ticker:
        Event().wait(seconds)
    return ticker.per_second
