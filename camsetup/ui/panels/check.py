"""Step 6: every check with its limits and its remedy, the worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.session.steps import verdict
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.check_view import CheckView, by_urgency, check_view, checks_of
from camsetup.ui.panels.gate_lines import GateOnCard
from camsetup.ui.panels.report_button import ReportButton
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import column, row
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.text import ElidedLabel, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from camsetup.domain.verdict import CheckResult
    from camsetup.session.gate_verdict import GateVerdict
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState


class CheckPanel(QWidget):
    """Shows whether the rig is ready, and every check of one camera."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._verdict = OutcomeLabel(Text.VALUE)
        self._reason = Paragraph()
        self._cards: dict[str, _CheckCard] = {}
        self._list = column(spacing=2 * GRID)
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show the checks of a camera."""
        judged = verdict(self._session.state)
        self._verdict.show_outcome(judged.outcome, judged.word)
        self._reason.setText(judged.reason)
        self._show_in_order(by_urgency(checks_of(camera)), camera)

    def _show_in_order(
        self, results: Sequence[CheckResult], camera: CameraState
    ) -> None:
        if [result.key for result in results] != list(self._cards):
            self._deal([result.key for result in results])
        for result in results:
            gate = camera.gate_verdict(result.key)
            self._cards[result.key].show_check(check_view(result), gate)

    def _deal(self, keys: Iterable[str]) -> None:
        """Put the cards into another order; a card stays with its check."""
        before, self._cards = self._cards, {}
        for key in keys:
            card = before.pop(key) if key in before else _CheckCard(self)
            self._cards[key] = card
            self._list.removeWidget(card)
            self._list.addWidget(card)
        for card in before.values():
            card.hide()
            card.deleteLater()

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addWidget(self._verdict)
        layout.addWidget(self._reason)
        layout.addLayout(self._list)
        layout.addWidget(ReportButton(self._session))
        layout.addStretch(1)


class _CheckCard(QWidget):
    """One check: outcome, name, number, limits, message, remedy, session gate."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(bold=True)
        self._outcome = OutcomeLabel(Text.SMALL)
        self._value = Digits("000000", "px")
        self._limits = label(size=Text.SMALL, tone=Tone.DIM)
        self._advice = Advice()
        self._gate = GateOnCard()
        layout = column(self, GRID // 2)
        layout.addLayout(row(self._title, None, self._outcome))
        layout.addLayout(row(self._limits, None, self._value))
        layout.addWidget(self._advice)
        layout.addWidget(self._gate)

    def show_check(self, view: CheckView, gate: GateVerdict | None) -> None:
        """Show a check, and what the session gate says of it, if it knows it."""
        self._title.show_text(view.title)
        self._outcome.show_outcome(view.outcome)
        self._value.show_number(view.value, view.unit)
        self._limits.setText(view.limits)
        self._advice.show_advice(view.message, view.remedy)
        self._gate.show_gate(gate)
