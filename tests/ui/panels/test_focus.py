"""The focus panel says how sharp, and when to turn back."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from camsetup.domain.verdict import Outcome
from camsetup.ui.panels.focus import FocusPanel
from camsetup.ui.panels.focus_view import Trend, focus_view, trend


def ramp(make, *scores, best=0.5):
    """Return ten readings a second through these scores, a second apart."""
    points = []
    for start, end in pairwise(scores):
        points += [start + (end - start) * i / 10 for i in range(10)]
    points.append(scores[-1])
    return tuple(
        (i / 10, make.focus(score=score, best=best)) for i, score in enumerate(points)
    )


def camera_at(make, *scores, best=0.5, outcome=Outcome.WARNING, **reading):
    history = ramp(make, *scores, best=best)
    inspection = make.inspection(
        focus=make.focus(score=scores[-1], best=best, **reading),
        checks=make.judged("focus", outcome),
    )
    return make.camera(inspection=inspection, focus_history=history)


def test_falling_from_the_best_means_turn_back(make):
    view = focus_view(camera_at(make, 0.5, 0.4, 0.3))
    assert view.headline == "turn back"
    assert view.hint == "You passed the best."


def test_rising_below_the_best_means_keep_turning(make):
    assert focus_view(camera_at(make, 0.2, 0.3, 0.4)).headline == "keep turning"


def test_at_the_best_and_sharp_enough_means_hold(make):
    view = focus_view(camera_at(make, 0.4, 0.5, outcome=Outcome.PASS))
    assert view.headline == "hold"
    assert view.bar.outcome is Outcome.PASS


def test_the_best_so_far_is_not_green_while_it_is_not_sharp(make):
    view = focus_view(camera_at(make, 0.1, 0.1, best=0.1, outcome=Outcome.FAIL))
    assert view.headline == "keep turning"
    assert view.bar.outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("score", "outcome"), [(0.45, Outcome.PASS), (0.44, Outcome.WARNING)]
)
def test_the_bar_is_green_from_ninety_per_cent(make, score, outcome):
    view = focus_view(camera_at(make, score, outcome=Outcome.PASS))
    assert view.bar.outcome is outcome


def test_what_is_not_judged_is_not_green(make):
    view = focus_view(camera_at(make, 0.5, outcome=Outcome.NOT_SET, eye_found=False))
    assert view.bar.outcome is Outcome.NOT_SET


@pytest.mark.parametrize(
    ("mouse_in", "headline"), [(False, "put the mouse in"), (True, "wait")]
)
def test_without_an_eye_a_mouse_or_patience_is_wanted(make, mouse_in, headline):
    reading = make.focus(eye_found=False)
    inspection = make.inspection(focus=reading, mouse_in=mouse_in)
    assert focus_view(make.camera(inspection=inspection)).headline == headline


@pytest.mark.parametrize(
    ("blur_px", "text"), [(0.3, "< 0.5"), (0.5, "0.5"), (1.44, "1.4"), (None, "–")]
)
def test_blur_is_not_written_finer_than_it_can_be_read(make, blur_px, text):
    reading = make.focus(blur_px=blur_px)
    inspection = make.inspection(focus=reading, mouse_in=True)
    assert focus_view(make.camera(inspection=inspection)).blur == text


def test_noise_is_no_trend(make):
    wobble = ramp(make, 0.40, 0.41, 0.40, 0.41)
    assert trend(wobble) is Trend.STEADY


def test_a_trend_needs_a_past(make):
    assert trend(()) is Trend.STEADY
    assert trend(ramp(make, 0.2)) is Trend.STEADY


def test_the_panel_shows_share_and_blur(shown, camera, read):
    shown_texts = read(shown(FocusPanel, camera))
    assert {"92 %", "1.4 px", "hold", "PASS"} <= set(shown_texts)


def test_starting_again_forgets_the_best(shown, camera, session, push):
    push(shown(FocusPanel, camera), "Start again")
    assert session.told == [("reset_focus", "left")]


def test_without_a_reading_the_panel_is_empty_and_says_so(shown, make, read):
    camera = make.camera(inspection=None, focus_history=())
    shown_texts = read(shown(FocusPanel, camera))
    assert {"no reading", "– %"} <= set(shown_texts)


def test_a_view_without_an_eye_is_never_asked_for_the_mouse(make):
    reading = replace(make.focus(eye_found=False), on_eye=False)
    inspection = make.inspection(focus=reading, mouse_in=False)
    assert focus_view(make.camera(inspection=inspection)).headline == "hold"
