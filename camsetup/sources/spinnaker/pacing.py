"""When to look for the next frame without holding a core or the interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from camsetup.sources.clock import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

#: Between two looks while a frame is due. Measured in GENICAM.md section 2: with
#: 1 ms other threads keep 860 of 890 wake-ups per second.
LOOK_S: Final = 0.001

#: Between two looks once the camera is silent: shorter than a period at 150 Hz.
SILENT_LOOK_S: Final = 0.005

#: A camera that sent nothing for so long is silent.
SILENCE_S: Final = 0.25

#: The next frame is looked for when this part of a period has passed.
_EARLY: Final = 0.95

#: A period is learnt from about so many frames.
_FRAMES: Final = 8

_NS: Final = 1_000_000_000

_Found = TypeVar("_Found")


class Pacing:
    """Sleeps while no frame can be due, and looks often when one is.

    An SDK may hold the interpreter while it waits (harvesters does: GENICAM.md
    section 2), so it is only asked, and the waiting is done here. Late looks lose
    nothing: the frames wait in the SDK's buffers, and the period that is learnt
    shrinks when several were waiting.

    Parameters
    ----------
    clock
        What time is told and slept by; a test drives its own.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._found_ns = self._clock.monotonic_ns()
        self._period_s = 0.0

    def wait(
        self, look: Callable[[], _Found | None], timeout_s: float
    ) -> _Found | None:
        """Look until there is something, at least once; None when time is over."""
        give_up_ns = self._clock.monotonic_ns() + round(timeout_s * _NS)
        while True:
            found = look()
            now_ns = self._clock.monotonic_ns()
            if found is not None:
                self._learn(now_ns)
                return found
            if now_ns >= give_up_ns:
                return None
            left_s = (give_up_ns - now_ns) / _NS
            self._clock.wait(min(self._nap_s(now_ns), left_s))

    def _nap_s(self, now_ns: int) -> float:
        silent_s = (now_ns - self._found_ns) / _NS
        if silent_s > SILENCE_S:
            return SILENT_LOOK_S
        return max(self._period_s * _EARLY - silent_s, LOOK_S)

    def _learn(self, now_ns: int) -> None:
        interval_s = min((now_ns - self._found_ns) / _NS, SILENCE_S)
        self._period_s += (interval_s - self._period_s) / _FRAMES
        self._found_ns = now_ns
