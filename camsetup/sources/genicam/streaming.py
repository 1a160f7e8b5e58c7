"""A camera's stream: buffers in, upright frames out, one copy of each."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from camsetup.domain.frame import Frame
from camsetup.sources.base import upright
from camsetup.sources.genicam.grey import grey8
from camsetup.sources.genicam.stamps import StampClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camsetup.domain.frame import Stamp
    from camsetup.domain.rig import Orientation
    from camsetup.sources.genicam.device import Buffer, Device

#: What the SDK may fill while this computer is busy: 0.3 s of frames at least.
BUFFERS, BUFFERS_WHEN_FAST = 32, 64
FAST_HZ = 100.0


class Streaming:
    """Starts, pauses and reads the stream of one device.

    Attributes
    ----------
    running
        Whether it has been started and not stopped.
    incomplete
        Frames with data missing since the last whole one.
    """

    def __init__(self, device: Device, orientation: Orientation) -> None:
        self._device = device
        self._orientation = orientation
        self._stamps = StampClock()
        self._buffers = BUFFERS
        self._heard_s = time.monotonic()
        self.running = False
        self.incomplete = 0

    @property
    def silent_s(self) -> float:
        """Return the seconds since the last frame, or since the start."""
        return time.monotonic() - self._heard_s

    def start(self, rate_hz: float | None) -> None:
        """Begin to stream; more buffers for fast cameras."""
        fast = rate_hz is None or rate_hz >= FAST_HZ
        self._buffers = BUFFERS_WHEN_FAST if fast else BUFFERS
        self._device.start(self._buffers)
        self._heard_s = time.monotonic()
        self.running = True

    def stop(self) -> None:
        """End the stream; quiet when it does not run or the camera is gone."""
        self.running = False
        self._device.stop()

    @contextmanager
    def idle(self) -> Iterator[None]:
        """Change what is locked while frames come; they come again in any case.

        Frames that were not taken meanwhile are no dropped ones: ids go on by one.
        """
        if not self.running:
            yield
            return
        self.stop()
        try:
            yield
        finally:
            self._device.start(self._buffers)
            self._stamps.go_on()
            self.running = True

    def read(self, timeout_s: float) -> Frame | None:
        """Wait for the next frame; None when none came in time."""
        buffer = self._device.wait(timeout_s)
        if buffer is None:
            return None
        self._heard_s = time.monotonic()
        self.incomplete = 0 if buffer.complete else self.incomplete + 1
        try:
            stamp = self._stamp(buffer, time.monotonic_ns())
            return Frame.seal(upright(grey8(buffer), self._orientation), stamp)
        finally:
            self._device.give_back(buffer)

    def _stamp(self, buffer: Buffer, host_time_ns: int) -> Stamp:
        return self._stamps.stamp(
            buffer.frame_id,
            buffer.device_time,
            buffer.ticks_per_second,
            host_time_ns,
            complete=buffer.complete,
        )
