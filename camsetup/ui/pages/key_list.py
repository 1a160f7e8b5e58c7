"""The list of keys, over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PyQt6.QtCore import QEvent, QObject
from PyQt6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.parts.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

_COLUMNS = 2


class Keyed(Protocol):
    """What the list has to know of an action."""

    @property
    def text(self) -> str:
        """Say what it does."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its keys; none if it is in the menu only."""


class KeyList(QWidget):
    """Lists what the keys do; floats in the middle of another widget."""

    def __init__(self, actions: Iterable[Keyed], over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        rows = [action for action in actions if action.keys]
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        per_column = -(-len(rows) // _COLUMNS)
        for place, action in enumerate(rows):
            column, line = divmod(place, per_column)
            keys = " or ".join(action.keys)
            grid.addWidget(label(keys, bold=True), line, 3 * column)
            grid.addWidget(label(action.text, tone=Tone.DIM), line, 3 * column + 1)
        grid.setColumnMinimumWidth(2, 3 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(label("Keys", Text.VALUE, bold=True))
        layout.addLayout(grid)
        theme.lay_on(self, Surface.RAISED)
        over.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Show or hide the list."""
        self.setVisible(self.isHidden())
        self.raise_()
        self._place()

    @override
    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Stay in the middle when the widget below changes its size."""
        if event is not None and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        spare = self._over.size() - self.size()
        self.move(spare.width() // 2, spare.height() // 2)
