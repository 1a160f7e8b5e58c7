"""Containers: opens a video file where it can do no harm, or says why it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.picture_size import checked_size
from camsetup.cameraqc.raw.reading import file_size
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from av.container import InputContainer

#: Play lists and scripts could make FFmpeg open other files or the network; a video
#: is one file in one of the containers that hold video.
_OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,avi,matroska,webm,mpeg,mpegts,ogg,asf,"
    "flv,nut,m4v,h264,hevc,mjpeg,gif",
}


def unreadable(path: Path, reason: object) -> InputError:
    """Return the error for a file that does not hold what its name says."""
    return InputError(
        f"{path} cannot be read as a video: {reason}.",
        remedy="Copy the video from the rig again, or see whether a player plays it.",
    )


def opened(
    path: Path, refusal: Callable[[Path, object], InputError] = unreadable
) -> InputContainer:
    """Open a video, which the caller closes; its first video stream is sound.

    Parameters
    ----------
    refusal
        Makes the error of a reason, for callers with a remedy of their own.

    Raises
    ------
    InputError
        When it is missing, a folder, no video, or of a size that no camera has.
    """
    import av  # noqa: PLC0415 - costs 0.2 s and the window does not need it

    if not file_size(path):
        raise refusal(path, "it is empty")
    try:
        container = av.open(path.resolve(), container_options=_OPTIONS)
    except (av.FFmpegError, ValueError) as error:
        raise refusal(path, getattr(error, "strerror", error)) from error
    try:
        _refuse_what_is_no_video(container, path, refusal)
    except InputError:
        container.close()
        raise
    return container


def _refuse_what_is_no_video(
    container: InputContainer,
    path: Path,
    refusal: Callable[[Path, object], InputError],
) -> None:
    if not container.streams.video:
        raise refusal(path, "there is no picture in it")
    stream = container.streams.video[0]
    if stream.codec_context is None:
        raise refusal(path, "its pictures are coded in a way that nobody here knows")
    checked_size(stream.width, stream.height, path)
