"""The history ends at the right and goes back ten seconds."""

from __future__ import annotations

import pytest

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.theme import Theme
from camsetup.ui.panels.history_plot import HistoryPlot
from camsetup.ui.panels.history_view import HistoryPicture, line_of


@pytest.fixture
def plot(qtbot):
    made = HistoryPlot()
    qtbot.addWidget(made)
    theme.dress(made, Theme.DARK)
    made.resize(204, 80)
    made.show()
    return made


def has_colour(plot, colour: str) -> bool:
    picture = plot.grab().toImage()
    return any(
        picture.pixelColor(x, y).name() == colour
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_the_newest_is_at_the_right_and_the_oldest_at_the_left():
    points = ((90.0, 1.0), (95.0, 1.0), (100.0, 1.0))
    assert line_of(HistoryPicture(points, best=1.0))[0].tolist() == [0, 5, 10]


def test_what_is_older_than_ten_seconds_is_not_drawn():
    points = ((80.0, 1.0), (100.0, 1.0))
    assert line_of(HistoryPicture(points, best=1.0)).shape == (2, 1)


def test_heights_are_shares_of_the_best():
    points = ((99.0, 0.2), (100.0, 0.4))
    assert line_of(HistoryPicture(points, best=0.4))[1].tolist() == [0.5, 1.0]


def test_the_newest_point_has_the_colour_of_its_outcome(plot):
    points = ((99.0, 0.2), (100.0, 0.1))
    plot.show_history(HistoryPicture(points, 0.4, 0.3, Outcome.FAIL))
    assert has_colour(plot, Theme.DARK.colours.failed)
    plot.show_history(HistoryPicture(points, 0.4, 0.3, Outcome.WARNING))
    assert has_colour(plot, Theme.DARK.colours.warning)
    assert not has_colour(plot, Theme.DARK.colours.failed)


def test_an_empty_history_is_an_empty_strip(plot):
    plot.show_history(HistoryPicture(((100.0, 0.1),), 0.4))
    plot.show_history(HistoryPicture())
    assert not has_colour(plot, Theme.DARK.colours.text)


def test_a_history_without_points_shows_the_best_alone(plot):
    plot.show_history(HistoryPicture((), best=0.4, good=0.3))
    assert has_colour(plot, Theme.DARK.colours.dim)
