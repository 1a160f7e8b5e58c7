"""A video file as a recording, decoded by PyAV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.picture_size import checked_size
from camsetup.cameraqc.raw.video_container import opened
from camsetup.domain.errors import InputError
from camsetup.sources.recording.reel import Picture, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

#: A video that holds less than this share of the pictures its header promises has
#: lost its end; headers are off by a few in files that are whole.
WHOLE_SHARE = 0.9


class VideoReel:
    """A video file; its time stamps, not its header, say when pictures were taken.

    Raises
    ------
    InputError
        When it is not a video, or not one picture of it can be decoded.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as container:
            stream = container.streams.video[0]
            self.rate_hz = float(stream.average_rate) if stream.average_rate else None
            self._promised = stream.frames
            self.size = checked_size(stream.width, stream.height, path)
        next(self.pictures())

    def pictures(self) -> Iterator[Picture]:
        """Decode from the beginning."""
        count = 0
        first_ns: int | None = None
        with self._opened() as container:
            for frame in self._frames(container):
                time_ns = _time_ns(frame)
                first_ns = time_ns if first_ns is None else first_ns
                yield Picture(self._grey(frame), _since(first_ns, time_ns))
                count += 1
        if count == 0:
            raise unreadable(self._path, "no picture in it can be decoded")
        if count < WHOLE_SHARE * self._promised:
            raise unreadable(
                self._path, f"it ends after {count} of {self._promised} pictures"
            )

    def _opened(self) -> InputContainer:
        container = opened(self._path, unreadable)
        container.streams.video[0].thread_type = "AUTO"
        return container

    def _frames(self, container: InputContainer) -> Iterator[VideoFrame]:
        import av  # noqa: PLC0415 - costs 0.2 s and few sessions play a video

        try:
            yield from container.decode(video=0)
        except av.FFmpegError as error:
            raise unreadable(self._path, error.strerror) from error

    def _grey(self, frame: VideoFrame) -> NDArray[np.uint8]:
        if (frame.width, frame.height) != (self.size.width, self.size.height):
            raise InputError(
                f"{self._path} changes from {self.size} to {frame.width}×"
                f"{frame.height}.",
                remedy="All pictures of a recording must have one size.",
            )
        return frame.to_ndarray(format="gray").astype(np.uint8, copy=False)


def _time_ns(frame: VideoFrame) -> int | None:
    if frame.pts is None or frame.time_base is None:
        return None
    return round(frame.pts * frame.time_base * 1_000_000_000)


def _since(first_ns: int | None, time_ns: int | None) -> int | None:
    return None if first_ns is None or time_ns is None else time_ns - first_ns
