"""The places where it is said that there is no picture: a card, and a band over one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.icons import IconView
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.parts.arrangement import column, row
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.text import Paragraph
from camsetup.ui.picture.absence import Absence, WayOut

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent


class AbsenceCard(QWidget):
    """Says why there is no picture."""

    way_out_wanted = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Absence | None = None
        self._icon = IconView(6 * GRID)
        self._title = label(size=Text.VALUE, bold=True)
        self._message = Paragraph(tone=Tone.DIM)
        self._remedy = Paragraph()
        self._press = QPushButton("Try again")
        self._title.setWordWrap(True)
        theme.lay_on(self, Surface.SURFACE)
        theme.make_primary(self._press)
        self._lay_out()
        self._press.clicked.connect(self._on_pressed)

    @property
    def text(self) -> str:
        """Return all that is said."""
        parts = (self._title, self._message, self._remedy)
        return " ".join(part.text() for part in parts if part.text())

    def show_absence(self, absence: Absence) -> None:
        """Say why there is no picture."""
        if absence == self._shown:
            return
        self._shown = absence
        self._icon.show_icon(absence.icon)
        self._title.setText(absence.title)
        self._message.setText(absence.message)
        self._remedy.setText(absence.remedy)
        self.setToolTip(f"{absence.message}\n{absence.remedy}".strip())
        self._remedy.setVisible(bool(absence.remedy))
        self._press.setText(absence.press)
        self._press.setVisible(absence.way_out is not WayOut.NONE)

    def _on_pressed(self) -> None:
        if self._shown is not None:
            self.way_out_wanted.emit(self._shown.way_out)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave the icon away where the words need its place, and say it smaller."""
        roomy = self.height() >= theme.ROOMY_CARD_HEIGHT
        self._icon.setVisible(roomy)
        self._title.setFont(theme.font(Text.VALUE if roomy else Text.BASE, bold=True))

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QWidget()
        column.setMaximumWidth(theme.CARD_WIDTH)
        texts = QVBoxLayout(column)
        texts.setContentsMargins(GRID, GRID, GRID, GRID)
        texts.setSpacing(GRID)
        texts.addStretch(1)
        texts.addWidget(self._icon, 0, centre)
        for text in (self._title, self._message, self._remedy):
            text.setAlignment(centre)
            texts.addWidget(text)
        texts.addWidget(self._press, 0, centre)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(column, 1000)
        layout.addStretch(1)


class AbsenceBand(QWidget):
    """Says over the last frame why no other comes.

    In one line at its foot, or in full where the picture is not what the camera sees
    any more: the hands must not follow a frozen picture.
    """

    way_out_wanted = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Absence | None = None
        self._icon = IconView(3 * GRID)
        self._title = Paragraph(bold=True)
        self._words = Paragraph()
        self._press = QPushButton()
        theme.lay_on(self, Surface.RAISED)
        theme.make_primary(self._press)
        self._lay_out()
        self._press.clicked.connect(self._on_pressed)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is said."""
        words = "" if self._words.isHidden() else self._words.text()
        return f"{self._title.text()} {words}".strip()

    def show_absence(self, absence: Absence) -> None:
        """Say why there is no other picture."""
        self.show()
        if absence == self._shown:
            return
        self._shown = absence
        self._icon.show_icon(absence.icon)
        self._title.setText(absence.title)
        self._words.setText(f"{absence.message} {absence.remedy}".strip())
        self._words.setVisible(absence.grave)
        self._press.setText(absence.press)
        self._fit()
        self.setToolTip(f"{absence.message}\n{absence.remedy}".strip())

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave the button to the large picture where the words need its place."""
        self._fit()

    def _fit(self) -> None:
        roomy = self.width() >= theme.ROOMY_BAND_WIDTH
        loud = roomy and self._shown is not None and self._shown.grave
        self._press.setVisible(roomy)
        self._title.setFont(theme.font(Text.VERDICT if loud else Text.BASE, bold=True))

    def _lay_out(self) -> None:
        lines = column(self, GRID)
        lines.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        head = row(self._icon, self._press)
        head.insertWidget(1, self._title, 1)
        lines.addLayout(head)
        lines.addWidget(self._words)

    def _on_pressed(self) -> None:
        if self._shown is not None:
            self.way_out_wanted.emit(self._shown.way_out)
