"""The arrow that says which way to move the camera, from small to wall-sized."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.analysis.inspection import Move
from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OUTCOME_ICONS, paint_icon

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from camsetup.analysis.inspection import Correction

_MOVE_ICONS = {
    Move.ROLL_CLOCKWISE: "turn-clockwise",
    Move.ROLL_COUNTERCLOCKWISE: "turn-counterclockwise",
    Move.CLOSER: "closer",
    Move.FARTHER: "farther",
}


class ArrowWidget(QWidget):
    """Paints one correction as an arrow, or the outcome's mark where there is none.

    Without ``side_px`` it fills the space that it gets.
    """

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
        word = theme.OUTCOME_WORDS[outcome]
        self.setAccessibleName(correction.move.value if correction else word)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a square."""
        side = self._side_px or 12 * theme.GRID
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the arrow in the colour of its outcome."""
        side = min(self.width(), self.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        name, degrees = arrow_icon(self._correction, self._outcome)
        colour = theme.colours(self).outcome(self._outcome)
        paint_icon(QPainter(self), name, colour, box, degrees)


def arrow_icon(correction: Correction | None, outcome: Outcome) -> tuple[str, float]:
    """Return the icon to be painted and how far it is turned clockwise."""
    if correction is None:
        return OUTCOME_ICONS[outcome], 0.0
    if correction.screen_degrees is not None:
        return "arrow", correction.screen_degrees
    return _MOVE_ICONS[correction.move], 0.0
