"""A number that can be read while it changes: no digit moves, its unit is dim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.parts.pace import DIGITS_MS, Pace
from camsetup.ui.parts.wording import NO_NUMBER

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

#: Units are set in this share of their number's size, and never below small type.
_UNIT_SHARE = 0.65


def hurry_all(widget: QWidget) -> None:
    """Let every number in a widget change at once: another camera is shown."""
    for digits in widget.findChildren(Digits):
        digits.hurry()


class Digits(QWidget):
    """Paints a number in figures of one width, right-aligned, and its unit.

    Parameters
    ----------
    room
        The widest text that has to fit ("1280").
    unit
        The widest unit; `show_number` may change it.
    interval_ms
        A number stands at least this long.
    """

    def __init__(
        self,
        room: str,
        unit: str = "",
        *,
        size: int = theme.Text.BASE,
        interval_ms: int = DIGITS_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._number = NO_NUMBER
        self._unit = self._widest_unit = unit
        self._room = room
        self._size = size
        self._pace = Pace[tuple[str, str]](self._show, interval_ms, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_number(self, number: str, unit: str | None = None) -> None:
        """Show a number, at the latest when the last one has stood long enough."""
        self._pace.offer((number, self._unit if unit is None else unit))

    def hurry(self) -> None:
        """Show the next number at once: it is about something else."""
        self._pace.hurry()

    def text(self) -> str:
        """Return what stands there now."""
        return f"{self._number} {self._unit}".rstrip()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the room of the widest number and its unit."""
        number, unit = self._metrics()
        width = number.horizontalAdvance(self._room) + self._gap(self._widest_unit)
        width += unit.horizontalAdvance(self._widest_unit)
        return QSize(round(width + 1), round(number.height()))

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the number up to where its unit begins, on one baseline."""
        painter = QPainter(self)
        number, unit = self._metrics()
        colours = theme.colours(self)
        width = unit.horizontalAdvance(self._widest_unit)
        edge = self.width() - width - self._gap(self._widest_unit)
        baseline = (self.height() + number.ascent() - number.descent()) / 2
        room = QRectF(0, baseline - number.ascent(), edge, number.height())
        painter.setFont(self._number_font())
        known = self._number != NO_NUMBER
        painter.setPen(QColor(colours.text if known else colours.dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, self._number)
        painter.setFont(self._unit_font())
        painter.setPen(QColor(colours.dim))
        left = round(edge + self._gap(self._widest_unit))
        painter.drawText(left, round(baseline), self._unit)

    def _show(self, shown: tuple[str, str]) -> None:
        if shown == (self._number, self._unit):
            return
        self._number, self._unit = shown
        self.setAccessibleName(self.text())
        self.update()

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        return QFontMetricsF(self._number_font()), QFontMetricsF(self._unit_font())

    def _number_font(self) -> QFont:
        return theme.font(self._size, bold=self._size > theme.Text.BASE)

    def _unit_font(self) -> QFont:
        size = max(theme.Text.SMALL, round(self._size * _UNIT_SHARE))
        return theme.font(size)

    def _gap(self, unit: str) -> float:
        return 0.0 if unit in ("", "°") else theme.GRID / 2
