"""One camera in the middle of the window: its caption, and its picture or why not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from camsetup.session.state import Phase
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.picture.absence import absence
from camsetup.ui.picture.absence_places import AbsenceBand, AbsenceCard
from camsetup.ui.picture.image_view import ImageView
from camsetup.ui.picture.mistake_band import MistakeBand

if TYPE_CHECKING:
    from PyQt6.QtGui import QMouseEvent

    from camsetup.domain.frame import Frame
    from camsetup.domain.verdict import Outcome
    from camsetup.session.state import CameraState
    from camsetup.ui.picture.paint_log import PaintLog


class CameraTile(QWidget):
    """Shows one camera."""

    clicked = pyqtSignal(str)
    way_out_wanted = pyqtSignal(str, object)
    swap_wanted = pyqtSignal(str, str)

    def __init__(self, camera: str, log: PaintLog) -> None:
        super().__init__()
        self.camera = camera
        self.view = ImageView(camera, log)
        self._seen = False
        self._camera: CameraState | None = None
        self._card = AbsenceCard()
        self._band = AbsenceBand()
        self._mistake = MistakeBand()
        self._caption = QWidget()
        self._name = label(camera.upper(), bold=True)
        self._outcome = OutcomeLabel()
        self._lay_out()
        for place in (self._card, self._band):
            place.way_out_wanted.connect(partial(self.way_out_wanted.emit, camera))
        self._mistake.swap_wanted.connect(partial(self.swap_wanted.emit, camera))
        self.view.clicked.connect(lambda: self.clicked.emit(camera))

    @property
    def absence_text(self) -> str:
        """Return why there is no picture, or no other; empty while frames come."""
        if self._places.currentWidget() is self._card:
            return self._card.text
        return "" if self._band.isHidden() else self._band.text

    @property
    def mistake_text(self) -> str:
        """Return what is wrong with the picture; empty when nothing is."""
        return self._mistake.text

    def show_camera(self, camera: CameraState) -> None:
        """Show the overlays of a camera, or why there is no picture."""
        if camera.phase in (Phase.OPENING, Phase.CLOSED):
            self._seen = False
        self.view.show_camera(camera)
        self._mistake.show_camera(camera)
        self._camera = camera
        self._choose_place(camera)

    def show_frame(self, frame: Frame) -> None:
        """Show the newest frame."""
        self.view.show_frame(frame)
        if not self._seen:
            self._seen = True
            if self._camera is not None:
                self._choose_place(self._camera)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show in the caption how the camera is doing."""
        self._outcome.show_outcome(outcome)

    def show_caption(self, *, wanted: bool) -> None:
        """Show the caption, or give its place to the picture."""
        self._caption.setVisible(wanted)

    @override
    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Take a click on the caption or on the card: its release counts."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """Pass a click on."""
        self.clicked.emit(self.camera)

    def _choose_place(self, camera: CameraState) -> None:
        missing = absence(camera, seen=self._seen)
        over = missing is not None and missing.keeps_picture and self._seen
        self._band.setVisible(over)
        self.view.show_frozen(frozen=over and missing is not None and missing.grave)
        if missing is None:
            self._places.setCurrentWidget(self.view)
        elif over:
            self._band.show_absence(missing)
            self._places.setCurrentWidget(self.view)
        else:
            self._card.show_absence(missing)
            self._places.setCurrentWidget(self._card)

    def _lay_out(self) -> None:
        caption = QHBoxLayout(self._caption)
        caption.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        caption.addWidget(self._name)
        caption.addStretch(1)
        caption.addWidget(self._outcome)
        over = QVBoxLayout(self.view)
        over.setContentsMargins(GRID, GRID, GRID, 2 * GRID)
        over.addWidget(self._mistake)
        over.addStretch(1)
        over.addWidget(self._band)
        self._caption.setFixedHeight(theme.CAPTION_HEIGHT)
        self._places = QStackedLayout()
        self._places.addWidget(self._card)
        self._places.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._caption)
        layout.addLayout(self._places, 1)
