"""Why there is no picture: what it is, why, and what to do, in the picture's place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from camsetup.session.state import Phase
from camsetup.ui.look import theme
from camsetup.ui.look.icons import IconView
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.text import ElidedLabel, Paragraph

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

    from camsetup.session.state import CameraState


@dataclass(frozen=True, slots=True)
class Absence:
    """What to say where a picture should be.

    Attributes
    ----------
    keeps_picture
        Whether the last frame, if there was one, stays in view behind the words.
    """

    icon: str
    title: str
    message: str
    remedy: str = ""
    can_retry: bool = True
    retry: str = "Try again"
    keeps_picture: bool = False


def absence(camera: CameraState, *, seen: bool) -> Absence | None:
    """Return why there is no picture; None when there is one.

    ``seen`` says whether a frame has come since the camera was opened.
    """
    if camera.phase is Phase.STREAMING:
        return None if seen else _opening(camera)
    if camera.phase is Phase.OPENING:
        return _opening(camera)
    told = _TOLD[camera.phase]
    problem = camera.problem
    if problem is None:
        return told
    return replace(told, message=problem.message, remedy=problem.remedy)


class AbsenceCard(QWidget):
    """Says why there is no picture."""

    retry_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Absence | None = None
        self._icon = IconView(6 * GRID)
        self._title = label(size=Text.VALUE, bold=True)
        self._message = Paragraph(tone=Tone.DIM)
        self._remedy = Paragraph()
        self._retry = QPushButton("Try again")
        self._title.setWordWrap(True)
        theme.lay_on(self, Surface.SURFACE)
        theme.make_primary(self._retry)
        self._lay_out()
        self._retry.clicked.connect(self.retry_wanted)

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
        self._retry.setText(absence.retry)
        self._retry.setVisible(absence.can_retry)

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
        texts.addWidget(self._retry, 0, centre)
        texts.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(column, 1000)
        layout.addStretch(1)


class AbsenceBand(QWidget):
    """Says over the last frame why no other comes, in one line at its foot."""

    retry_wanted = pyqtSignal()

    def __init__(self, over: QWidget) -> None:
        super().__init__()
        self._title = ElidedLabel(bold=True)
        self._retry = QPushButton()
        theme.lay_on(self, Surface.RAISED)
        theme.make_primary(self._retry)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self._title)
        line.addWidget(self._retry)
        foot = QVBoxLayout(over)
        foot.setContentsMargins(GRID, GRID, GRID, 2 * GRID)
        foot.addStretch(1)
        foot.addWidget(self, 0, Qt.AlignmentFlag.AlignHCenter)
        self._retry.clicked.connect(self.retry_wanted)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is said."""
        return self._title.text()

    def show_absence(self, absence: Absence) -> None:
        """Say why there is no other picture."""
        self._title.show_text(absence.title)
        self._retry.setText(absence.retry)
        self.setToolTip(f"{absence.message}\n{absence.remedy}".strip())
        self.show()


def _opening(camera: CameraState) -> Absence:
    name = camera.role.name
    message = f"The {name} camera is being opened at {camera.address}."
    return Absence("hourglass", "Opening…", message, can_retry=False)


_TOLD = {
    Phase.WAITING_FOR_TRIGGER: Absence(
        "trigger",
        "Waiting for a trigger",
        "The camera is open and takes a frame only when its trigger input says so.",
        "Start the trigger, or switch it off in the settings while you set up.",
    ),
    Phase.LOST: Absence(
        "unplugged",
        "The camera is gone",
        "It was there and does not answer any more.",
        "Check its cable. It is opened again as soon as it is back.",
    ),
    Phase.FAILED: Absence(
        "fail",
        "The camera could not be used",
        "It was refused, or something failed.",
        "Try again; if it fails again, look at Connect.",
    ),
    Phase.CLOSED: Absence(
        "camera",
        "Not opened",
        "No frames are taken from this camera.",
        "Open it to see its picture.",
        retry="Open",
    ),
    Phase.FINISHED: Absence(
        "film",
        "End of the recording",
        "All of its frames have been shown.",
        "Play it again, or open another recording.",
        retry="Play again",
        keeps_picture=True,
    ),
}
