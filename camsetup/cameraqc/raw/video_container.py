"""Containers: opens a video file where it can do no harm, or says why it does not."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from camsetup.domain.errors import InputError
from camsetup.domain.frame import Size

if TYPE_CHECKING:
    from pathlib import Path

    from av.container import InputContainer

#: Wider or higher pictures are refused: no rig camera comes near.
MAX_SIDE_PX = 16384

#: Play lists and scripts could make FFmpeg open other files or the network; a video
#: is one file in one of the containers that hold video.
_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,avi,matroska,webm,mpeg,mpegts,ogg,asf,"
    "flv,nut,m4v,h264,hevc,mjpeg",
}


def opened(path: Path) -> InputContainer:
    """Open a video, which the caller closes; its first video stream is sound.

    Raises
    ------
    InputError
        When it is missing, a folder, no video, or of a size that no camera has.
    """
    import av  # noqa: PLC0415 - costs 0.2 s and the window does not need it

    _refuse_what_is_no_file(path)
    try:
        container = av.open(path.resolve(), container_options=_OPTIONS)
    except (av.FFmpegError, ValueError) as error:
        raise unreadable(path, getattr(error, "strerror", error)) from error
    try:
        _refuse_what_is_no_video(container, path)
    except InputError:
        container.close()
        raise
    return container


def unreadable(path: Path, reason: object) -> InputError:
    """Return the error for a file that does not hold what its name says."""
    return InputError(
        f"{path} cannot be read as a video: {reason}.",
        remedy="Copy the video from the rig again, or see whether a player plays it.",
    )


def checked_size(width: int, height: int, path: Path) -> Size:
    """Return the size of a video's pictures, before anything is allocated for them.

    Raises
    ------
    InputError
        When it is empty or beyond `MAX_SIDE_PX`.
    """
    if not (0 < width <= MAX_SIDE_PX and 0 < height <= MAX_SIDE_PX):
        raise unreadable(path, f"its pictures are {width}×{height}")
    return Size(width, height)


def _refuse_what_is_no_file(path: Path) -> None:
    """Look before opening: to open a pipe would wait for its other end."""
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {path}.", remedy="Copy it from the rig."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise unreadable(path, getattr(error, "strerror", None) or error) from error
    if not stat.S_ISREG(status.st_mode):
        raise unreadable(path, "it is a folder, a pipe or a device, not a file")
    if not status.st_size:
        raise unreadable(path, "it is empty")


def _refuse_what_is_no_video(container: InputContainer, path: Path) -> None:
    if not container.streams.video:
        raise unreadable(path, "there is no picture in it")
    stream = container.streams.video[0]
    if stream.codec_context is None:
        raise unreadable(path, "its pictures are coded in a way that nobody here knows")
    checked_size(stream.width, stream.height, path)
