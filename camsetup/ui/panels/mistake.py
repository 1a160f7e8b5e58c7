"""What is wrong with a camera that shows another view than its role's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID
from camsetup.ui.parts.advice import Caution
from camsetup.ui.parts.arrangement import button, column, pressed_by_keys, row
from camsetup.ui.parts.text import Paragraph
from camsetup.ui.parts.wording import swap_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.session.state import CameraState


class MistakeAdvice(QWidget):
    """Says it in a panel, with the button that swaps two cameras."""

    def __init__(
        self, on_swap_wanted: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._on_swap_wanted = on_swap_wanted
        self._other = ""
        self._message = Caution()
        self._remedy = Paragraph()
        self._swap = pressed_by_keys(button("Swap", self._on_pressed))
        theme.make_primary(self._swap)
        layout = column(self, GRID)
        layout.addWidget(self._message)
        layout.addWidget(self._remedy)
        layout.addLayout(row(self._swap, None))
        self.hide()

    def show_camera(self, camera: CameraState, *, said: str) -> None:
        """Show what is wrong with a camera; no words where the step has said them."""
        mistake = camera.mistaken
        news = mistake is not None and mistake.message != said
        self.setVisible(news or bool(mistake and mistake.swap_with))
        if mistake is None:
            return
        self._other = mistake.swap_with
        self._message.show_text(mistake.message if news else "")
        self._remedy.setText(mistake.remedy)
        self._remedy.setVisible(news)
        self._swap.setText(swap_text(camera))
        self._swap.setVisible(bool(mistake.swap_with))

    def _on_pressed(self) -> None:
        self._on_swap_wanted(self._other)
