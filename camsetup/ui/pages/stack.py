"""The pages of the window: the one for working, and the one for arm's length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget

from camsetup.ui.pages.arms_length import ArmsLength
from camsetup.ui.pages.key_list import KeyList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.ui.pages.key_list import Keyed
    from camsetup.ui.pages.work_page import WorkPage


class Pages(QStackedWidget):
    """Shows one page, and over it the list of keys when it is wanted."""

    turned = pyqtSignal()

    def __init__(self, work: WorkPage, actions: Iterable[Keyed]) -> None:
        super().__init__()
        self._work = work
        self.arms_length = ArmsLength()
        self.addWidget(work)
        self.addWidget(self.arms_length)
        self._keys = KeyList(actions, self)

    @property
    def far(self) -> bool:
        """Say whether the page for arm's length is shown."""
        return self.currentWidget() is self.arms_length

    @property
    def keys_are_listed(self) -> bool:
        """Say whether the list of keys is shown."""
        return not self._keys.isHidden()

    def toggle_arms_length(self) -> None:
        """Show one sign and one number, or the whole window again."""
        self.setCurrentWidget(self._work if self.far else self.arms_length)
        self.turned.emit()

    def toggle_keys(self) -> None:
        """Show or hide the list of keys."""
        self._keys.toggle()

    def step_back(self) -> None:
        """Close what lies on top, or show all cameras."""
        if self.keys_are_listed:
            self._keys.hide()
        elif self.far:
            self.toggle_arms_length()
        else:
            self._work.picture.tiles.show_all()
