"""Step 5: a meter of the light on the mouse: open, close or hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.ui.look import theme
from camsetup.ui.look.icons import IconView
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.aperture_view import aperture_view
from camsetup.ui.panels.gate_lines import GateLines
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import caption, column, row
from camsetup.ui.parts.bar import Bar
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.text import Paragraph

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_ACROSS = 90.0
_EXPLANATION = (
    "Only the mouse counts. Metal and glare are not counted: on a well-set rig"
    " they make up most of the bright pixels of the frame."
)


class AperturePanel(QWidget):
    """Shows whether the aperture has to be opened or closed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._icon = IconView(6 * GRID)
        self._headline = label(size=Text.VALUE, bold=True)
        self._mouse = Digits("100.0", "%", size=Text.VALUE)
        self._meter = Bar(zones=True, labels=True)
        self._target = OutcomeLabel()
        self._gate = GateLines("Brightness")
        self._advice = Advice()
        self._frame = Digits("100.0", "%")
        self._clipped = Digits("100.0", "%")
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show how much of the mouse is too bright."""
        view = aperture_view(camera)
        colour = theme.colours(self).outcome(view.judged)
        across = _ACROSS if view.icon in ("closer", "farther") else 0.0
        self._icon.show_icon(view.icon, colour, across)
        self._headline.setText(view.headline)
        self._mouse.show_number(view.mouse)
        self._meter.show_bar(view.bar)
        self._target.show_outcome(view.judged)
        self._gate.show_gate(camera.gate_verdict("brightness"))
        self._advice.show_advice(view.message, view.remedy)
        self._frame.show_number(view.frame)
        self._clipped.show_number(view.clipped)

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(self._icon, self._headline, None))
        layout.addLayout(row(caption("Mouse, ≥ 250"), None, self._mouse))
        layout.addWidget(self._meter)
        limits = column()
        limits.addLayout(row(caption("Setup target"), None, self._target))
        limits.addWidget(self._gate)
        layout.addLayout(limits)
        layout.addWidget(self._advice)
        whole = column()
        whole.addLayout(row(caption("Frame, ≥ 250"), None, self._frame))
        whole.addLayout(row(caption("Frame, 255"), None, self._clipped))
        layout.addLayout(whole)
        layout.addWidget(Paragraph(_EXPLANATION, tone=Tone.DIM, size=Text.SMALL))
        layout.addStretch(1)
