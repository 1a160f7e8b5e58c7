"""A canvas to paint a rig's light on, in the outline's own coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.scene import Box, Light

if TYPE_CHECKING:
    from camsetup.domain.frame import Size
    from camsetup.sources.simulator.textures import Points

#: Canvas beyond the frame on each side, of the frame's width.
_MARGIN_SHARE = 0.18
#: Masks are drawn this much finer, so that edges lie where the points say.
_FINE = 4
#: Pixels of the canvas per step of its coarse grid.
_COARSE = 8


class Canvas:
    """Holds the light and the depth of a scene while it is painted.

    Points are (x, y) in pixels of the frame, as in an outline; negative ones and
    those beyond the frame's far edges lie in the margin.
    """

    def __init__(self, size: Size) -> None:
        self.size = size
        self.margin = round(_MARGIN_SHARE * size.width)
        self.width = size.width + 2 * self.margin
        self.height = size.height + 2 * self.margin
        self.light: Light = np.zeros((self.height, self.width), np.float32)
        self.depth: Light = np.zeros((self.height, self.width), np.float32)
        #: Pixels of the canvas per pixel of a frame that is 1280 wide.
        self.unit = size.width / 1280

    def box(self, points: Points, rim: int = 0) -> Box:
        """Return the box of the canvas around some points."""
        low = np.floor(points.min(axis=0)).astype(int) + self.margin - rim
        high = np.ceil(points.max(axis=0)).astype(int) + self.margin + rim + 1
        box = Box(
            int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])
        )
        return box.within(self.width, self.height)

    def mask(self, polygon: Points, box: Box) -> Light:
        """Return how far each pixel of a box is covered by a polygon, 0 to 1."""
        fine = (polygon + self.margin - (box.x, box.y) + 0.5) * _FINE - 0.5
        drawn = np.zeros((box.height * _FINE, box.width * _FINE), np.uint8)
        points = np.rint(fine * 16).astype(np.int32)
        cv2.fillPoly(drawn, [points], 255, lineType=cv2.LINE_8, shift=4)
        small = cv2.resize(drawn, (box.width, box.height), interpolation=cv2.INTER_AREA)
        return np.asarray(small, dtype=np.float32) * np.float32(1 / 255)

    def grid(self, box: Box) -> tuple[Light, Light]:
        """Return x and y of a box's pixels, in pixels of the frame."""
        x = np.arange(box.width, dtype=np.float32) + (box.x - self.margin)
        y = np.arange(box.height, dtype=np.float32) + (box.y - self.margin)
        return x[None, :], y[:, None]

    def coarse_grid(self) -> tuple[Points, Points]:
        """Return x and y of every eighth pixel of the canvas, to paint soft things."""
        columns, rows = self.width // _COARSE + 1, self.height // _COARSE + 1
        first = (_COARSE - 1) / 2 - self.margin
        x = np.arange(columns) * float(_COARSE) + first
        y = np.arange(rows) * float(_COARSE) + first
        return np.asarray(x[None, :]), np.asarray(y[:, None])

    def flood(self, coarse: Light | Points) -> None:
        """Paint the whole canvas with light given on its coarse grid."""
        rows, columns = coarse.shape
        size = (columns * _COARSE, rows * _COARSE)
        wide = cv2.resize(
            coarse.astype(np.float32), size, interpolation=cv2.INTER_LINEAR
        )
        self.light[:] = wide[: self.height, : self.width]

    def lay(self, box: Box, mask: Light, light: Light | Points | float) -> None:
        """Paint light over what is there, where the mask is 1."""
        inside = self.light[box.rows, box.columns]
        inside += (mask * (light - inside)).astype(np.float32)
