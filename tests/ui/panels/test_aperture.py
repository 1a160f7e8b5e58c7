"""The aperture panel says open, close or hold."""

from __future__ import annotations

import pytest

from camsetup.domain.rig import ApertureTarget
from camsetup.domain.verdict import Outcome
from camsetup.ui.panels.aperture import AperturePanel
from camsetup.ui.panels.aperture_view import aperture_bar, aperture_view


def camera_at(make, percent, outcome, **kwargs):
    inspection = make.inspection(
        exposure=make.exposure(percent, **kwargs),
        checks=make.judged("saturation", outcome),
    )
    return make.camera(inspection=inspection)


@pytest.mark.parametrize(
    ("percent", "outcome", "word"),
    [
        (0.1, Outcome.FAIL, "open"),
        (0.5, Outcome.WARNING, "open"),
        (3.0, Outcome.PASS, "hold"),
        (3.0, Outcome.WARNING, "hold"),
        (9.0, Outcome.WARNING, "close"),
        (20.0, Outcome.FAIL, "close"),
        (0.0, Outcome.NOT_SET, "not judged"),
        (0.0, Outcome.PASS, "hold"),
    ],
)
def test_the_word_follows_the_meter(make, percent, outcome, word):
    assert aperture_view(camera_at(make, percent, outcome)).headline == word


def test_without_a_mouse_it_is_wanted(make):
    empty = make.inspection(
        mouse_in=False, checks=make.judged("saturation", Outcome.NOT_SET)
    )
    view = aperture_view(make.camera(inspection=empty))
    assert view.headline == "put the mouse in"


def test_a_view_without_a_mouse_region_is_not_judged(make):
    view = aperture_view(camera_at(make, 0.0, Outcome.NOT_SET, mouse=False))
    assert (view.headline, view.mouse, view.bar.fill) == ("not judged", "–", None)


@pytest.mark.parametrize("percent", [0.1, 0.5, 3.0, 9.0, 50.0])
def test_the_bar_ends_in_the_zone_of_its_outcome(percent):
    bar = aperture_bar(percent, ApertureTarget(), Outcome.PASS)
    meaning = [zone.outcome for zone in bar.zones if zone.low <= bar.fill < zone.high]
    expected = {
        0.1: Outcome.FAIL,
        0.5: Outcome.WARNING,
        3.0: Outcome.PASS,
        9.0: Outcome.WARNING,
        50.0: Outcome.FAIL,
    }
    assert meaning == [expected[percent]]


def test_more_light_never_shortens_the_bar():
    fills = [
        aperture_bar(percent, ApertureTarget(), Outcome.PASS).fill
        for percent in (0, 0.1, 0.2, 0.9, 1, 3, 7, 8, 12, 40, 100)
    ]
    assert fills == sorted(fills)
    assert fills[-1] == 1.0


def test_the_zones_follow_the_rig_s_target():
    target = ApertureTarget(green_percent=(2.0, 5.0), amber_percent=(1.0, 8.0))
    ticks = aperture_bar(3.0, target, Outcome.PASS).ticks
    assert [tick.label for tick in ticks] == ["1", "2", "5", "8"]


def test_the_panel_shows_mouse_and_frame_apart(shown, camera, read):
    shown_texts = read(shown(AperturePanel, camera))
    assert {"hold", "3.4 %", "7.8 %", "1.1 %", "PASS"} <= set(shown_texts)
