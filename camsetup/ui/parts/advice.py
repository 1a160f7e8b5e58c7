"""What was found, dim, and what to do now, bright."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

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


def _write(place: QLabel, text: str) -> None:
    if place.text() != text:
        place.setText(text)
    place.setVisible(bool(text))
