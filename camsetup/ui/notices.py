"""Notices: one short line that says what was done, and goes away by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Surface

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtCore import QRect

SHOWN_MS = 6000


class Notices(QWidget):
    """Floats over another widget while there is something to say.

    Parameters
    ----------
    room
        Returns where in that widget it may lie: at the top of it; by default anywhere.
    """

    def __init__(
        self,
        over: QWidget,
        room: Callable[[], QRect] | None = None,
        shown_ms: int = SHOWN_MS,
    ) -> None:
        super().__init__(over)
        self._room = room or over.rect
        self._icon = OutcomeIcon()
        self._text = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        theme.lay_on(self, Surface.RAISED)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.setInterval(shown_ms)
        self._ending.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Return what is shown now; empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def show_notice(self, text: str, outcome: Outcome = Outcome.PASS) -> None:
        """Show a line for a few seconds."""
        self._icon.show_outcome(outcome)
        self._text.setText(text)
        self.place()
        self.show()
        self.raise_()
        self._ending.start()

    @override
    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Stay in place when the widget below changes its size."""
        if event is not None and event.type() is QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """Lie in the middle of the room's top, broken into lines where it is narrow."""
        room = self._room()
        most = room.width() - 2 * GRID
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > most)
        width = min(self.sizeHint().width(), most) if wanted <= most else most
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(room.center().x() - width // 2, room.top() + GRID)
