import pytest
from PyQt6.QtCore import QRect
from PyQt6.QtWidgets import QWidget

from camsetup.ui.notices import Notices


@pytest.fixture
def below(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_a_notice_is_shown_and_goes_away(below, qtbot):
    notices = Notices(below, shown_ms=1)
    notices.show_notice("Outline loaded.")
    assert notices.text == "Outline loaded."
    qtbot.waitUntil(lambda: notices.text == "")


def test_the_newest_notice_replaces_the_last(below):
    notices = Notices(below)
    notices.show_notice("One.")
    notices.show_notice("Two.")
    assert notices.text == "Two."


@pytest.mark.parametrize("text", ["Short.", "A very long notice, " * 20])
def test_a_notice_stays_inside_whatever_its_length(below, text):
    notices = Notices(below)
    notices.show_notice(text)
    assert below.rect().contains(notices.geometry())


def test_it_stays_in_the_middle_when_the_window_grows(below):
    notices = Notices(below)
    notices.show_notice("Here.")
    below.resize(1000, 400)
    assert abs(notices.geometry().center().x() - 500) <= 1


def test_it_lies_where_there_is_room_for_it(below):
    room = QRect(100, 60, 300, 200)
    notices = Notices(below, lambda: room)
    notices.show_notice("A very long notice, " * 20)
    assert room.contains(notices.geometry())
