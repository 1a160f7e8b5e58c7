"""The last ten seconds of a number, newest right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

SECONDS = 10.0
_HEADROOM = 1.1
_LINE_WIDTH = 2.0


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """Seconds and values, oldest first; the best, and where good begins."""

    points: tuple[tuple[float, float], ...] = ()
    best: float = 0.0
    good: float = 0.0
    outcome: Outcome = Outcome.NOT_SET


class HistoryPlot(QWidget):
    """Paints a line that ends at the right edge, under the best so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = HistoryPicture()
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def show_history(self, picture: HistoryPicture) -> None:
        """Show this from now on."""
        if picture != self._picture:
            self._picture = picture
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a low, wide strip."""
        return QSize(20 * theme.GRID, 9 * theme.GRID)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the good zone, the best, the line and the newest point."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours(self)
        painter.fillRect(self.rect(), QColor(colours.raised))
        if self._picture.best <= 0:
            return
        self._paint_level(painter, self._picture.good, colours.passed, 1.0)
        self._paint_level(painter, self._picture.best, colours.dim, _LINE_WIDTH)
        self._paint_line(painter, colours.outcome(self._picture.outcome))

    def places(self) -> list[QPointF]:
        """Return where the points lie in this widget, oldest first."""
        points = self._picture.points
        if not points:
            return []
        newest = points[-1][0]
        right = self.width() - theme.GRID / 2
        return [
            QPointF(right * (1 - (newest - seconds) / SECONDS), self._y(value))
            for seconds, value in points
            if newest - seconds <= SECONDS
        ]

    def _y(self, value: float) -> float:
        top = self._picture.best * _HEADROOM
        return self.height() * (1 - min(max(value / top, 0.0), 1.0))

    def _paint_level(
        self, painter: QPainter, value: float, colour: str, width: float
    ) -> None:
        painter.setPen(QPen(QColor(colour), width))
        y = self._y(value)
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))

    def _paint_line(self, painter: QPainter, colour: str) -> None:
        places = self.places()
        if not places:
            return
        painter.setPen(QPen(QColor(theme.colours(self).text), _LINE_WIDTH))
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(places[-1], theme.GRID / 2, theme.GRID / 2)
