"""How far results are from the next outcome: each margin is walked, and crossed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from camsetup.cameraqc.cameras import ExpectedVideo
from camsetup.cameraqc.checks.brightness import judge_brightness
from camsetup.cameraqc.checks.focus import Sharpness, judge_focus
from camsetup.cameraqc.checks.frame_data import check_dropped_frames
from camsetup.cameraqc.checks.headers import check_resolution
from camsetup.cameraqc.checks.position import PositionJudge
from camsetup.cameraqc.checks.timing import check_framerate
from camsetup.cameraqc.margins import Margin, margin
from camsetup.cameraqc.results import Brightness, Faces, Position
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

PASS, WARNING, FAIL = Outcome.PASS, Outcome.WARNING, Outcome.FAIL
SHAPE = (1000, 2000)
ROI = ((300, 500), (400, 700))


def position(x=0, y=0, alike=0.1):
    """Judge a face that is x px too far right and y px too low."""
    faces = Faces(((400 + x, 300 + y),), (0.9,), ROI)
    return PositionJudge().judge(faces, [alike], SHAPE)


def focus(edges, fine):
    return judge_focus([Sharpness((edges,), fine)], (ROI,), (0,))


def framerate(rate_hz):
    times = np.arange(100) / rate_hz
    return check_framerate(times, ExpectedVideo(60, Size(1280, 1024)))


def dropped(frames, *, missing=0, count=3001):
    counter = np.arange(count)
    counter[-1] += frames
    return check_dropped_frames(counter, count + missing)


def test_a_face_in_its_place_may_move_a_tenth_of_the_shorter_limit():
    # The axes are swapped: x against 1000, y against 2000.
    assert str(margin(position())) == "100 px from WARNING"


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [
        (62, 0, "38 px from WARNING"),
        (-62, 0, "38 px from WARNING"),
        (0, 170, "30 px from WARNING"),
        (99, 0, "1 px from WARNING"),
        (99.5, 0, "less than 1 px from WARNING"),
        (112, 0, "13 px to PASS"),
        (103, 203, "5 px to PASS"),
        (150, 0, "less than 1 px to WARNING"),
    ],
)
def test_a_position_says_how_far_the_camera_may_move_or_must(x, y, text):
    found = position(x, y)
    if text.endswith("13 px to PASS"):
        found = position(113 - 1e-3, 0)
    assert str(margin(found)) == text


def test_histograms_that_alone_hold_the_verdict_say_how_long():
    assert str(margin(position(300, alike=0.933))) == "13 % correlation from WARNING"
    assert str(margin(position(120, alike=0.812))) == "1.2 % correlation from WARNING"


@given(
    x=some.integers(-300, 300).map(lambda px: px + 0.25),
    y=some.integers(-400, 400).map(lambda px: px + 0.25),
    alike=some.floats(0.0, 0.7),
)
def test_the_verdict_turns_just_beyond_the_margin_of_a_face(x, y, alike):
    found = position(x, y, alike)
    way = margin(found)
    before, beyond = way.amount - 0.01, way.amount + 0.01
    if way.better:
        # Straight back into the zone.
        zone = np.array([100, 200]) * (1 if found.outcome is WARNING else 1.5)
        off = np.array([abs(x), abs(y)])
        back = np.maximum(off - zone, 0)
        step = back / max(np.hypot(*back), 1e-9)
        outcomes = [
            position(*(off - way_px * step), alike).outcome
            for way_px in (before, beyond)
        ]
    else:
        outcomes = [worst_outcome(x, y, way_px, alike) for way_px in (before, beyond)]
    assert outcomes == [found.outcome, way.next_outcome]


def worst_outcome(x, y, px, alike):
    """Return the worst outcome after moving so far along any axis."""
    steps = ((px, 0), (-px, 0), (0, px), (0, -px))
    return max(position(x + dx, y + dy, alike).outcome for dx, dy in steps)


@given(some.lists(some.floats(0, 255), min_size=1, max_size=24))
def test_the_brightness_turns_just_beyond_the_margin(means):
    found = judge_brightness(means)
    way = margin(found)
    assert (way is None) <= (found.outcome is FAIL)
    if way is None or found.std >= 20 or way.amount == 20 - found.std:
        return
    shifted = [
        judge_brightness([mean + sign * amount for mean in means]).outcome
        for amount in (way.amount + 1e-6, max(0, way.amount - 1e-6))
        for sign in (1, -1)
    ]
    assert way.next_outcome in shifted[:2]
    past = min if way.better else max
    assert past(shifted[2:]) is found.outcome


@pytest.mark.parametrize(
    ("means", "text"),
    [
        ([90.0] * 4, "20 grey levels from FAIL"),
        ([52.0] * 4, "12 grey levels from WARNING"),
        ([43.4] * 4, "3.4 grey levels from WARNING"),
        ([197.0] * 4, "3.0 grey levels from WARNING"),
        ([30.0] * 4, "10 grey levels to PASS"),
        ([12.0] * 4, "8.0 grey levels to WARNING"),
        ([60.0, 120.0], "10 grey levels to PASS"),
    ],
)
def test_a_brightness_says_how_many_grey_levels(means, text):
    assert str(margin(judge_brightness(means))) == text


def test_of_two_tests_of_focus_the_one_that_holds_counts():
    assert str(margin(focus(50, 12))) == "50 % from FAIL"
    assert str(margin(focus(400, 7))) == "75 % from FAIL"
    assert str(margin(focus(50, 4.8))) == "25 % to PASS"
    assert margin(focus(0, 0)) is None


def test_a_rate_says_how_many_hertz():
    assert str(margin(framerate(60.25))) == "0.75 Hz from FAIL"
    assert str(margin(framerate(57.75))) == "1.25 Hz to PASS"
    nothing = check_framerate(np.full(9, np.nan), ExpectedVideo(60, Size(640, 512)))
    assert margin(nothing) is None


def test_losses_say_how_many_frames_more():
    assert str(margin(dropped(0))) == "3 frames from FAIL"
    assert str(margin(dropped(2))) == "1 frame from FAIL"
    assert dropped(2).outcome is PASS
    assert dropped(3).outcome is FAIL
    assert str(margin(dropped(7))) == "5 frames to PASS"
    assert str(margin(dropped(0, missing=2))) == "2 frames to PASS"
    assert str(margin(dropped(0, missing=6))) == "2 frames to WARNING"
    assert margin(dropped(7, missing=6)) is None


def test_what_was_not_judged_or_has_no_scale_has_no_margin():
    expected = ExpectedVideo(60, Size(1280, 1024))
    assert margin(check_resolution(Size(1280, 1024), expected)) is None
    for result in (Position(Outcome.NOT_SET), Brightness(Outcome.NOT_SET)):
        assert margin(result) is None


def test_a_result_by_other_limits_has_no_margin():
    strict = PositionJudge(pos_thresh=(1, 2)).judge(
        Faces(((450, 300),), (0.9,), ROI), [0.1], SHAPE
    )
    assert strict.outcome is FAIL
    assert margin(strict) is None
    assert margin(replace(judge_brightness([90.0]), outcome=FAIL)) is None


def test_a_margin_never_promises_more_than_there_is():
    assert str(Margin(9.99, "px", WARNING)) == "9 px from WARNING"
    assert str(Margin(9.01, "px", PASS, better=True)) == "10 px to PASS"
