"""The picture of a rig with its drawn lines, and the brush that rubs them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID
from camsetup.ui.outline_editor.erasure import Erasure, Patch, Stroke

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from PyQt6.QtCore import QEvent
    from PyQt6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from camsetup.domain.outline import Line

_HALO_WIDTH = 4.0
_LINE_WIDTH = 2.0
_ERASED_OPACITY = 0.35


class OutlineCanvas(QWidget):
    """Shows picture and lines as large as they fit; a dragged mouse erases."""

    stroked = pyqtSignal(object)  # a Stroke, in pixels of the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._path = QPainterPath()
        self._erasure = Erasure()
        self._radius_px = 1.0
        self._stroke: Stroke | None = None
        self._mouse: QPointF | None = None
        self._backdrop: QPixmap | None = None
        both = QSizePolicy.Policy.Expanding
        self.setSizePolicy(both, both)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_picture(self, picture: NDArray[np.uint8]) -> None:
        """Show an h×w picture."""
        height, width = picture.shape
        grey = QImage.Format.Format_Grayscale8
        self._image = QImage(picture.tobytes(), width, height, width, grey).copy()
        self._repaint_all()

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show lines in pixels of the picture."""
        self._path = QPainterPath()
        for line in lines:
            # Qt counts from a pixel's corner, outlines from its centre.
            points = [QPointF(x + 0.5, y + 0.5) for x, y in line.points.tolist()]
            self._path.addPolygon(QPolygonF(points))
        self._repaint_all()

    def show_erasure(self, erasure: Erasure) -> None:
        """Show what is rubbed out."""
        self._erasure = erasure
        self._repaint_all()

    def set_brush(self, radius_px: float) -> None:
        """Change the brush; its radius is in pixels of the picture."""
        self._radius_px = radius_px
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for most of a small screen."""
        return QSize(90 * GRID, 72 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint what stands still from store, and stroke and brush over it."""
        painter = QPainter(self)
        if self._image is None:
            return
        if self._backdrop is None:
            self._backdrop = self._painted_backdrop(self._image)
        painter.drawPixmap(0, 0, self._backdrop)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._view())
        if self._stroke is not None:
            _paint_marks(painter, (self._stroke,))
        if self._mouse is not None:
            painter.setPen(_cosmetic(theme.OUTLINE_LINE, _LINE_WIDTH))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._mouse, self._radius_px, self._radius_px)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Fit the picture anew."""
        self._repaint_all()

    @override
    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a stroke."""
        if event is not None and self._image is not None:
            place = self._in_picture(event.position())
            self._stroke = Stroke(self._radius_px, ((place.x(), place.y()),))
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Move the brush, and draw the stroke on."""
        if event is None or self._image is None:
            return
        self._mouse = self._in_picture(event.position())
        if self._stroke is not None:
            self._stroke = self._stroke.onwards(self._mouse.x(), self._mouse.y())
        self.update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End the stroke and hand it over."""
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            self.stroked.emit(stroke)

    @override
    def leaveEvent(self, event: QEvent | None) -> None:
        """Take the brush away."""
        self._mouse = None
        self.update()

    def _painted_backdrop(self, image: QImage) -> QPixmap:
        backdrop = QPixmap(self.size())
        backdrop.fill(QColor(theme.colours(self).window))
        painter = QPainter(backdrop)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setTransform(self._view())
        painter.drawImage(QRectF(image.rect()), image)
        _paint_marks(painter, self._erasure.marks)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (
            (theme.OUTLINE_HALO, _HALO_WIDTH),
            (theme.OUTLINE_LINE, _LINE_WIDTH),
        ):
            painter.strokePath(self._path, _cosmetic(colour, width))
        painter.end()
        return backdrop

    def _repaint_all(self) -> None:
        self._backdrop = None
        self.update()

    def _view(self) -> QTransform:
        """Return the transform from the picture to this widget."""
        if self._image is None:
            return QTransform()
        width, height = self._image.width(), self._image.height()
        scale = min(self.width() / width, self.height() / height)
        left = (self.width() - scale * width) / 2
        top = (self.height() - scale * height) / 2
        return QTransform().translate(left, top).scale(scale, scale)

    def _in_picture(self, place: QPointF) -> QPointF:
        inverse, _possible = self._view().inverted()
        return inverse.map(place)


def _paint_marks(painter: QPainter, marks: Iterable[Stroke | Patch]) -> None:
    painter.save()
    painter.setOpacity(_ERASED_OPACITY)
    for mark in marks:
        points = [QPointF(x, y) for x, y in mark.points]
        if isinstance(mark, Patch):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ERASED))
            painter.drawPolygon(QPolygonF(points))
        else:
            painter.setPen(_brush(mark.radius_px))
            # A single point is no line: it is drawn to itself.
            painter.drawPolyline(QPolygonF([points[0], *points]))
    painter.restore()


def _brush(radius_px: float) -> QPen:
    pen = QPen(QColor(theme.ERASED), 2 * radius_px)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _cosmetic(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen
