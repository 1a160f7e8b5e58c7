"""Numbers stand long enough to be read, and none is lost."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import QObject

from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.pace import Pace


@pytest.fixture
def digits(qtbot):
    made = Digits("0000", "px")
    qtbot.addWidget(made)
    return made


def test_the_first_number_is_shown_at_once(digits):
    digits.show_number("14")
    assert digits.text() == "14 px"


def test_the_next_one_waits(digits):
    digits.show_number("14")
    digits.show_number("15")
    assert digits.text() == "14 px"


def test_the_last_number_is_shown_in_the_end(digits, qtbot):
    for number in ("14", "15", "16"):
        digits.show_number(number)
    qtbot.waitUntil(lambda: digits.text() == "16 px")


def test_what_lies_between_is_skipped(qtbot):
    parent, shown = QObject(), []
    pace = Pace(shown.append, 5, parent)
    for number in range(4):
        pace.offer(number)
    qtbot.waitUntil(lambda: shown[-1] == 3)
    assert shown == [0, 3]


def test_a_number_about_something_else_is_shown_at_once(digits):
    digits.show_number("14")
    digits.show_number("15")
    digits.hurry()
    digits.show_number("70")
    assert digits.text() == "70 px"


def test_what_was_waiting_does_not_come_after_it(digits, qtbot):
    for number in ("14", "15"):
        digits.show_number(number)
    digits.hurry()
    digits.show_number("70")
    digits.show_number("71")
    qtbot.waitUntil(lambda: digits.text() != "70 px")
    assert digits.text() == "71 px"


def test_no_width_depends_on_the_digits(digits):
    before = digits.sizeHint()
    digits.show_number("1111")
    assert digits.sizeHint() == before
