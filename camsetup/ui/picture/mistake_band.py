"""What is said over a picture that is another role's, or stands on its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, step_state
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Surface
from camsetup.ui.parts.arrangement import button, column, pressed_by_keys, row
from camsetup.ui.parts.text import Paragraph
from camsetup.ui.parts.wording import swap_text

if TYPE_CHECKING:
    from PyQt6.QtGui import QResizeEvent

    from camsetup.session.state import CameraState


class MistakeBand(QWidget):
    """Says it at the picture's head, and swaps two cameras where that mends it."""

    swap_wanted = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._other = ""
        self._icon = OutcomeIcon(2 * GRID)
        self._message = Paragraph(bold=True)
        self._remedy = Paragraph()
        self._swap = pressed_by_keys(button("Swap", self._on_pressed))
        theme.lay_on(self, Surface.RAISED)
        theme.make_primary(self._swap)
        lines = column(self, GRID // 2)
        lines.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        head = row(self._icon, self._swap)
        head.insertWidget(1, self._message, 1)
        lines.addLayout(head)
        lines.addWidget(self._remedy)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is said; empty when nothing is wrong."""
        if self.isHidden():
            return ""
        return f"{self._message.text()} {self._remedy.text()}"

    def show_camera(self, camera: CameraState) -> None:
        """Say what is wrong with a camera's picture; nothing when nothing is."""
        mistake = camera.mistaken
        self.setVisible(mistake is not None)
        if mistake is None:
            return
        self._other = mistake.swap_with
        judged = step_state(camera, Step.CONNECT).outcome
        self._icon.show_outcome(max(judged, Outcome.WARNING))
        self._message.setText(mistake.message)
        self._remedy.setText(mistake.remedy)
        self._swap.setText(swap_text(camera))
        # One press says it as well as the words beside it.
        self._remedy.setVisible(not mistake.swap_with)
        self._fit_button()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave the button to the large picture where the words need its place."""
        self._fit_button()

    def _fit_button(self) -> None:
        roomy = self.width() >= theme.ROOMY_BAND_WIDTH
        self._swap.setVisible(bool(self._other) and roomy)

    def _on_pressed(self) -> None:
        self.swap_wanted.emit(self._other)
