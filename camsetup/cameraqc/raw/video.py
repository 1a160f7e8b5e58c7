"""Videos: what a header says, which frames are sampled, and what the checks need.

A video is decoded once, in one pass. ibllib finds each frame by OpenCV, which seeks by
time: it goes to the key frame before number / rate, and counts on. Where frames follow
each other at one rate, that is the frame of that number, whether or not the first has
time 0 and however the frames are ordered in the file. Where the rate varies it may be
another frame; such a video, a damaged one, and any whose first frame does not come out
as OpenCV has it, is read by OpenCV itself, so what ibllib sees is what is returned.
Only damage to frames that nobody needs goes unnoticed: OpenCV, counting on from 16 or
more frames before the one it wants, would come out one too far.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.cameraqc.evidence import VideoProperties
from camsetup.cameraqc.raw.picture_size import checked_size
from camsetup.cameraqc.raw.video_container import unreadable
from camsetup.cameraqc.raw.video_content import Gathering, Request, VideoContent
from camsetup.cameraqc.raw.video_opencv import captured, pictures_by_seeking
from camsetup.cameraqc.raw.video_packets import IrregularVideoError
from camsetup.cameraqc.raw.video_pass import MOST_READERS, read_in_one_pass
from camsetup.domain.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi

__all__ = [
    "VideoContent",
    "even_indices",
    "read_properties",
    "read_video",
    "sample_indices",
]

#: IBL_QC.md 3: so many frames are left out at the beginning and the end.
_MARGIN = 100


def read_properties(path: str | Path) -> VideoProperties:
    """Return what OpenCV says of a video's header.

    Raises
    ------
    InputError
        When the file is missing, no video, damaged, or of a size no camera has.
    """
    path = Path(path)
    with captured(path) as capture:
        length = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
        rate_hz = float(capture.get(cv2.CAP_PROP_FPS))
        width = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH))
        height = int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    if length < 1:
        raise unreadable(path, "its header promises no frames")
    return VideoProperties(path, length, rate_hz, checked_size(width, height, path))


def sample_indices(length: int, n: int) -> NDArray[np.int64]:
    """Return which frames ibllib samples: n, from 100 to ``length`` - 100.

    IBL_QC.md 6 A 7: descending in a video shorter than 200, and negative or beyond the
    end in one shorter than 100.
    """
    _refuse_no_samples(n)
    return np.linspace(_MARGIN, length - _MARGIN, n).astype(np.int64)


def even_indices(length: int, n: int) -> NDArray[np.int64]:
    """Return ascending numbers of frames that are there, n or as many as there are.

    ibllib's own where those are such; else spread evenly over the whole video.
    """
    _refuse_no_samples(n)
    if length - 2 * _MARGIN >= n:
        return sample_indices(length, n)
    count = min(n, length)
    return (np.arange(count) * 2 + 1) * length // (2 * count)


def read_video(
    path: str | Path,
    samples: NDArray[np.integer],
    period: NDArray[np.integer] | None = None,
    roi: Roi | None = None,
    *,
    readers: int | None = None,
) -> VideoContent:
    """Decode every frame that is asked for, once.

    Parameters
    ----------
    samples
        Numbers of the frames to return, in any order. As in OpenCV a negative number
        is the first frame, and one beyond the end is none.
    period
        Ascending numbers of the frames of which only ``roi`` is wanted, and only how
        much it changes; they are not kept.
    roi
        A part outside the picture is left out.
    readers
        How many threads may decode; by default one for each core, up to four.

    Raises
    ------
    InputError
        When the file is no video, no frame of it can be decoded, or the samples would
        not fit into memory.
    UsageError
        When the period does not ascend from 0 or later.
    """
    path = Path(path)
    properties = read_properties(path)
    request = Request.checked(properties, samples, period, roi)
    try:
        return read_in_one_pass(path, request, readers or _readers())
    except IrregularVideoError:
        return _read_by_seeking(path, request)


def _readers() -> int:
    return min(os.cpu_count() or 1, MOST_READERS)


def _read_by_seeking(path: Path, request: Request) -> VideoContent:
    """Let OpenCV find and decode every frame by itself."""
    gathering = Gathering(request)
    for place, picture in enumerate(pictures_by_seeking(path, request.samples)):
        if picture is not None:
            gathering.keep([place], picture)
    if request.period is not None:
        for picture in pictures_by_seeking(path, request.period):
            gathering.compare(_region(picture, request))
    return gathering.content()


def _region(
    picture: NDArray[np.uint8] | None, request: Request
) -> NDArray[np.uint8] | None:
    if picture is None:
        return None
    return picture[request.rows, request.columns].copy()


def _refuse_no_samples(n: int) -> None:
    if n < 1:
        raise UsageError(f"{n} frames cannot be sampled.", remedy="Ask for 1 or more.")
