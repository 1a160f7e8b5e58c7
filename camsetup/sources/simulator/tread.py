"""The tyre's surface as it would be rolled out: letters, notches and tread."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.motion import WHEEL_PHASES, WHEEL_STEP_DEG
from camsetup.sources.simulator.textures import grain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.sources.simulator.scene import Light

#: The surface repeats after this angle, which is also that of all phases.
PERIOD_DEG = WHEEL_PHASES * WHEEL_STEP_DEG

#: Rows: the sidewall from rim to shoulder, then the tread from near to far.
SIDEWALL_ROWS, TREAD_ROWS, COLUMNS = 220, 400, 480


#: "RIG" and a dot, as strokes on a grid of 4 by 5, feet to the rim, which is row 0.
_LETTERS = (
    (((0, 0), (0, 5), (3, 5), (4, 4), (3, 2.6), (0, 2.6)), ((1.6, 2.6), (4, 0))),
    (((2, 0), (2, 5)),),
    (((4, 4), (3, 5), (1, 5), (0, 4), (0, 1), (1, 0), (4, 0), (4, 2.4), (2.4, 2.4)),),
    (((1.6, 2.2), (2.4, 2.2), (2.4, 3), (1.6, 3), (1.6, 2.2)),),
)


@cache
def tyre_surface() -> Light:
    """Return how one period of the tyre reflects light; the columns wrap around."""
    height = np.concatenate([_sidewall_height(), _tread_height()])
    wide = np.concatenate([height, height, height], axis=1)
    wide = cv2.GaussianBlur(wide, (0, 0), 1.6)
    # Lit along the turning direction and from the rim: edges facing it shine.
    slope = cv2.Sobel(wide, cv2.CV_32F, 1, 0) * 0.35 - cv2.Sobel(wide, cv2.CV_32F, 0, 1)
    middle = slice(COLUMNS, 2 * COLUMNS)
    shine = np.clip(slope[:, middle], 0, None)
    speckle = grain(height.shape, 1.5, np.random.default_rng(62))
    flat = 0.05 + 0.24 * wide[:, middle] * (1 + 0.30 * speckle)
    surface = flat + 0.5 * np.minimum(shine, 0.7)
    return np.ascontiguousarray(surface, dtype=np.float32)


def _sidewall_height() -> Light:
    """Draw letters between rim and shoulder, and the notches of the shoulder."""
    height = np.full((SIDEWALL_ROWS, COLUMNS), 60, np.uint8)
    for i, letter in enumerate(_LETTERS):
        strokes = [
            np.array(stroke) * (13, 18) + ((i + 0.28) * COLUMNS / 4, 66)
            for stroke in letter
        ]
        points = [np.rint(stroke).astype(np.int32) for stroke in strokes]
        cv2.polylines(height, points, False, 190, 9)
    cv2.line(height, (0, 24), (COLUMNS, 24), 130, 5)
    for i in range(4):
        x = int((i + 0.5) * COLUMNS / 4)
        cv2.rectangle(height, (x - 7, 186), (x + 7, SIDEWALL_ROWS), 0, -1)
    return height.astype(np.float32) * np.float32(1 / 255)


def _tread_height() -> Light:
    """Draw shoulder blocks at both edges and two staggered rows of hexagons."""
    height = np.zeros((TREAD_ROWS, COLUMNS), np.uint8)
    pitch = COLUMNS // 4
    for i in range(-1, 5):
        left = i * pitch
        for top, bottom in ((0, 96), (TREAD_ROWS - 96, TREAD_ROWS)):
            cv2.rectangle(height, (left + 9, top), (left + pitch - 9, bottom), 210, -1)
        for row, offset in ((148, 0), (252, pitch // 2)):
            _hexagon(height, left + offset + pitch // 2, row, pitch)
    return height.astype(np.float32) * np.float32(1 / 255)


def _hexagon(height: NDArray[np.uint8], x: int, y: int, pitch: int) -> None:
    half, flat = pitch // 2 - 7, pitch // 4
    corners = [
        (x - half, y), (x - flat, y - 44), (x + flat, y - 44),
        (x + half, y), (x + flat, y + 44), (x - flat, y + 44),
    ]  # fmt: skip
    points = np.array(corners, np.int32)
    cv2.fillPoly(height, [points], 200)
    inner = ((points - (x, y)) * 0.62 + (x, y)).astype(np.int32)
    cv2.polylines(height, [inner], True, 110, 6)
