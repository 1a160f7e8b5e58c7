"""Packets: the coded frames of a video in file order, each with the number it shows."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

#: OpenCV seeks so many frames ahead of the one it wants, and counts on from there.
_OPENCV_AHEAD = 16
#: x264 sets a key frame after 250 frames at most, unless told otherwise.
_USUAL_KEY_DISTANCE = 250
#: More frames than a codec may put in another order.
_MOST_REORDERED = 64


class IrregularVideoError(Exception):
    """A frame's number does not follow from its time; only OpenCV knows what it finds.

    Never leaves this folder: the video is then read by OpenCV itself.
    """


class Numbered(NamedTuple):
    """A packet and the number of the frame that it codes."""

    number: int
    packet: Packet[VideoStream]


class Numbering:
    """Turns time stamps of a stream into frame numbers and back, as OpenCV does."""

    def __init__(self, stream: VideoStream) -> None:
        rate, base = stream.guessed_rate, stream.time_base
        if not rate or not base or stream.start_time is None:
            raise IrregularVideoError
        self._rate_hz, self._base_s = float(rate), float(base)
        self._start = stream.start_time

    def number(self, stamp: int | None) -> int:
        """Return the number of the frame shown at a time."""
        if stamp is None:
            raise IrregularVideoError
        seconds = (stamp - self._start) * self._base_s
        return math.floor(seconds * self._rate_hz + 0.5)

    def stamp(self, number: int) -> int:
        """Return the time at which a frame is shown."""
        return self._start + int(number / self._rate_hz / self._base_s + 0.5)


class PacketShelf:
    """Packets that were read and not yet decoded.

    Raises
    ------
    IrregularVideoError
        When the frames since the last seek are not numbered one by one.
    """

    def __init__(self, container: InputContainer, numbering: Numbering) -> None:
        self._container = container
        self._stream = container.streams.video[0]
        self._numbering = numbering
        self._key_distance = 0
        self._read_from(0)

    def is_far(self, number: int) -> bool:
        """Tell whether it pays to seek a frame rather than to read on."""
        return number - self._through > self._expected_distance() + _OPENCV_AHEAD

    def seek(self, number: int) -> None:
        """Go to a key frame before a frame; what is on the shelf or in FFmpeg is lost.

        It is the one to which OpenCV goes, so that what lies between is seen to be
        numbered one by one.
        """
        self._read_from(number - _OPENCV_AHEAD)
        distance = number - _OPENCV_AHEAD - self._first
        if distance > self._expected_distance():
            self._key_distance = distance

    def bring(self, number: int) -> bool:
        """Read on until every frame up to a number was on the shelf.

        Returns
        -------
        False when the video ends before it.
        """
        while self._through < number:
            packet = next(self._source, None)
            if packet is None or packet.size == 0:
                return False
            self._put(packet)
        return True

    def clear_before(self, number: int) -> bool:
        """Throw away what is not needed for a frame: all before the last key frame.

        Returns
        -------
        Whether there is now a hole between the packets taken and those on the shelf.
        """
        keys = (
            place
            for place, held in enumerate(self._held)
            if held.packet.is_keyframe and held.number <= number
        )
        for _ in range(max(keys, default=0)):
            self._held.popleft()
            self._hole = True
        hole, self._hole = self._hole, False
        return hole

    def holds(self, number: int) -> bool:
        """Tell whether the packet of a frame is here."""
        return any(held.number == number for held in self._held)

    def take(self) -> Numbered:
        """Take the next packet in file order."""
        return self._held.popleft()

    def _read_from(self, number: int) -> None:
        """Go to the key frame at or before a frame; what was on the shelf is lost."""
        if number > 0:
            stamp = self._numbering.stamp(number)
            self._container.seek(stamp, stream=self._stream, backward=True)
        self._source: Iterator[Packet[VideoStream]] = self._container.demux(
            self._stream
        )
        self._held: deque[Numbered] = deque()
        self._ahead: set[int] = set()
        self._hole = True
        first = next(self._source, None)
        if first is None or first.size == 0 or not first.is_keyframe:
            raise IrregularVideoError
        self._first = self._through = self._numbering.number(first.pts)
        self._last_key = self._first
        self._held.append(Numbered(self._first, first))

    def _put(self, packet: Packet[VideoStream]) -> None:
        number = self._numbering.number(packet.pts)
        if number < self._first:
            return  # shown before the key frame that it comes after: cannot be decoded
        if number <= self._through or number in self._ahead:
            raise IrregularVideoError
        if packet.is_keyframe:
            self._key_distance = max(self._key_distance, number - self._last_key)
            self._last_key = number
        self._held.append(Numbered(number, packet))
        self._ahead.add(number)
        while self._through + 1 in self._ahead:
            self._through += 1
            self._ahead.remove(self._through)
        if len(self._ahead) > _MOST_REORDERED:
            raise IrregularVideoError

    def _expected_distance(self) -> int:
        """Return how far a seek has to go to find another key frame than the last."""
        return self._key_distance or _USUAL_KEY_DISTANCE
