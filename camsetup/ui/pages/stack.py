"""The pages of the window: the one for working, and the one for arm's length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QStackedWidget

from camsetup.ui.pages.arms_length import ArmsLength
from camsetup.ui.pages.key_list import KeyList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.session.session import Session
    from camsetup.session.state import RigState
    from camsetup.ui.pages.key_list import Keyed
    from camsetup.ui.pages.wave.page import WavePage
    from camsetup.ui.pages.work_page import WorkPage


class Pages(QStackedWidget):
    """Shows one page, and over it the list of keys when it is wanted."""

    turned = pyqtSignal()

    def __init__(
        self, work: WorkPage, actions: Iterable[Keyed], session: Session
    ) -> None:
        super().__init__()
        self._work = work
        self._session = session
        self._wave: WavePage | None = None
        self.arms_length = ArmsLength()
        self.addWidget(work)
        self.addWidget(self.arms_length)
        self._keys = KeyList(actions, self)

    @property
    def far(self) -> bool:
        """Say whether the page for arm's length is shown."""
        return self.currentWidget() is self.arms_length

    @property
    def waving(self) -> bool:
        """Say whether the page on which somebody waves is shown."""
        return self._wave is not None and self.currentWidget() is self._wave

    @property
    def keys_are_listed(self) -> bool:
        """Say whether the list of keys is shown."""
        return not self._keys.isHidden()

    def toggle_arms_length(self) -> None:
        """Show one sign and one number, or the whole window again."""
        if self.waving:
            return
        self.setCurrentWidget(self._work if self.far else self.arms_length)
        self.turned.emit()

    def show_wave(self, state: RigState) -> None:
        """Show the page of the wave as long as somebody is to wave."""
        if state.wave is not None:
            page = self._wave_page()
            self.setCurrentWidget(page)
            page.show_wave(state, state.wave)
        elif self.waving:
            self.setCurrentWidget(self._work)
            self._work.setFocus()

    def toggle_keys(self) -> None:
        """Show or hide the list of keys."""
        self._keys.toggle()

    def step_back(self) -> None:
        """Close what lies on top, or show all cameras."""
        if self.keys_are_listed:
            self._keys.hide()
        elif self.waving:
            self._session.end_wave()
        elif self.far:
            self.toggle_arms_length()
        else:
            self._work.picture.tiles.show_all()

    def _wave_page(self) -> WavePage:
        """Return the page, made when it is first wanted."""
        if self._wave is None:
            from camsetup.ui.pages.wave.page import (  # noqa: PLC0415 - few need it
                WavePage,
            )

            self._wave = WavePage(self._session)
            self.addWidget(self._wave)
        return self._wave
