"""Step 7: how every step stands, and a report of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.session.steps import Step, step_state, verdict
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.report_button import ReportButton
from camsetup.ui.parts.arrangement import caption, column, row
from camsetup.ui.parts.labels import OutcomeLabel
from camsetup.ui.parts.text import Paragraph

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_HONEST = (
    "Signed records (who, when, drift since the last one) come with a later version."
    " Until then a report keeps what the checks say now."
)


class SignOffPanel(QWidget):
    """Sums up the steps of a camera and saves a report."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._verdict = OutcomeLabel(Text.VALUE)
        self._reason = Paragraph()
        self._steps = {
            step: OutcomeLabel() for step in Step if step is not Step.SIGN_OFF
        }
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show how the steps of a camera stand."""
        judged = verdict(self._session.state)
        self._verdict.show_outcome(judged.outcome, judged.word)
        self._reason.setText(judged.reason)
        for step, place in self._steps.items():
            place.show_outcome(step_state(camera, step).outcome)

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addWidget(self._verdict)
        layout.addWidget(self._reason)
        steps = column()
        for step, place in self._steps.items():
            steps.addLayout(row(caption(step.title), None, place))
        layout.addLayout(steps)
        layout.addWidget(ReportButton(self._session))
        layout.addWidget(Paragraph(_HONEST, tone=Tone.DIM))
        layout.addStretch(1)
