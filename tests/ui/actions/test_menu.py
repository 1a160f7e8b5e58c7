from itertools import groupby

import pytest
from PyQt6.QtCore import QRect
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import QApplication, QToolButton

from camsetup.ui.actions.action import Place
from camsetup.ui.actions.table import ACTIONS


@pytest.fixture
def window(opened, still_session):
    return opened(still_session)


@pytest.fixture
def menu(window):
    return window.header.findChild(QToolButton).menu()


LISTED = [action for action in ACTIONS if action.place is not Place.KEYS_ONLY]


def test_every_action_of_the_menu_is_in_the_menu(menu):
    rows = [row.text() for row in menu.actions() if not row.isSeparator()]
    assert rows == [action.text for action in LISTED]


def test_a_line_parts_what_belongs_together_from_the_next(menu):
    groups, current = [], []
    for row in menu.actions():
        if row.isSeparator():
            groups.append(current)
            current = []
        else:
            current.append(row.text())
    groups.append(current)
    by_place = groupby(LISTED, key=lambda action: action.place)
    assert groups == [[action.text for action in rows] for _, rows in by_place]


def test_no_group_of_the_menu_is_torn_apart():
    places = [place for place, _ in groupby(action.place for action in LISTED)]
    assert len(places) == len(set(places))


def test_the_menu_opens_inside_the_window(window, menu):
    button = window.header.findChild(QToolButton)
    menu.setGeometry(
        QRect(button.mapToGlobal(button.rect().bottomLeft()), menu.sizeHint())
    )
    # Off screen, a popup that is really shown cannot have the keyboard.
    QApplication.sendEvent(menu, QShowEvent())
    window_right = window.mapToGlobal(window.rect().topRight()).x()
    assert menu.geometry().right() <= window_right
    assert menu.geometry().top() >= button.mapToGlobal(button.rect().bottomLeft()).y()
