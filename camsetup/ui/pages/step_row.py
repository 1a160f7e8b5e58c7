"""One row of the left side: a number or an icon, a name, and an outcome's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QAbstractButton
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OUTCOME_ICONS, paint_icon
from camsetup.ui.look.theme import GRID, ICON_SIZE

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent


class StepRow(QAbstractButton):
    """A row that can be chosen; the chosen one is raised, with an accent."""

    def __init__(self, title: str, number: str = "", icon: str = "") -> None:
        super().__init__()
        self._number, self._icon = number, icon
        self._outcome = Outcome.NOT_SET
        self.setText(title)
        self.setCheckable(True)
        self.setMouseTracking(True)
        self.setFixedHeight(theme.STEP_HEIGHT)
        self.setAccessibleName(title)

    @property
    def outcome(self) -> Outcome:
        """Return the outcome that is shown."""
        return self._outcome

    def show_outcome(self, outcome: Outcome, reason: str = "") -> None:
        """Show how it is; the reason shows when the mouse rests on the row."""
        word = theme.OUTCOME_WORDS[outcome]
        self.setToolTip(f"{word}: {reason}" if reason else word)
        self.setAccessibleDescription(word)
        if outcome is not self._outcome:
            self._outcome = outcome
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the row's height and the column's width."""
        return QSize(theme.STEPS_WIDTH - 2 * GRID, theme.STEP_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_background(painter)
        self._paint_sign(painter)
        colours = theme.colours(self)
        bright = self.isChecked() or self._outcome is not Outcome.NOT_SET
        painter.setPen(QColor(colours.text if bright else colours.dim))
        painter.setFont(theme.font(bold=self.isChecked()))
        room = QRectF(self.rect()).adjusted(5 * GRID, 0, -4 * GRID, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        box = self._square(self.width() - 1.5 * GRID - ICON_SIZE)
        shape = OUTCOME_ICONS[self._outcome]
        paint_icon(painter, shape, colours.outcome(self._outcome), box)
        painter.end()

    def _paint_background(self, painter: QPainter) -> None:
        colours = theme.colours(self)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(room, GRID / 2, GRID / 2)
        if self.isChecked():
            painter.setBrush(QColor(colours.accent))
            mark = QRectF(0, GRID, GRID / 2 - 1, room.height() - 2 * GRID)
            painter.drawRoundedRect(mark, 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_sign(self, painter: QPainter) -> None:
        colours = theme.colours(self)
        box = self._square(2 * GRID)
        colour = colours.accent if self.isChecked() else colours.dim
        if self._icon:
            paint_icon(painter, self._icon, colour, box)
            return
        painter.setPen(QColor(colour))
        painter.setFont(theme.font(bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._number)

    def _square(self, left: float) -> QRectF:
        top = (self.height() - ICON_SIZE) / 2
        return QRectF(left, top, ICON_SIZE, ICON_SIZE)
