"""The table of actions as Qt has them: keys of a window, rows of its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMenu, QToolButton, QWidget
from typing_extensions import override

from camsetup.ui.actions.action import Place
from camsetup.ui.actions.table import ACTIONS
from camsetup.ui.look import theme
from camsetup.ui.look.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QShowEvent

    from camsetup.ui.actions.action import Action, Deck


class MenuButton(QToolButton):
    """The button at the window's right top corner."""

    def __init__(self) -> None:
        super().__init__()
        self._menu = _MenuBelow(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("flat", "yes")
        self.setAccessibleName("Menu")
        self.setToolTip("Menu")

    def add(self, action: QAction) -> None:
        """Add a row."""
        self._menu.addAction(action)

    def part(self) -> None:
        """Draw a line under the last row."""
        self._menu.addSeparator()

    def recolour(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.setIcon(icon("more", theme.colours(self)))


class _MenuBelow(QMenu):
    """A menu that ends where its button ends: Qt would open it out of the window."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._button = button

    @override
    def showEvent(self, event: QShowEvent | None) -> None:
        """Move to the left of the button's right end."""
        super().showEvent(event)
        corner = self._button.mapToGlobal(self._button.rect().bottomRight())
        self.move(corner.x() + 1 - self.width(), self.y())


def install(window: QWidget, deck: Deck, menu: MenuButton) -> dict[str, QAction]:
    """Give the window its keys and the menu its rows; return the actions by name."""
    made = {}
    last_place = None
    for action in ACTIONS:
        made[action.name] = added = _qt_action(action, deck, window)
        window.addAction(added)
        if action.place is Place.KEYS_ONLY:
            continue
        if last_place not in (None, action.place):
            menu.part()
        menu.add(added)
        last_place = action.place
    return made


def _qt_action(action: Action, deck: Deck, window: QWidget) -> QAction:
    made = QAction(action.text, window)
    made.setShortcuts([QKeySequence(key) for key in action.keys])
    made.triggered.connect(_running(action, deck))
    return made


def _running(action: Action, deck: Deck) -> Callable[[], object]:
    return lambda: action.run(deck)
