"""The outline over the picture, drawn once per view and then only copied.

An antialiased path painted anew for every frame costs 20 ms; a copied one 0.2 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from camsetup.ui.look import theme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.outline import Outline
    from camsetup.ui.picture.viewport import Viewport


class OutlineDrawing:
    """Keeps the outline's drawing until outline, view or screen density change."""

    def __init__(self) -> None:
        self._drawn: tuple[Outline, Viewport, float] | None = None
        self._pixmap = QPixmap()
        self.times_drawn = 0

    def pixmap(self, outline: Outline, viewport: Viewport, density: float) -> QPixmap:
        """Return the drawing, in the size of the canvas."""
        wanted = (outline, viewport, density)
        if self._drawn is None or not _same(self._drawn, wanted):
            self._pixmap = _drawing(outline, viewport, density)
            self._drawn = wanted
            self.times_drawn += 1
        return self._pixmap


def paint_region(
    painter: QPainter,
    corners: NDArray[np.float64],
    viewport: Viewport,
    density: float,
    colour: str,
) -> None:
    """Paint a thin closed line through n×2 points of the frame, with a shadow."""
    points = viewport.to_canvas(corners).round()
    polygon = QPolygonF([QPointF(x, y) for x, y in points])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.OUTLINE_HALO), 3 * density))
    painter.drawPolygon(polygon)
    painter.setPen(QPen(QColor(colour), density))
    painter.drawPolygon(polygon)


def _same(
    one: tuple[Outline, Viewport, float], two: tuple[Outline, Viewport, float]
) -> bool:
    return one[0] is two[0] and one[1:] == two[1:]


def _drawing(outline: Outline, viewport: Viewport, density: float) -> QPixmap:
    pixmap = QPixmap(viewport.canvas.width, viewport.canvas.height)
    pixmap.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    for line in outline.lines:
        _add_line(path, viewport.to_canvas(line.points))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, _pen(theme.OUTLINE_HALO, theme.HALO_WIDTH * density))
    painter.strokePath(path, _pen(theme.OUTLINE_LINE, theme.LINE_WIDTH * density))
    painter.end()
    return pixmap


def _add_line(path: QPainterPath, points: NDArray[np.float64]) -> None:
    path.moveTo(QPointF(*points[0]))
    for x, y in points[1:]:
        path.lineTo(QPointF(x, y))


def _pen(colour: str, width: float) -> QPen:
    round_ends = Qt.PenCapStyle.RoundCap
    shade = QColor(colour)
    if colour == theme.OUTLINE_HALO:
        shade.setAlphaF(theme.HALO_OPACITY)
    solid = Qt.PenStyle.SolidLine
    return QPen(shade, width, solid, round_ends, Qt.PenJoinStyle.RoundJoin)
