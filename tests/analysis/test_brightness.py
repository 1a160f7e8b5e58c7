import numpy as np
import pytest

from analysis.scenes import findings, observation, role
from camsetup.analysis.brightness import LightLevels, judge_brightness, since_last_step
from camsetup.domain.verdict import Outcome


@pytest.mark.parametrize(
    ("means", "outcome"),
    [
        ((100.0,) * 10, Outcome.PASS),
        ((40.0,) * 10, Outcome.WARNING),
        ((20.0,) * 10, Outcome.FAIL),
        ((100.0,) * 8 + (39.0,) * 2, Outcome.FAIL),  # the scatter is 24
        ((), Outcome.WARNING),  # only this frame, whose mean is 30
    ],
)
def test_the_rule_is_the_session_gate_s(means, outcome):
    assert grey(30, roi_means=means).outcome is outcome


def grey(level, **changes):
    seen = observation(np.full((512, 640), level, np.uint8), role=role("body"))
    return judge_brightness(findings(seen, **({"has_eye": False} | changes)))


def test_a_well_lit_picture_passes_and_a_dark_one_asks_for_light():
    assert grey(100).outcome is Outcome.PASS
    dark = grey(30)
    assert dark.outcome is Outcome.WARNING
    assert "Open the aperture" in dark.remedy
    assert grey(10).outcome is Outcome.FAIL


def test_a_picture_that_is_too_bright_asks_for_less():
    assert "Close the aperture" in grey(230).remedy


def test_an_empty_rig_asks_for_the_mouse_before_the_aperture():
    assert grey(30, has_eye=True).remedy.startswith("Put the mouse in")
    assert grey(30, has_eye=True, mouse_in=True).remedy.startswith("Open")


def test_flicker_is_named_as_such():
    seen = observation(np.full((512, 640), 100, np.uint8), role=role("body"))
    result = judge_brightness(findings(seen, roi_means=(60.0, 140.0) * 5))
    assert result.outcome is Outcome.FAIL
    assert "swings" in result.message


def test_a_new_level_that_holds_is_judged_without_what_was_before():
    assert since_last_step((24.0,) * 12 + (57.0, 57.5, 56.8, 57.1)) == (
        57.0,
        57.5,
        56.8,
        57.1,
    )


def test_light_that_swings_keeps_all_its_means():
    swinging = (30.0, 90.0) * 8
    assert since_last_step(swinging) == swinging


def test_light_that_stays_keeps_all_its_means():
    steady = (57.0, 57.4, 56.9, 57.2) * 4
    assert since_last_step(steady) == steady


def test_levels_tell_once_that_the_light_was_turned():
    levels = LightLevels(20)
    told = [levels.add(mean) for mean in (24.0,) * 12 + (57.0, 57.5, 56.8, 57.1, 57.3)]
    assert told.index(True) == 15
    assert told.count(True) == 1
    assert levels.means == (57.0, 57.5, 56.8, 57.1, 57.3)


def test_levels_remember_no_more_than_they_should():
    levels = LightLevels(3)
    for mean in (50.0, 51.0, 52.0, 53.0):
        levels.add(mean)
    assert levels.means == (51.0, 52.0, 53.0)
    levels.clear()
    assert levels.means == ()
