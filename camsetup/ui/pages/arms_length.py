"""Arm's-length mode: one sign, one number, one word, as large as the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter
from PyQt6.QtWidgets import QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OUTCOME_ICONS, paint_icon
from camsetup.ui.look.theme import GRID, OUTCOME_WORDS
from camsetup.ui.pages.headline import Headline, headline
from camsetup.ui.parts.pace import DIGITS_MS, Pace

if TYPE_CHECKING:
    from PyQt6.QtGui import QFont, QPaintEvent

    from camsetup.session.state import CameraState
    from camsetup.session.steps import Step


class ArmsLength(QWidget):
    """Shows one step of one camera, to be read from three metres."""

    def __init__(self) -> None:
        super().__init__()
        nothing = Outcome.NOT_SET
        self._shown = Headline(OUTCOME_ICONS[nothing], nothing, "")
        self._caption = ""
        self._pace = Pace[Headline](self._show, DIGITS_MS, self)

    @property
    def shown(self) -> Headline:
        """Return what is shown now."""
        return self._shown

    def show_step(self, camera: CameraState, step: Step) -> None:
        """Show a step, at the latest when the last numbers have stood long enough."""
        self._caption = f"{camera.role.name.capitalize()} · {step.title}"
        self._pace.offer(headline(camera, step, self._shown.axis))

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the verdict on top, sign and number in the middle, the word below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours(self).window))
        room = QRectF(self.rect()).adjusted(4 * GRID, 4 * GRID, -4 * GRID, -4 * GRID)
        line = QRectF(room.left(), room.top(), room.width(), 5 * GRID)
        word = QRectF(room.left(), 0, room.width(), room.height() * _WORD_SHARE)
        word.moveBottom(room.bottom())
        middle = QRectF(line.bottomLeft(), word.topRight())
        self._paint_verdict(painter, line)
        self._paint_sign_and_number(painter, middle)
        self._paint_word(painter, word)
        painter.end()

    def _paint_verdict(self, painter: QPainter, room: QRectF) -> None:
        colours, outcome = theme.colours(self), self._shown.outcome
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.dim))
        painter.setFont(theme.font(theme.Text.VALUE))
        painter.drawText(room, middle, self._caption)
        font, word = theme.font(theme.Text.VERDICT, bold=True), OUTCOME_WORDS[outcome]
        painter.setPen(QColor(colours.outcome(outcome)))
        painter.setFont(font)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, word)
        wide = QFontMetricsF(font).horizontalAdvance(word)
        box = QRectF(0, 0, theme.Text.VERDICT, theme.Text.VERDICT)
        box.moveCenter(QPointF(room.right() - wide - 4 * GRID, room.center().y()))
        paint_icon(painter, OUTCOME_ICONS[outcome], colours.outcome(outcome), box)

    def _paint_sign_and_number(self, painter: QPainter, room: QRectF) -> None:
        shown, colours = self._shown, theme.colours(self)
        number, unit = self._number_font(room), self._unit_font(room)
        wide = QFontMetricsF(number).horizontalAdvance(shown.number)
        wide += QFontMetricsF(unit).horizontalAdvance(shown.unit) + 2 * GRID
        wide = wide if shown.number else 0.0
        side = min(room.height() * 0.8, room.width() - wide - 6 * GRID)
        gap = 6 * GRID if wide else 0.0
        left = room.center().x() - (side + gap + wide) / 2
        box = QRectF(left, room.center().y() - side / 2, side, side)
        colour = colours.outcome(shown.outcome)
        paint_icon(painter, shown.icon, colour, box, shown.degrees)
        if not wide:
            return
        metrics = QFontMetricsF(number)
        baseline = room.center().y() + metrics.capHeight() / 2
        painter.setPen(QColor(colours.text))
        painter.setFont(number)
        left = box.right() + gap
        painter.drawText(round(left), round(baseline), shown.number)
        painter.setPen(QColor(colours.dim))
        painter.setFont(unit)
        left += metrics.horizontalAdvance(shown.number) + 2 * GRID
        painter.drawText(round(left), round(baseline), shown.unit)

    def _paint_word(self, painter: QPainter, room: QRectF) -> None:
        shown = self._shown
        painter.setPen(QColor(theme.colours(self).outcome(shown.outcome)))
        painter.setFont(_fitting(shown.word, room.width(), round(room.height() * 0.7)))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown.word)

    def _number_font(self, room: QRectF) -> QFont:
        """Make the figures themselves as high as promised, not just their line."""
        wanted = self.height() * theme.ARMS_LENGTH_SHARE
        trial = theme.font(_TRIAL_PX, bold=True)
        size = wanted / QFontMetricsF(trial).capHeight() * _TRIAL_PX
        return _fitting(self._shown.number, room.width() / 2, round(size))

    def _unit_font(self, room: QRectF) -> QFont:
        return _fitting(self._shown.unit, room.width() / 4, round(room.height() / 8))

    def _show(self, shown: Headline) -> None:
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName(f"{shown.number} {shown.unit} {shown.word}".strip())
        self.update()


_TRIAL_PX = 100
_WORD_SHARE = 0.22


def _fitting(text: str, width: float, size: int) -> QFont:
    wide = QFontMetricsF(theme.font(size, bold=True)).horizontalAdvance(text)
    return theme.font(int(size * min(1.0, width / max(wide, 1.0))), bold=True)
