"""A camera's stream: buffers in, upright frames out, one copy of each."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.frame import Frame
from camsetup.domain.rig import Orientation
from camsetup.sources.base import upright
from camsetup.sources.genicam.grey import grey8
from camsetup.sources.genicam.stamps import StampClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from camsetup.domain.frame import Stamp
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
        self._stamps = _ContinuedStamps()
        self._buffers = BUFFERS
        self.running = False
        self.incomplete = 0

    def start(self, rate_hz: float | None) -> None:
        """Begin to stream; more buffers for fast cameras."""
        fast = rate_hz is None or rate_hz >= FAST_HZ
        self._buffers = BUFFERS_WHEN_FAST if fast else BUFFERS
        self._device.start(self._buffers)
        self.running = True

    def stop(self) -> None:
        """End the stream; quiet when it does not run or the camera is gone."""
        self.running = False
        self._device.stop()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Change what is locked while frames come; they come again in any case.

        Frames that were not taken meanwhile are no dropped ones: ids go on by one.
        """
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
        stamp = self._stamps.stamp(buffer, time.monotonic_ns())
        self.incomplete = 0 if buffer.complete else self.incomplete + 1
        try:
            return Frame.seal(self._pixels(buffer), stamp)
        finally:
            self._device.give_back(buffer)

    def _pixels(self, buffer: Buffer) -> NDArray[np.uint8]:
        """Copy once: what was unpacked is a copy already."""
        grey = grey8(buffer)
        own = grey.flags.owndata and not np.may_share_memory(grey, buffer.data)
        if own and self._orientation is Orientation.UPRIGHT:
            return grey
        return upright(grey, self._orientation)


class _ContinuedStamps:
    """Stamps that go on across a pause, whatever the camera counts from then on."""

    def __init__(self) -> None:
        self._clock = StampClock()
        self._last: Stamp | None = None
        self._ids_ahead = self._ns_ahead = 0
        self._went_on = False

    def go_on(self) -> None:
        """Expect a count that begins anew."""
        self._clock = StampClock()
        self._went_on = True

    def stamp(self, buffer: Buffer, host_time_ns: int) -> Stamp:
        """Return the frame's stamp."""
        stamp = self._clock.stamp(
            buffer.frame_id,
            buffer.device_time,
            buffer.ticks_per_second,
            host_time_ns,
            complete=buffer.complete,
        )
        if self._went_on and self._last is not None:
            self._join(self._last, stamp)
        self._went_on = False
        self._last = replace(
            stamp,
            frame_id=stamp.frame_id + self._ids_ahead,
            device_time_ns=stamp.device_time_ns + self._ns_ahead,
        )
        return self._last

    def _join(self, last: Stamp, first: Stamp) -> None:
        """Let the first frame be the next one, as much later as it arrived."""
        elapsed_ns = first.host_time_ns - last.host_time_ns
        self._ids_ahead = last.frame_id + 1 - first.frame_id
        self._ns_ahead = last.device_time_ns + elapsed_ns - first.device_time_ns
