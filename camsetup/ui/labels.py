"""Labels that the window is made of: plain text, a number with its unit, an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget

from camsetup.ui import theme
from camsetup.ui.icons import OutcomeIcon
from camsetup.ui.theme import GRID, Text, Tone

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


class Number(QWidget):
    """A number, right-aligned in tabular figures, with a dimmer, smaller unit."""

    def __init__(self, unit: str = "", size: int = Text.BASE, digits: int = 6) -> None:
        super().__init__()
        self._number = label("–", size)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._unit = label(unit, Text.SMALL, tone=Tone.DIM)
        figure = self._number.fontMetrics().horizontalAdvance("0")
        self._number.setMinimumWidth(figure * digits)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        layout.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBaseline)

    @property
    def text(self) -> str:
        """Return the number as shown, with its unit."""
        return f"{self._number.text()} {self._unit.text()}".strip()

    def show_number(self, number: float | None, decimals: int = 0) -> None:
        """Show a number; None is a dash. Minus signs are real ones."""
        text = "–" if number is None else f"{number:.{decimals}f}".replace("-", "−")
        if text != self._number.text():
            self._number.setText(text)

    def show_unit(self, unit: str) -> None:
        """Change the unit."""
        self._unit.setText(unit)


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
