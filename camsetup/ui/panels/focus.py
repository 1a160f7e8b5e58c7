"""Step 4: a bar against the best so far, the blur, and the last ten seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.ui.look.theme import GRID, Text
from camsetup.ui.panels.focus_view import focus_view
from camsetup.ui.panels.gate_lines import GateLines
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.bar import Bar
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import OutcomeLabel, label

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState


class FocusPanel(QWidget):
    """Shows when to keep turning the focus ring, when to turn back, when to stop."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        # Costs 0.1 s, which nobody should wait for who does not see this step.
        from camsetup.ui.panels.history_plot import HistoryPlot  # noqa: PLC0415

        super().__init__(parent)
        self._session = session
        self._role = ""
        self._percent = Digits("100", "%", size=Text.VERDICT)
        self._bar = Bar(zones=True, labels=True)
        self._headline = label(size=Text.VALUE, bold=True)
        self._hint = Advice()
        # Room for two lines, so that what is beneath never moves.
        self._hint.setMinimumHeight(2 * self._hint.fontMetrics().lineSpacing())
        self._blur = Digits("< 0.5", "px")
        self._history = HistoryPlot()
        self._target = OutcomeLabel()
        self._gate = GateLines()
        self._message = Advice()
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show how sharp a camera's picture is."""
        self._role = camera.role.name
        view = focus_view(camera)
        self._percent.show_number(view.percent)
        self._bar.show_bar(view.bar)
        self._headline.setText(view.headline)
        self._hint.show_advice("", view.hint)
        self._blur.show_number(view.blur)
        self._history.show_history(view.history)
        self._target.show_outcome(view.judged)
        self._gate.show_gate(camera.gate_verdict("focus"))
        self._message.show_advice(view.message)

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(caption("Of the best so far"), None, self._percent))
        layout.addWidget(self._bar)
        words = column(spacing=GRID // 2)
        words.addWidget(self._headline)
        words.addWidget(self._hint)
        layout.addLayout(words)
        limits = column()
        limits.addLayout(row(caption("Setup target"), None, self._target))
        limits.addWidget(self._gate)
        layout.addLayout(limits)
        layout.addWidget(self._history)
        layout.addLayout(row(caption("Blur"), None, self._blur))
        layout.addWidget(self._message)
        again = button("Start again", self._on_reset_wanted, "Forgets the best so far.")
        layout.addLayout(row(None, again))
        layout.addStretch(1)

    def _on_reset_wanted(self) -> None:
        self._session.reset_focus(self._role)
