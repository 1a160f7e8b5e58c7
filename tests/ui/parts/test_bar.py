"""The bar is filled to its value, and its zone stands out."""

from __future__ import annotations

import pytest
from PyQt6.QtGui import QColor

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.parts.bar import Bar, BarPicture, Zone

ZONES = (
    Zone(0.0, 0.25, Outcome.FAIL),
    Zone(0.25, 0.75, Outcome.PASS),
    Zone(0.75, 1.0, Outcome.FAIL),
)


@pytest.fixture
def painted(qtbot):
    bar = Bar(zones=True)
    qtbot.addWidget(bar)
    theme.dress(bar, theme.Theme.DARK)
    bar.resize(200, 22)

    def paint(fill, outcome):
        bar.show_bar(BarPicture(fill, outcome, ZONES))
        return bar.grab().toImage()

    return paint


def test_it_is_filled_up_to_its_value_in_the_colour_of_its_outcome(painted):
    image = painted(0.5, Outcome.PASS)
    passed = QColor(theme.Theme.DARK.colours.passed)
    assert image.pixelColor(90, 15) == passed
    assert image.pixelColor(110, 15) == QColor(theme.Theme.DARK.colours.hover)


def test_an_unknown_value_fills_nothing(painted):
    image = painted(None, Outcome.NOT_SET)
    assert image.pixelColor(2, 15) == QColor(theme.Theme.DARK.colours.hover)


def test_only_the_zone_that_holds_the_value_is_strong(painted):
    image = painted(0.1, Outcome.FAIL)
    failed = QColor(theme.Theme.DARK.colours.failed)
    assert image.pixelColor(20, 3) == failed
    assert image.pixelColor(180, 3) != failed
