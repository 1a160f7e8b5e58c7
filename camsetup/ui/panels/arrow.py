"""The arrow that says which way to move the camera, from small to wall-sized."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize
from PyQt6.QtGui import QColor, QPainter, QPainterPath
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.analysis.inspection import Move
from camsetup.domain.verdict import Outcome
from camsetup.ui import theme
from camsetup.ui.panels import arrow_paths

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from camsetup.analysis.inspection import Correction


class ArrowWidget(QWidget):
    """Paints one correction as an arrow, or a mark where there is none."""

    def __init__(self, side_px: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._correction: Correction | None = None
        self._outcome = Outcome.NOT_SET
        self._side_px = side_px
        if side_px:
            self.setFixedSize(side_px, side_px)
        else:
            both = QSizePolicy.Policy.Expanding
            self.setSizePolicy(both, both)

    def show_correction(self, correction: Correction | None, outcome: Outcome) -> None:
        """Show an arrow, or without a correction the mark of the outcome."""
        if (correction, outcome) == (self._correction, self._outcome):
            return
        self._correction, self._outcome = correction, outcome
        self.setAccessibleName(correction.move.value if correction else outcome.name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a square."""
        side = self._side_px or 12 * theme.GRID
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the arrow in the colour of its outcome."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        half = min(self.width(), self.height()) / 2
        painter.scale(half, half)
        colour = QColor(theme.colours(self).outcome(self._outcome))
        painter.fillPath(arrow_path(self._correction, self._outcome), colour)


def arrow_path(correction: Correction | None, outcome: Outcome) -> QPainterPath:
    """Return the shape to be filled, in a square from -1 to 1."""
    if correction is None:
        judged = outcome is Outcome.PASS
        return arrow_paths.check_mark() if judged else arrow_paths.empty_ring()
    if correction.screen_degrees is not None:
        return arrow_paths.straight_arrow(correction.screen_degrees)
    if correction.move is Move.CLOSER:
        return arrow_paths.growing_arrows()
    if correction.move is Move.FARTHER:
        return arrow_paths.shrinking_arrows()
    clockwise = correction.move is Move.ROLL_CLOCKWISE
    return arrow_paths.turning_arrow(clockwise=clockwise)
