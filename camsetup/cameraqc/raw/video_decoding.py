"""Decoding: the frames of a video that are needed, each once, in one pass."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.video_packets import (
    IrregularVideoError,
    Numbering,
    PacketShelf,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from av.container import InputContainer
    from av.video.frame import VideoFrame

#: Containers that give every frame its time and find key frames by it.
_INDEXED = ("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi")
#: A damaged frame is an error, not patched up: how depends on where decoding began.
_NO_PATCHING = {"err_detect": "explode"}
#: Codecs that say of each frame whether another is built on it.
_SAYS_WHAT_IS_SPARE = ("h264", "mpeg4")


class FrameReader:
    """Decodes from the key frame before each frame, and leaves out what it can.

    Parameters
    ----------
    container
        Newly opened; nothing of it was read.

    Raises
    ------
    IrregularVideoError
        When this way is not sure to find the frames that OpenCV finds.
    """

    def __init__(self, container: InputContainer) -> None:
        if container.format.name not in _INDEXED:
            raise IrregularVideoError
        stream = container.streams.video[0]
        self._context = stream.codec_context
        self._context.thread_type = "NONE"  # FFmpeg's threads wait at every key frame
        self._context.thread_count = 1
        self._context.options = _NO_PATCHING
        self._numbering = Numbering(stream)
        self._shelf = PacketShelf(container, self._numbering)
        self._spares = self._context.name in _SAYS_WHAT_IS_SPARE

    def frames(self, numbers: Sequence[int]) -> Iterator[tuple[int, VideoFrame]]:
        """Yield the frames of ascending numbers, as far as the video goes.

        Raises
        ------
        IrregularVideoError
            When a frame that is there does not come out whole and in its turn.
        """
        due = deque(numbers)
        for frame in self._decoded(numbers, frozenset(numbers)):
            number = self._numbering.number(frame.pts)
            if not due or number < due[0]:
                continue  # another frame is built on it
            if number != due.popleft() or frame.is_corrupt:
                raise IrregularVideoError
            yield number, frame
        if due and self._shelf.bring(due[0]):
            raise IrregularVideoError

    def _decoded(
        self, numbers: Sequence[int], wanted: frozenset[int]
    ) -> Iterator[VideoFrame]:
        for number in numbers:
            if self._shelf.is_far(number):
                yield from self._drained()
                self._shelf.seek(number)
            if not self._shelf.bring(number):
                break
            if not self._shelf.holds(number):
                continue  # decoded before, because an earlier frame is built on it
            if self._shelf.clear_before(number):
                yield from self._drained()
            yield from self._decoded_through(number, wanted)
        yield from self._drained()

    def _decoded_through(
        self, last: int, wanted: frozenset[int]
    ) -> Iterator[VideoFrame]:
        """Decode up to a frame in file order, without those that nobody needs."""
        number = -1
        while number != last:
            number, packet = self._shelf.take()
            spare = self._spares and number not in wanted
            self._context.skip_frame = "NONREF" if spare else "DEFAULT"
            yield from self._context.decode(packet)

    def _drained(self) -> Iterator[VideoFrame]:
        """Take what is still in the decoder, and make it ready for any key frame."""
        yield from self._context.decode(None)
        self._context.flush_buffers()
