"""Saturation marks: red is 255, striped is about to clip, blue is black.

They are taken from the raw frame. A picture on the screen is mostly smaller than
the frame, and plain shrinking loses 54 to 100 % of the single saturated pixels.
Here the brightest and the darkest pixel under each pixel of the screen survive.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.ui.look import theme
from camsetup.ui.picture.colour_planes import plane

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size
    from camsetup.ui.picture.viewport import Viewport

SATURATED = 255
NEARLY_SATURATED = 250
TOO_DARK = 2
STRIPE_PX = 2
BGRA_DIMENSIONS = 3


def extremes(
    pixels: NDArray[np.uint8], viewport: Viewport
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the brightest and the darkest raw pixel under each pixel shown.

    Both have the size of ``viewport.target``.
    """
    seen, target = viewport.seen, viewport.target.size
    raw = pixels[seen.top : seen.bottom, seen.left : seen.right]
    reach = math.ceil(1 / viewport.scale)
    if reach == 1:
        grown = _nearest(raw, target)
        return grown, grown
    kernel = np.ones((reach, reach), np.uint8)
    brightest = np.asarray(cv2.dilate(raw, kernel, anchor=(0, 0)), np.uint8)
    darkest = np.asarray(cv2.erode(raw, kernel, anchor=(0, 0)), np.uint8)
    return _nearest(brightest, target), _nearest(darkest, target)


def mark(
    picture: NDArray[np.uint8],
    brightest: NDArray[np.uint8],
    darkest: NDArray[np.uint8],
) -> None:
    """Paint the marks into an h×w×4 BGRA picture of the same size."""
    size = brightest.shape
    cv2.copyTo(plane(theme.TOO_DARK, size), cv2.inRange(darkest, 0, TOO_DARK), picture)
    nearly = cv2.inRange(brightest, NEARLY_SATURATED, SATURATED - 1)
    cv2.copyTo(_stripes(size), nearly, picture)
    saturated = cv2.inRange(brightest, SATURATED, SATURATED)
    cv2.copyTo(plane(theme.SATURATED, size), saturated, picture)


def _nearest(pixels: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    shape = (size.width, size.height)
    shrunk = cv2.resize(pixels, shape, interpolation=cv2.INTER_NEAREST)
    return np.asarray(shrunk, dtype=np.uint8)


@lru_cache(maxsize=8)
def _stripes(shape: tuple[int, int]) -> NDArray[np.uint8]:
    rows, columns = np.indices(shape)
    odd = ((rows + columns) // STRIPE_PX) % 2 == 1
    light, dark = plane(theme.NEARLY_SATURATED, shape), plane(theme.SATURATED, shape)
    striped: NDArray[np.uint8] = np.where(odd[..., np.newaxis], light, dark)
    return np.ascontiguousarray(striped)
