"""What can be wrong with a simulated camera, and who remembers it while it is away."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.errors import CameraLostError, CameraUnavailableError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.sources.clock import Clock

#: A camera that the practice panel unplugs comes back after this time.
HAND_RETURN_S = 10.0


@dataclass(frozen=True, slots=True)
class FaultPlan:
    """The faults that happen at a time or for good; named as in the address.

    Attributes
    ----------
    stall_after
        Seconds of streaming after which no more frames come.
    unplug_after, return_after
        Seconds of streaming after which the camera is gone, and seconds from then
        until it can be opened again. It is unplugged once, not every time.
    pulse_hz
        Rate of the pulses at the trigger input; without it a camera that waits for
        a trigger waits for ever.
    automatic_after
        Seconds of streaming after which the exposure automatic is on again, as if
        another program had switched it on; it can be switched off.
    max_rate_hz
        What the link carries: a faster camera is silently slowed to it.
    """

    stall_after: float = math.inf
    unplug_after: float = math.inf
    return_after: float = math.inf
    pulse_hz: float = 0.0
    automatic_after: float = math.inf
    max_rate_hz: float = math.inf


FAULT_NAMES = tuple(field.name for field in fields(FaultPlan))


class Hub:
    """The hub of all simulated cameras: which are away, and until when."""

    def __init__(self) -> None:
        self._returns_at_ns: dict[str, float] = {}

    def pull(self, serial: str, returns_at_ns: float) -> None:
        """Take a camera away until some moment."""
        self._returns_at_ns[serial] = returns_at_ns

    def was_pulled(self, serial: str) -> bool:
        """Say whether this camera is or has been away."""
        return serial in self._returns_at_ns

    def away(self, serial: str, now_ns: int) -> bool:
        """Say whether this camera is away at a moment."""
        return now_ns < self._returns_at_ns.get(serial, -math.inf)


@dataclass(frozen=True, slots=True)
class Plug:
    """One camera's place in the hub, and the clock on the wall above it."""

    serial: str
    hub: Hub
    clock: Clock

    def now_ns(self) -> int:
        """Return the host's time."""
        return self.clock.monotonic_ns()

    def wait_until(self, moment_ns: int) -> None:
        """Wait; not at all when the moment has passed."""
        self.clock.wait((moment_ns - self.now_ns()) / 1e9)

    def was_pulled(self) -> bool:
        """Say whether this camera is or has been away."""
        return self.hub.was_pulled(self.serial)

    def away(self) -> bool:
        """Say whether this camera is away now."""
        return self.hub.away(self.serial, self.now_ns())

    def pull(self, away_s: float) -> None:
        """Take the camera away for some seconds."""
        self.hub.pull(self.serial, self.now_ns() + away_s * 1e9)

    def require_connected(self) -> None:
        """Refuse to use a camera that has gone.

        Raises
        ------
        CameraLostError
            While it is unplugged.
        """
        if self.away():
            raise CameraLostError(
                f"Camera {self.serial} was unplugged.",
                remedy="Plug it in again: the picture comes back by itself.",
            )

    def require(self) -> None:
        """Refuse to open a camera that is away.

        Raises
        ------
        CameraUnavailableError
            While it is unplugged.
        """
        if self.away():
            raise CameraUnavailableError(
                f"Simulated camera {self.serial} is unplugged.",
                remedy="Plug it in again.",
            )


def jitter(number: int) -> float:
    """Return how late a frame is, in standard deviations; each frame its own."""
    values = _jitter_table()
    return float(values[number * 2731 % values.size])


@cache
def _jitter_table() -> NDArray[np.float64]:
    normal = np.random.default_rng(60).standard_normal(4096)
    return np.clip(normal, -3.0, 3.0)
