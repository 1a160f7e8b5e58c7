"""Labels that the window is made of: plain text, and an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget

from camsetup.ui.look import theme
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Text, Tone

if TYPE_CHECKING:
    from camsetup.domain.verdict import Outcome


def label(
    text: str = "",
    size: int = Text.BASE,
    *,
    tone: Tone | None = None,
    bold: bool = False,
) -> QLabel:
    """Return a label. Long texts break if ``setWordWrap(True)`` is called on it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, bold=bold))
    theme.tint(made, tone)
    return made


class OutcomeLabel(QWidget):
    """An outcome as shape, word and colour, always the three."""

    def __init__(self, size: int = Text.BASE, *, bold: bool = True) -> None:
        super().__init__()
        self._icon = OutcomeIcon(round(size * 1.25))
        self._word = label("", size, bold=bold)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._icon)
        layout.addWidget(self._word)

    @property
    def text(self) -> str:
        """Return the word that is shown."""
        return self._word.text()

    def show_outcome(self, outcome: Outcome, word: str = "") -> None:
        """Show an outcome, under its own word or another ("READY")."""
        self._icon.show_outcome(outcome)
        self._word.setText(word or theme.OUTCOME_WORDS[outcome])
        theme.tint(self._word, theme.OUTCOME_TONES[outcome])
