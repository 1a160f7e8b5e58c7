"""Video content: what is asked of a video, and what was gathered of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.wheel.motion_energy import MotionEnergy
from camsetup.domain.errors import InputError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.evidence import VideoProperties
    from camsetup.domain.frame import Size

#: 100 samples of the largest camera of a rig have 0.13 GB.
_LARGEST_SAMPLES_BYTES = 4 * 2**30


@dataclass(frozen=True, slots=True, eq=False)
class VideoContent:
    """What the checks need of a video.

    Attributes
    ----------
    frames
        n×h×w uint8, in the order asked for; black where a frame could not be read.
    indices
        The n frame numbers asked for.
    unread
        How many of them could not be read.
    motion_energy
        m - 2 float64 for the m frames of the wheel's period, not scaled; None where
        no period was asked for, or the region is outside the picture.
    """

    frames: NDArray[np.uint8]
    indices: tuple[int, ...]
    unread: int
    motion_energy: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True, eq=False)
class Request:
    """What is wanted of a video.

    Attributes
    ----------
    length, size
        Of the video, as its header has it.
    samples
        n int64, the frames to keep.
    period
        m int64, ascending: the frames of which ``rows`` and ``columns`` are compared.
    """

    length: int
    size: Size
    samples: NDArray[np.int64]
    period: NDArray[np.int64] | None
    rows: slice
    columns: slice

    @classmethod
    def checked(
        cls,
        video: VideoProperties,
        samples: NDArray[np.integer],
        period: NDArray[np.integer] | None,
        roi: Roi | None,
    ) -> Request:
        """Refuse what cannot be meant, and leave out a region beyond the picture."""
        kept = np.asarray(samples, dtype=np.int64).reshape(-1)
        _refuse_too_many(len(kept), video)
        if period is None or roi is None:
            return cls(video.length, video.size, kept, None, slice(0), slice(0))
        rows, columns = slice(*roi[0]), slice(*roi[1])
        compared = np.asarray(period, dtype=np.int64).reshape(-1)
        _refuse_disorder(compared)
        inside = range(video.size.height)[rows] and range(video.size.width)[columns]
        return cls(
            video.length, video.size, kept, compared if inside else None, rows, columns
        )


class Gathering:
    """Fills in the samples, and sums up how the region changes."""

    def __init__(self, request: Request) -> None:
        size, count = request.size, len(request.samples)
        self._request = request
        self._frames = np.zeros((count, size.height, size.width), np.uint8)
        self._read = np.zeros(count, bool)
        self._energy = MotionEnergy()
        self._compared = 0
        black = np.zeros((size.height, size.width), np.uint8)
        self._black = black[request.rows, request.columns]

    def keep(self, places: list[int], picture: NDArray[np.uint8]) -> None:
        """Put a picture to all its places among the samples."""
        self._frames[places] = picture
        self._read[places] = True

    def compare(self, region: NDArray[np.uint8] | None) -> None:
        """Take in the region of the period's next frame; None if it was not read."""
        self._energy.add(self._black if region is None else region)
        self._compared += 1

    def content(self) -> VideoContent:
        """Return what was gathered; frames of the period that never came are black."""
        request = self._request
        energy = None
        if request.period is not None:
            for _ in range(len(request.period) - self._compared):
                self.compare(None)
            energy = self._energy.values()
        unread = int((~self._read).sum())
        return VideoContent(
            self._frames, tuple(request.samples.tolist()), unread, energy
        )


def _refuse_too_many(count: int, video: VideoProperties) -> None:
    needed_bytes = count * video.size.width * video.size.height
    if needed_bytes > _LARGEST_SAMPLES_BYTES:
        raise InputError(
            f"{count} frames of {video.path}, {video.size}, need "
            f"{needed_bytes / 1e9:.0f} GB of memory.",
            remedy="Sample fewer frames.",
        )


def _refuse_disorder(period: NDArray[np.int64]) -> None:
    if period.size and (period[0] < 0 or (np.diff(period) < 1).any()):
        raise UsageError(
            "The frames of a period must ascend, and begin at 0 or later.",
            remedy="Take the numbers that frames_in_period returns.",
        )
