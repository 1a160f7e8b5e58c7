"""Histograms of grey levels: how alike two are, and the table that equalises one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEVELS = 256


def histogram(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Count the pixels of each of the 256 grey levels."""
    counts = cv2.calcHist([frame], [0], None, [_LEVELS], [0, _LEVELS])
    # OpenCV 4 has a column, 5 a row.
    return np.asarray(counts, np.float32).reshape(_LEVELS)


def correlation(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """Return the Pearson correlation of two histograms, -1 to 1."""
    return float(cv2.compareHist(first, second, cv2.HISTCMP_CORREL))


def equalising_table(counts: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the table of ``cv2.equalizeHist``: the new level of each of 256.

    The darkest level present becomes 0 and the brightest 255; a picture of one level
    stays as it is.
    """
    darkest = int(np.flatnonzero(counts)[0])
    above = np.cumsum(counts.astype(np.int64)) - int(counts[darkest])
    if above[-1] == 0:
        return np.full(_LEVELS, darkest, np.uint8)
    scale = np.float32(_LEVELS - 1) / np.float32(above[-1])
    levels = np.rint(np.float32(above) * scale).clip(0, _LEVELS - 1)
    return np.asarray(levels, np.uint8)
