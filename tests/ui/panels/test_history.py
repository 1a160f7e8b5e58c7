"""The history ends at the right and goes back ten seconds."""

from __future__ import annotations

import pytest

from camsetup.ui.panels.history import HistoryPicture, HistoryPlot


@pytest.fixture
def plot(qtbot):
    made = HistoryPlot()
    qtbot.addWidget(made)
    made.resize(204, 80)
    return made


def test_the_newest_is_at_the_right_and_the_oldest_at_the_left(plot):
    plot.show_history(HistoryPicture(((90.0, 1.0), (95.0, 1.0), (100.0, 1.0)), 1.0))
    assert [place.x() for place in plot.places()] == [0, 100, 200]


def test_what_is_older_than_ten_seconds_is_not_drawn(plot):
    plot.show_history(HistoryPicture(((80.0, 1.0), (100.0, 1.0)), 1.0))
    assert len(plot.places()) == 1


def test_a_sharper_picture_is_higher(plot):
    plot.show_history(HistoryPicture(((99.0, 0.2), (100.0, 0.9)), 1.0))
    first, last = plot.places()
    assert last.y() < first.y()
