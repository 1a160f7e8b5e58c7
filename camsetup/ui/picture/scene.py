"""All that is painted of one camera: the picture and what is laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from PyQt6.QtCore import QRect
from PyQt6.QtGui import QImage

from camsetup.domain.frame import Size
from camsetup.ui.look import theme
from camsetup.ui.picture.composition import compose, shown
from camsetup.ui.picture.display import Display
from camsetup.ui.picture.overlay import OutlineDrawing, paint_region
from camsetup.ui.picture.saturation import BGRA_DIMENSIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PyQt6.QtGui import QPainter

    from camsetup.domain.outline import Outline
    from camsetup.ui.picture.viewport import Viewport


class Scene:
    """Holds the newest pixels and the overlays, and paints them for a viewport.

    The attributes are read at the next `paint`.

    Attributes
    ----------
    pixels
        The raw frame, h×w uint8; None before the first one.
    reference
        The reference photo, h×w uint8, of the frame's size.
    eye_box
        x, y, width, height in px of the frame.
    mouse
        The mouse region, n×2 points in px of the frame.
    """

    def __init__(self) -> None:
        self.display = Display()
        self.pixels: NDArray[np.uint8] | None = None
        self.outline: Outline | None = None
        self.reference: NDArray[np.uint8] | None = None
        self.eye_box: tuple[int, int, int, int] | None = None
        self.mouse: NDArray[np.float64] | None = None
        self.drawing = OutlineDrawing()
        self._scaled: tuple[NDArray[np.uint8], Viewport, NDArray[np.uint8]] | None
        self._scaled = None

    def paint(self, painter: QPainter, viewport: Viewport, density: float) -> None:
        """Paint everything; the painter's unit is one pixel of the canvas."""
        if self.pixels is None:
            return
        reference = self._scaled_reference(viewport)
        _blit(
            painter,
            compose(self.pixels, reference, viewport, self.display),
            viewport,
        )
        if self.display.outline and self.outline is not None:
            painter.setOpacity(self.display.outline_opacity)
            pixmap = self.drawing.pixmap(self.outline, viewport, density)
            painter.drawPixmap(0, 0, pixmap)
            painter.setOpacity(1.0)
        if self.display.eye and self.eye_box is not None:
            corners = _corners(self.eye_box)
            paint_region(painter, corners, viewport, density, theme.EYE_LINE)
        if self.display.mouse and self.mouse is not None:
            paint_region(painter, self.mouse, viewport, density, theme.MOUSE_LINE)

    def _scaled_reference(self, viewport: Viewport) -> NDArray[np.uint8] | None:
        photo = self.reference
        wanted = self.display.ghost or self.display.two_colour
        if photo is None or not wanted or _size(photo) != viewport.frame:
            return None
        kept = self._scaled
        if kept is None or kept[0] is not photo or kept[1] != viewport:
            kept = self._scaled = (photo, viewport, shown(photo, viewport))
        return kept[2]


def _blit(painter: QPainter, picture: NDArray[np.uint8], viewport: Viewport) -> None:
    height, width = picture.shape[:2]
    coloured = picture.ndim == BGRA_DIMENSIONS
    grey, colour = QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB32
    form = colour if coloured else grey
    # PyQt takes any buffer and keeps it; its stubs know bytes only.
    buffer = cast("bytes", picture.data)
    image = QImage(buffer, width, height, picture.strides[0], form)
    target = viewport.target
    painter.drawImage(QRect(target.left, target.top, width, height), image)


def _corners(box: tuple[int, int, int, int]) -> NDArray[np.float64]:
    x, y, width, height = box
    right, bottom = x + width, y + height
    return np.array([(x, y), (right, y), (right, bottom), (x, bottom)]) - 0.5


def _size(pixels: NDArray[np.uint8]) -> Size:
    return Size(pixels.shape[1], pixels.shape[0])
