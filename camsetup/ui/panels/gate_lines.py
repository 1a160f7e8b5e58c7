"""The session gate under a setup target: its outcome, and how far from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget

from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.gate_view import TITLE, gate_view
from camsetup.ui.parts.arrangement import caption, column, row
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.text import ElidedLabel, Paragraph

if TYPE_CHECKING:
    from camsetup.session.gate_verdict import GateVerdict


class GateLines(QWidget):
    """Two lines that keep their room, so that nothing beneath them moves.

    ``about`` says what the gate judges, where that is not what the needle shows.
    """

    def __init__(self, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self._outcome = OutcomeLabel()
        self._note = ElidedLabel(
            tone=Tone.DIM, size=Text.SMALL, align=Qt.AlignmentFlag.AlignRight
        )
        layout = column(self, GRID // 4)
        layout.addLayout(row(caption(TITLE), None, self._outcome))
        layout.addWidget(self._note)

    def show_gate(self, verdict: GateVerdict | None) -> None:
        """Show what the gate says of a check; None before it said anything."""
        view = gate_view(verdict)
        self._outcome.show_outcome(view.outcome)
        parts = (self._about, view.note) if view.note else ()
        self._note.show_text(": ".join(part for part in parts if part))
        tell(view.hint, self, self._note)


class GateOnCard(QWidget):
    """The gate's part of a card: what it says, how far off, and what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcome = OutcomeLabel(Text.SMALL)
        self._note = Paragraph(tone=Tone.DIM, size=Text.SMALL)
        title = label(TITLE, Text.SMALL, tone=Tone.DIM)
        layout = column(self, GRID // 4)
        layout.addLayout(row(title, None, self._outcome))
        layout.addWidget(self._note)

    def show_gate(self, verdict: GateVerdict | None) -> None:
        """Show what the gate says of a check; nothing where it has no such check."""
        self.setVisible(verdict is not None)
        view = gate_view(verdict)
        text = f"{view.note}\n{view.remedy}".strip()
        self._outcome.show_outcome(view.outcome)
        if self._note.text() != text:
            self._note.setText(text)
        self._note.setVisible(bool(text))
        tell(view.hint, self)


def tell(hint: str, *widgets: QWidget) -> None:
    """Say this when the mouse rests on one of the widgets."""
    for widget in widgets:
        if widget.toolTip() != hint:
            widget.setToolTip(hint)
