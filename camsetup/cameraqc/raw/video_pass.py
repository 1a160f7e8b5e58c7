"""One pass: gathers all that is wanted of a video while it is decoded once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.video_channel import BlueChannel
from camsetup.cameraqc.raw.video_container import opened
from camsetup.cameraqc.raw.video_content import Gathering
from camsetup.cameraqc.raw.video_decoding import FrameReader
from camsetup.cameraqc.raw.video_opencv import first_picture
from camsetup.cameraqc.raw.video_packets import IrregularVideoError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

    from camsetup.cameraqc.raw.video_content import Request, VideoContent

#: Frames that come before a frame and after its key frame: half of x264's 250.
_USUAL_STEPS = 125
#: Frames to decode that are worth opening the video once more.
_LEAST_WORK = 300
#: A reader holds some frames.
MOST_READERS = 4

_ALL = slice(None)


def read_in_one_pass(path: Path, request: Request, readers: int) -> VideoContent:
    """Decode all that is wanted, in ascending order.

    Several readers share the video between them, each a stretch and a thread: from a
    key frame on, each frame is built on the one before, and no frame is built on one
    before a key frame.

    Raises
    ------
    IrregularVideoError
        When it is not sure that OpenCV finds the same frames.
    InputError
        When the file is no video.
    """
    if request.length < 2:
        raise IrregularVideoError  # OpenCV does not seek in a video of one frame
    example = _first_frame_as_opencv_has_it(path)
    harvest = _Harvest(path, request, example)
    stretches = shared_out(harvest.numbers, harvest.compared, readers)
    with ThreadPoolExecutor(len(stretches) or 1) as pool:
        try:
            for _ in pool.map(harvest.read, stretches):
                pass
        finally:
            harvest.given_up.set()
    return harvest.gathering.content()


class _Harvest:
    """What the readers of one video have in common.

    Each writes to other samples than the others, and one alone sees the period.
    """

    def __init__(self, path: Path, request: Request, example: VideoFrame) -> None:
        self._path, self._request, self._example = path, request, example
        self._places = _places_by_number(request)
        self.compared = frozenset(numbers_found(request.period, request.length))
        self.numbers = sorted(self._places.keys() | self.compared)
        self.gathering = Gathering(request)
        self.given_up = Event()

    def read(self, numbers: list[int]) -> None:
        """Decode a stretch."""
        import av  # noqa: PLC0415 - costs 0.2 s and the window does not need it

        channel = BlueChannel(self._example)
        due = [number for number in numbers if number < self._request.length]
        try:
            with opened(self._path) as container:
                for number, frame in FrameReader(container).frames(numbers):
                    if self.given_up.is_set():
                        return
                    self._take(number, frame, channel)
                    due.pop()
        except av.FFmpegError as error:
            raise IrregularVideoError from error
        if due:
            raise IrregularVideoError  # the header promises more frames

    def _take(self, number: int, frame: VideoFrame, channel: BlueChannel) -> None:
        request = self._request
        if number >= request.length:
            raise IrregularVideoError  # the header promises fewer frames
        if number in self._places:
            picture = channel.region(frame, _ALL, _ALL)
            self.gathering.keep(self._places[number], picture)
        if number in self.compared:
            region = channel.region(frame, request.rows, request.columns)
            self.gathering.compare(region)


def _first_frame_as_opencv_has_it(path: Path) -> VideoFrame:
    """Try the conversion on the first frame: OpenCV turns some, and versions differ."""
    import av  # noqa: PLC0415 - as above

    try:
        with opened(path) as container:
            frame = next(container.decode(video=0), None)
    except av.FFmpegError as error:
        raise IrregularVideoError from error
    if frame is None:
        raise IrregularVideoError
    levels = BlueChannel(frame).region(frame, _ALL, _ALL)
    if not np.array_equal(levels, first_picture(path)):
        raise IrregularVideoError
    return frame


def shared_out(
    numbers: list[int], together: Collection[int], most: int
) -> list[list[int]]:
    """Divide ascending numbers into stretches of about the same work.

    Parameters
    ----------
    together
        Numbers that have to stay in one stretch.
    most
        How many stretches there may be; small work is not divided.
    """
    if not numbers:
        return []
    steps = np.minimum(np.diff(numbers, prepend=0), _USUAL_STEPS)
    work = np.cumsum(steps + 1)
    count = min(most, int(work[-1]) // _LEAST_WORK + 1)
    cuts = np.searchsorted(work, work[-1] * np.arange(1, count) / count)
    first, last = min(together, default=0), max(together, default=-1)
    begins = {0}
    for cut in cuts.tolist():
        inside = first < numbers[cut] <= last
        begins.add(numbers.index(last) + 1 if inside else cut)
    bounds = [*sorted(begins), len(numbers)]
    return [numbers[a:b] for a, b in pairwise(bounds) if a < b]


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
