"""One pass: gathers all that is wanted of a video while it is decoded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.video_channel import BlueChannel
from camsetup.cameraqc.raw.video_container import opened
from camsetup.cameraqc.raw.video_content import Gathering
from camsetup.cameraqc.raw.video_decoding import FrameReader
from camsetup.cameraqc.raw.video_opencv import first_picture
from camsetup.cameraqc.raw.video_packets import IrregularVideoError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from camsetup.cameraqc.raw.video_content import Request, VideoContent

_ALL = slice(None)


def read_in_one_pass(path: Path, request: Request) -> VideoContent:
    """Decode all that is wanted, in ascending order.

    Raises
    ------
    IrregularVideoError
        When it is not sure that OpenCV finds the same frames.
    InputError
        When the file is no video.
    """
    import av  # noqa: PLC0415 - costs 0.2 s and the window does not need it

    if request.length < 2:
        raise IrregularVideoError  # OpenCV does not seek in a video of one frame
    try:
        channel = _channel_as_opencv_has_it(path)
        with opened(path) as container:
            return _gathered(FrameReader(container), channel, request)
    except av.FFmpegError as error:
        raise IrregularVideoError from error


def _channel_as_opencv_has_it(path: Path) -> BlueChannel:
    """Try the conversion on the first frame: it turns some, and versions differ."""
    with opened(path) as container:
        frame = next(container.decode(video=0), None)
        if frame is None:
            raise IrregularVideoError
        channel = BlueChannel(frame)
        if not np.array_equal(channel.region(frame, _ALL, _ALL), first_picture(path)):
            raise IrregularVideoError
    return channel


def _gathered(
    reader: FrameReader, channel: BlueChannel, request: Request
) -> VideoContent:
    gathering = Gathering(request)
    places = _places_by_number(request)
    compared = frozenset(numbers_found(request.period, request.length))
    for number, frame in reader.frames(sorted(compared.union(places))):
        if number >= request.length:
            raise IrregularVideoError  # the header promises fewer frames
        if number in places:
            gathering.keep(places[number], channel.region(frame, _ALL, _ALL))
        if number in compared:
            region = channel.region(frame, request.rows, request.columns)
            gathering.compare(region)
    return gathering.content()


def _places_by_number(request: Request) -> dict[int, list[int]]:
    """Return where among the samples each frame belongs; some are asked for twice."""
    places: dict[int, list[int]] = {}
    for place, number in enumerate(numbers_found(request.samples, request.length)):
        places.setdefault(number, []).append(place)
    return places


def numbers_found(asked: NDArray[np.int64] | None, length: int) -> list[int]:
    """Return which frame OpenCV finds for each number asked for.

    Where numbers go on by one it reads on, else it sets the position, which ends at
    the first frame and right after the last.
    """
    if asked is None or not len(asked):
        return []
    order = np.arange(len(asked))
    jumps = np.diff(asked, prepend=asked[0]) != 1
    start = np.maximum.accumulate(np.where(jumps, order, 0))
    found: list[int] = (np.clip(asked[start], 0, length) + order - start).tolist()
    return found
