"""The position panel shows the arrow, the numbers and the verdict."""

from __future__ import annotations

import pytest

from camsetup.domain.verdict import Outcome
from camsetup.ui.panels.position import PositionPanel
from camsetup.ui.parts.arrow import ArrowWidget, arrow_icon


@pytest.fixture
def panel(shown, camera):
    return shown(PositionPanel, camera)


def test_it_says_which_way_and_how_far(panel, read):
    shown = read(panel)
    assert "pan left" in shown
    assert "14 px" in shown


def test_every_axis_has_its_number(panel, read):
    assert {"3 px", "0.2 °", "0.4 %", "71"} <= set(read(panel))


def test_the_big_arrow_points_where_the_hand_goes(panel):
    assert panel.findChildren(ArrowWidget)[0].accessibleName() == "pan left"


def test_the_verdict_has_a_word(panel, read):
    assert "WARNING" in read(panel)
    assert "Pan the camera left by 14 px." in read(panel)


def test_without_a_correction_there_is_no_big_number(shown, make, read):
    inspection = make.inspection(
        corrections=make.corrections(pan=2, tilt=1),
        checks=make.judged("position", Outcome.PASS),
    )
    panel = shown(PositionPanel, make.camera(inspection=inspection))
    assert read(panel).count("2 px") == 1
    assert {"hold", "PASS"} <= set(read(panel))


def test_another_axis_brings_its_own_number_at_once(panel, make, read):
    turned = make.inspection(corrections=make.corrections(pan=2, roll=2.5))
    panel.show_camera(make.camera(inspection=turned))
    assert "roll clockwise" in read(panel)
    assert "2.5 °" in read(panel)


@pytest.mark.parametrize(
    ("place", "icon", "degrees"),
    [(0, "arrow", 180.0), (1, "arrow", 270.0), (2, "turn-clockwise", 0.0)],
)
def test_arrows_are_drawn_for_what_the_hand_does(make, place, icon, degrees):
    found = make.corrections(pan=60, tilt=50, roll=1)
    assert arrow_icon(found[place], Outcome.FAIL) == (icon, degrees)


def test_an_arrow_without_a_correction_shows_the_outcome():
    assert arrow_icon(None, Outcome.PASS) == ("pass", 0.0)
