"""One knob of the practice rig: a slider with a number, or a switch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QPainter
from PyQt6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QGridLayout,
    QSlider,
    QToolButton,
)
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.icons import paint_icon
from camsetup.ui.look.theme import GRID, Tone
from camsetup.ui.parts.arrangement import row
from camsetup.ui.parts.text import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QPaintEvent

    from camsetup.sources.base import Knob

#: A press on an arrow moves the knob by this share of its range.
_NUDGES = 200
_NUMBER_WIDTH = 7 * GRID
_LINE_HEIGHT = 3 * GRID
_ICON_SHARE = 0.75


class KnobLine:
    """The widgets of one knob, and where it was last told to stand.

    Parameters
    ----------
    sign
        -1 when the knob falls while the hand goes right: slider and number then
        show the hand's side of it.
    ends
        Icons for the slider's ends, each with its turn in degrees.
    """

    def __init__(
        self,
        knob: Knob,
        on_turned: Callable[[str, float], None],
        sign: int = 1,
        ends: tuple[tuple[str, float], tuple[str, float]] | None = None,
    ) -> None:
        self._knob = knob
        self._on_turned = on_turned
        self._sign = sign
        self._asked: float | None = None
        self._step = knob.range.step or (knob.range.high - knob.range.low) / _NUDGES
        self._title = ElidedLabel(knob.title, tone=Tone.DIM)
        self._title.setToolTip(f"{knob.title}, {knob.unit}".rstrip(", "))
        self._switch = self._new_switch()
        self._slider, self._number = self._new_slider(), self._new_number()
        self._arrows = [
            self._new_arrow(icon, degrees, sense)
            for sense, (icon, degrees) in zip((-1, 1), ends or (), strict=False)
        ]
        self._show(knob.value)

    def add_to(self, grid: QGridLayout, place: int) -> None:
        """Put the widgets into a line of the grid."""
        grid.addWidget(self._title, place, 0)
        if self._is_switch():
            grid.addWidget(self._switch, place, 2)
            return
        ends = iter(self._arrows)
        line = row(spacing=GRID // 2)
        for widget in (next(ends, None), self._slider, next(ends, None)):
            if widget is not None:
                line.addWidget(widget)
        grid.addLayout(line, place, 1)
        grid.addWidget(self._number, place, 2)

    def show_value(self, value: float) -> None:
        """Show where the knob stands, unless it is still on its way to a wish.

        One step away is on its way: keys that repeat ask for the next one from here.
        """
        if self._asked is not None and abs(value - self._asked) > self._step / 2:
            return
        self._asked = None
        if not self._slider.isSliderDown():
            self._show(value)

    def discard(self) -> None:
        """Take the widgets away."""
        widgets = (self._title, self._switch, self._slider, self._number)
        for widget in (*widgets, *self._arrows):
            widget.hide()
            widget.deleteLater()

    def _is_switch(self) -> bool:
        span = self._knob.range
        return (span.low, span.high, span.step) == (0, 1, 1)

    def _new_switch(self) -> QToolButton:
        switch = QToolButton()
        switch.setCheckable(True)
        switch.setFixedSize(_NUMBER_WIDTH, _LINE_HEIGHT)
        switch.setAccessibleName(self._knob.title)
        switch.clicked.connect(lambda on: self._turn(float(on)))
        return switch

    def _new_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        low, high = self._hand_range()
        slider.setRange(round(low / self._step), round(high / self._step))
        slider.setAccessibleName(self._knob.title)
        slider.valueChanged.connect(
            lambda place: self._turn_by_hand(place * self._step)
        )
        return slider

    def _new_number(self) -> QDoubleSpinBox:
        number = QDoubleSpinBox()
        number.setDecimals(max(0, math.ceil(-math.log10(self._step) - 1e-9)))
        number.setRange(*self._hand_range())
        number.setSingleStep(self._step)
        number.setKeyboardTracking(False)
        number.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        number.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        number.setFixedSize(_NUMBER_WIDTH, _LINE_HEIGHT)
        number.setToolTip(self._title.toolTip())
        number.setAccessibleName(self._knob.title)
        number.valueChanged.connect(self._turn_by_hand)
        # The window's one-letter keys work again once the number is entered.
        number.editingFinished.connect(lambda: _let_go(number))
        return number

    def _new_arrow(self, icon: str, degrees: float, sense: int) -> QToolButton:
        arrow = _Arrow(icon, degrees)
        arrow.clicked.connect(lambda _checked: self._nudge(sense))
        return arrow

    def _nudge(self, sense: int) -> None:
        span = self._slider.maximum() - self._slider.minimum()
        steps = max(1, round(span / _NUDGES))
        self._slider.setValue(self._slider.value() + sense * steps)

    def _hand_range(self) -> tuple[float, float]:
        ends = self._sign * self._knob.range.low, self._sign * self._knob.range.high
        return min(ends), max(ends)

    def _on_slid(self, steps: int) -> None:
        self._turn_by_hand(steps * self._step)

    def _turn_by_hand(self, place: float) -> None:
        self._turn(self._sign * place)

    def _turn(self, value: float) -> None:
        self._asked = value
        self._show(value)
        self._on_turned(self._knob.name, value)

    def _show(self, value: float) -> None:
        widgets = (self._switch, self._slider, self._number)
        blocked = [widget.blockSignals(True) for widget in widgets]
        self._switch.setChecked(bool(value))
        self._switch.setText("on" if value else "off")
        self._slider.setValue(round(self._sign * value / self._step))
        self._number.setValue(self._sign * value)
        for widget, before in zip(widgets, blocked, strict=True):
            widget.blockSignals(before)


def _let_go(number: QDoubleSpinBox) -> None:
    """Give the keyboard back once a number is entered, not when Tab took it away."""
    if number.hasFocus():
        number.clearFocus()


class _Arrow(QToolButton):
    """A button with an arrow of any direction; it repeats while it is held."""

    def __init__(self, icon: str, degrees: float) -> None:
        super().__init__()
        self._icon, self._degrees = icon, degrees
        self.setAutoRepeat(True)
        self.setProperty("flat", "yes")
        self.setFixedSize(2 * GRID, 2 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the button and the arrow on it."""
        super().paintEvent(event)
        side = _ICON_SHARE * self.width()
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        colour = theme.colours(self).accent
        paint_icon(QPainter(self), self._icon, colour, box, self._degrees)
