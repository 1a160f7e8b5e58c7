"""The table of actions as Qt has them: keys of a window, rows of its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMenu, QToolButton, QWidget

from camsetup.ui.actions.table import ACTIONS, Action, Deck, Place
from camsetup.ui.look import theme
from camsetup.ui.look.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable


class MenuButton(QToolButton):
    """The button at the window's right top corner."""

    def __init__(self) -> None:
        super().__init__()
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("flat", "yes")
        self.setAccessibleName("Menu")
        self.setToolTip("Menu")

    def add(self, action: QAction) -> None:
        """Add a row."""
        self._menu.addAction(action)

    def recolour(self) -> None:
        """Draw the icon in the colours of the theme."""
        self.setIcon(icon("more", theme.colours(self)))


def install(window: QWidget, deck: Deck, menu: MenuButton) -> dict[str, QAction]:
    """Give the window its keys and the menu its rows; return the actions by name."""
    made = {}
    for action in ACTIONS:
        made[action.name] = added = _qt_action(action, deck, window)
        window.addAction(added)
        if action.place is Place.MENU:
            menu.add(added)
    return made


def _qt_action(action: Action, deck: Deck, window: QWidget) -> QAction:
    made = QAction(action.text, window)
    made.setShortcuts([QKeySequence(key) for key in action.keys])
    made.triggered.connect(_running(action, deck))
    return made


def _running(action: Action, deck: Deck) -> Callable[[], object]:
    return lambda: action.run(deck)
