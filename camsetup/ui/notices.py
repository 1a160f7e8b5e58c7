"""Notices: one short line that says what was done, and goes away by itself."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Surface

SHOWN_MS = 6000


class Notices(QWidget):
    """Floats over the top of another widget while there is something to say."""

    def __init__(self, over: QWidget, shown_ms: int = SHOWN_MS) -> None:
        super().__init__(over)
        self._over = over
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
        self._place()
        self.show()
        self.raise_()
        self._ending.start()

    @override
    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Stay in place when the widget below changes its size."""
        if event is not None and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        room = self._over.width() - 4 * GRID
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > room)
        width = min(self.sizeHint().width(), room) if wanted <= room else room
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._over.width() - width) // 2, 2 * GRID)
