"""What was found, dim, and what to do now, bright."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QWidget

from camsetup.domain.verdict import Outcome
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Tone
from camsetup.ui.parts.arrangement import column
from camsetup.ui.parts.text import Paragraph

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QLabel


class Advice(QWidget):
    """Two texts; an empty one takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = Paragraph(tone=Tone.DIM)
        self._remedy = Paragraph()
        layout = column(self, GRID // 2)
        layout.addWidget(self._message)
        layout.addWidget(self._remedy)

    @property
    def texts(self) -> tuple[str, str]:
        """Return message and remedy as shown."""
        return self._message.text(), self._remedy.text()

    def show_advice(self, message: str, remedy: str = "") -> None:
        """Show what was found and what to do."""
        _write(self._message, message)
        _write(self._remedy, remedy)


class Caution(QWidget):
    """What will hurt later, beside the sign of a warning; takes no room when empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon = OutcomeIcon()
        icon.show_outcome(Outcome.WARNING)
        self._text = Paragraph(tone=Tone.WARNING)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a warning, or none."""
        _write(self._text, text)
        self.setVisible(bool(text))


def _write(place: QLabel, text: str) -> None:
    if place.text() != text:
        place.setText(text)
    place.setVisible(bool(text))
