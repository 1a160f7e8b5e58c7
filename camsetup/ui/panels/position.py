"""Step 3: one big arrow with its number, the other axes small, the match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QWidget

from camsetup.analysis.inspection import Axis
from camsetup.domain.verdict import Outcome
from camsetup.ui.look.theme import GRID, ICON_SIZE, Text
from camsetup.ui.panels.gate_lines import GateLines
from camsetup.ui.panels.outline_choice import OutlineChoice
from camsetup.ui.panels.position_view import (
    PositionView,
    amount_text,
    correction_outcome,
    position_view,
)
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import caption, column, row
from camsetup.ui.parts.arrow import ArrowWidget
from camsetup.ui.parts.bar import Bar, BarPicture
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from camsetup.analysis.inspection import Correction
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_BIG_ARROW = 10 * GRID
_FULL_MATCH = 100


class PositionPanel(QWidget):
    """Shows which way to move the camera, how far, and when to stop."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leading_axis: Axis | None = None
        self._arrow = ArrowWidget(_BIG_ARROW)
        self._amount = Digits("0000", "px", size=Text.VERDICT)
        self._headline = label(size=Text.VALUE, bold=True)
        self._axes = {axis: _AxisLine(axis) for axis in Axis}
        self._match = Digits("100")
        self._match_bar = Bar()
        self._target = OutcomeLabel()
        self._gate = GateLines()
        self._advice = Advice()
        self._outlines = OutlineChoice(session)
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show where a camera is and where it has to go."""
        view = position_view(camera, self._leading_axis)
        axis = view.leading.axis if view.leading else None
        if axis is not self._leading_axis:
            self._leading_axis = axis
            self._amount.hurry()
        self._show_leading(view)
        known = {each.axis: each for each in view.corrections}
        for axis, line in self._axes.items():
            line.show_correction(known.get(axis), camera)
        self._show_match(view)
        self._target.show_outcome(view.judged)
        self._gate.show_gate(camera.gate_verdict("position"))
        self._advice.show_advice(view.limits or view.message, view.remedy)
        self._outlines.show_camera(camera)

    def _show_leading(self, view: PositionView) -> None:
        self._arrow.show_correction(view.leading, view.outcome)
        self._headline.setText(view.headline)
        self._amount.setVisible(view.leading is not None)
        if view.leading is not None:
            self._amount.show_number(amount_text(view.leading), view.leading.unit)

    def _show_match(self, view: PositionView) -> None:
        self._match.show_number(number_text(view.match))
        share = None if view.match is None else view.match / _FULL_MATCH
        self._match_bar.show_bar(BarPicture(share, view.judged))

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(self._arrow, None, self._amount))
        words = column()
        words.addWidget(self._headline)
        words.addLayout(row(caption("Setup target"), None, self._target))
        words.addWidget(self._gate)
        layout.addLayout(words)
        layout.addLayout(self._small())
        layout.addWidget(self._advice)
        layout.addWidget(self._outlines)
        layout.addStretch(1)

    def _small(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for place, line in enumerate(self._axes.values()):
            line.add_to(grid, place)
        place = len(self._axes)
        grid.addWidget(caption("Match"), place, 0)
        grid.addWidget(self._match_bar, place, 1)
        grid.addWidget(self._match, place, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(1, 1)
        return grid


class _AxisLine:
    """The widgets of one axis."""

    def __init__(self, axis: Axis) -> None:
        self._title = caption(axis.value.capitalize())
        self._arrow = ArrowWidget(ICON_SIZE)
        self._amount = Digits("0000", "px")

    def add_to(self, grid: QGridLayout, place: int) -> None:
        """Put the widgets into a line of the grid."""
        grid.addWidget(self._title, place, 0)
        grid.addWidget(self._arrow, place, 1)
        grid.addWidget(self._amount, place, 2, Qt.AlignmentFlag.AlignRight)

    def show_correction(
        self, correction: Correction | None, camera: CameraState
    ) -> None:
        """Show an arrow while the axis is off, a mark when it is not."""
        if correction is None:
            self._arrow.show_correction(None, Outcome.NOT_SET)
            self._amount.show_number(number_text(None), "")
            return
        outcome = correction_outcome(correction, camera)
        shown = None if outcome is Outcome.PASS else correction
        self._arrow.show_correction(shown, outcome)
        self._amount.show_number(amount_text(correction), correction.unit)
