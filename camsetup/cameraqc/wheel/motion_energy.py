"""Motion energy: how much a region of the video changes in two frames' time."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

#: Each frame is compared with the one so many later: the next but one.
STEP = 2


class MotionEnergy:
    """Sums up changes as frames come by; holds no more than `STEP` of them."""

    def __init__(self) -> None:
        self._last: deque[NDArray[np.uint8]] = deque(maxlen=STEP)
        self._sums: list[int] = []

    def add(self, frame: NDArray[np.uint8]) -> None:
        """Take in the next h×w frame, which is kept until two more have come."""
        if len(self._last) == STEP:
            change = cv2.absdiff(frame, self._last[0])
            seen = cv2.LUT(change, _SEEN_CHANGE)
            self._sums.append(int(seen.sum(dtype=np.int64)))
        self._last.append(frame)

    def values(self) -> NDArray[np.float64]:
        """Return one value for every frame but the last two; none for fewer than 3."""
        return np.array(self._sums, dtype=np.float64)


def motion_energy(frames: Iterable[NDArray[np.uint8]]) -> NDArray[np.float64]:
    """Return how much changes between frames i and i + 2, not yet scaled.

    Parameters
    ----------
    frames
        m frames, h×w uint8; a frame that could not be read is black, as in ibllib.

    Returns
    -------
    m - 2 float64, sums of grey levels; empty for fewer than three frames.
    """
    energy = MotionEnergy()
    for frame in frames:
        energy.add(frame)
    return energy.values()


def _seen_changes() -> NDArray[np.uint8]:
    """Return what ibllib makes of each difference of two grey levels.

    IBL_QC.md 4: the norm of three equal channels, scaled and cut off in float32, by
    which some differences lose one level.
    """
    difference = np.arange(256, dtype=np.float32)
    largest = np.sqrt(np.float64(3 * 255**2)).astype(np.float32)
    norm = np.sqrt(difference**2 * np.float32(3)) / largest
    seen: NDArray[np.uint8] = (norm * np.float32(255)).astype(np.uint8)
    return seen


_SEEN_CHANGE = _seen_changes()
