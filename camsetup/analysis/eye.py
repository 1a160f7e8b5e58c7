"""Find the eye near where it is expected: a dark disc in lighter fur.

Of twelve places on a ring around the disc all but one must be lighter. That needs no
edges, so that it also holds for a lens far out of focus; and the dark behind an empty
rig, being lighter nowhere, is never an eye. Of several dark discs the one with a
bright spot, the reflection of the light in the cornea, wins. Looking in the whole
frame fails (ALGORITHMS.md section 2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: An open eye is at least so much darker than the fur around it, as a share of its
#: own grey level. Real open eyes read 0.22 and more
#: even when far out of focus, a real shut one 0.14 and less.
LEAST_CONTRAST = 0.18


@dataclass(frozen=True, slots=True)
class Eye:
    """Where an eye was looked for, and whether one is there.

    Attributes
    ----------
    found
        False when there is no mouse, or its eye is shut.
    x, y
        Centre in px of the frame; the expected place when none was found.
    contrast
        How much darker the disc is than the fur around it, as share of itself.
    """

    found: bool
    x: float
    y: float
    contrast: float


def find_eye(
    pixels: NDArray[np.uint8], expected: tuple[float, float], *, spread: float = 0.04
) -> Eye:
    """Look for an open eye near ``expected`` (x, y) in an h×w frame.

    ``spread`` says how far from there eyes are, as standard deviation and share of
    the width; twice as far is looked at.
    """
    shrink = pixels.shape[1] / _WIDTH_PX
    spread_px = spread * _WIDTH_PX
    left, top, window = _window(pixels, expected, shrink, round(2 * spread_px))
    if min(window.shape) < 2 * _MARGIN_PX:
        return Eye(False, *expected, 0.0)
    disc, ring = _disc_and_ring(window)
    contrast = (ring - disc) / (disc + _DARK_LEVEL)
    middle = (expected[0] / shrink - left, expected[1] / shrink - top)
    near = _nearness(disc.shape, middle, spread_px)
    weight = contrast * near * (1 + _reflection(window, disc))
    row, column = np.unravel_index(int(weight.argmax()), disc.shape)
    best, light = float(contrast[row, column]), float(ring[row, column])
    if best < LEAST_CONTRAST or light < _DIMMEST_FUR:
        return Eye(False, *expected, best)
    x = (column + left + 0.5) * shrink - 0.5
    y = (row + top + 0.5) * shrink - 0.5
    return Eye(True, float(x), float(y), best)


def _window(
    pixels: NDArray[np.uint8], expected: tuple[float, float], shrink: float, far: int
) -> tuple[int, int, NDArray[np.float32]]:
    """Cut out the surroundings, shrunk; left and top are in shrunken pixels."""
    height, width = (int(side / shrink) for side in pixels.shape)
    reach = far + _MARGIN_PX
    x, y = (round(value / shrink) for value in expected)
    left, right = max(0, x - reach), min(width, x + reach)
    top, bottom = max(0, y - reach), min(height, y + reach)
    if right <= left or bottom <= top:
        return 0, 0, np.zeros((0, 0), np.float32)
    rows = slice(round(top * shrink), round(bottom * shrink))
    columns = slice(round(left * shrink), round(right * shrink))
    size = (right - left, bottom - top)
    small = cv2.resize(pixels[rows, columns], size, interpolation=cv2.INTER_AREA)
    return left, top, small.astype(np.float32)


def _disc_and_ring(
    window: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return, per pixel, the mean of the disc and the second darkest place around."""
    edge = _MARGIN_PX
    padded = np.pad(window, edge, mode="edge")
    discs = _mean(padded, _DISC_PX)
    patches = _mean(padded, _PATCH_PX)
    height, width = window.shape
    around = np.stack(
        [patches[y : y + height, x : x + width] for x, y in _RING_OFFSETS]
    )
    second_darkest = np.partition(around, 1, axis=0)[1]
    return discs[edge : edge + height, edge : edge + width], second_darkest


def _mean(grey: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    return np.asarray(cv2.blur(grey, (side, side)), np.float32)


def _reflection(
    window: NDArray[np.float32], disc: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return how much the brightest spot of the disc outshines it, 0 to 2."""
    brightest = cv2.dilate(_mean(window, 2), _DISC)
    return np.clip((brightest - disc) / (disc + _DARK_LEVEL), 0.0, 2.0)


def _nearness(
    shape: tuple[int, ...], middle: tuple[float, float], spread_px: float
) -> NDArray[np.float32]:
    """Weigh each pixel by its distance from the middle; far ones not at all."""
    across = (np.arange(shape[1]) - middle[0]) / spread_px
    down = (np.arange(shape[0]) - middle[1]) / spread_px
    weight = np.outer(np.exp(-0.5 * down**2), np.exp(-0.5 * across**2))
    return np.where(weight > _FARTHEST, weight, 0.0).astype(np.float32)


#: Frames are shrunk to this width, where an eye has a radius of about 8 px.
_WIDTH_PX = 320
_FARTHEST = math.exp(-0.5 * 2**2)
_MARGIN_PX = 18
_DISC_PX = 9
_PATCH_PX = 5
_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))
#: Half axes of the ring; eyes are wider than high.
_RING_X_PX, _RING_Y_PX = 12.5, 10.6
_RING_OFFSETS = [
    (
        _MARGIN_PX + round(_RING_X_PX * math.cos(turn)),
        _MARGIN_PX + round(_RING_Y_PX * math.sin(turn)),
    )
    for turn in np.linspace(0, 2 * math.pi, 12, endpoint=False)
]
_DARK_LEVEL = 6.0
_DIMMEST_FUR = 4.0
