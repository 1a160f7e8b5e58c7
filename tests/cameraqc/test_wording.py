"""Results are told in a headline and a number, also where numbers are missing."""

import inspect
from importlib import import_module

import pytest

from cameraqc import made_up
from camsetup.cameraqc import limits, results
from camsetup.cameraqc.wording import headline, number, place
from camsetup.domain.verdict import Outcome

EMPTY = {
    "brightness": results.Brightness,
    "camera_times": results.CameraTimes,
    "dropped_frames": results.DroppedFrames,
    "file_headers": results.FileHeaders,
    "focus": results.Focus,
    "framerate": results.Framerate,
    "pin_state": results.PinState,
    "position": results.Position,
    "resolution": results.Resolution,
    "timestamps": results.Timestamps,
    "wheel_alignment": results.WheelAlignment,
}


@pytest.mark.parametrize("check", EMPTY)
def test_a_result_without_numbers_has_a_headline_and_no_number(check):
    empty = EMPTY[check](Outcome.NOT_SET)
    assert headline(check, empty, None).finding
    assert number(check, empty) == ""


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("camera_times", "0 missing"),
        ("dropped_frames", "0 dropped"),
        ("file_headers", "150 Hz"),
        ("framerate", "150.00 Hz"),
        ("pin_state", "0 unmatched"),
        ("position", "0 px"),
        ("resolution", "640×512"),
        ("timestamps", "60 times"),
        ("wheel_alignment", "0 frames"),
    ],
)
def test_the_number_of_a_table_has_its_unit(check, expected):
    judged = made_up.all_results(made_up.evidence("right", frames=2, length=60))
    assert number(check, judged[check]) == expected


@pytest.mark.parametrize(
    ("check", "result", "expected"),
    [
        (
            "dropped_frames",
            results.DroppedFrames(Outcome.WARNING, dropped=0, surplus=3),
            "0 dropped, +3 counts",
        ),
        ("dropped_frames", results.DroppedFrames(Outcome.CRITICAL), "not increasing"),
        (
            "pin_state",
            results.PinState(Outcome.WARNING, unmatched=-2, surplus=-1),
            "2 unmatched, −1 state",
        ),
        (
            "timestamps",
            results.Timestamps(
                Outcome.FAIL, count=57, increasing=True, without_nan=True
            ),
            "3 missing",
        ),
        (
            "timestamps",
            results.Timestamps(Outcome.FAIL, count=60, without_nan=True),
            "not increasing",
        ),
        (
            "timestamps",
            results.Timestamps(Outcome.FAIL, count=60),
            "NaN among them",
        ),
    ],
)
def test_the_number_tells_why_a_check_did_not_pass(check, result, expected):
    evidence = made_up.evidence("right", frames=2, length=60)
    assert number(check, result, evidence) == expected


@pytest.mark.parametrize(
    ("offset_px", "words"),
    [
        ((38.0, 0.0), "38 px left of the reference"),
        ((-38.0, 0.4), "38 px right of the reference"),
        ((0.0, 12.0), "12 px above the reference"),
        ((5.0, -12.0), "5 px left and 12 px below the reference"),
        ((0.0, 0.0), "where the reference has it"),
    ],
)
def test_a_positive_offset_is_left_or_above(offset_px, words):
    assert place(offset_px) == words


def test_a_check_that_nobody_knows_says_its_own_message():
    assert (
        headline("novel", results.Focus(Outcome.PASS, "New."), None).finding == "New."
    )


@pytest.mark.parametrize(
    ("module", "check", "parameter", "limit"),
    [
        ("brightness", "check_brightness", "bounds", limits.BRIGHTNESS_BOUNDS),
        ("brightness", "check_brightness", "max_std", limits.BRIGHTNESS_SD),
        ("position", "check_position", "pos_thresh", limits.FACE_PERCENT),
        ("position", "check_position", "hist_thresh", limits.HISTOGRAM_PERCENT),
        (
            "focus",
            "check_focus",
            "threshold",
            (limits.LAPLACIAN_VARIANCE, limits.FFT_MEAN),
        ),
        ("timing", "check_framerate", "threshold", limits.RATE_HZ),
        ("frame_data", "check_dropped_frames", "threshold", limits.DROPPED_PERCENT),
        ("wheel_alignment", "check_wheel_alignment", "tolerance", limits.WHEEL_FRAMES),
    ],
)
def test_the_limits_drawn_are_the_limits_judged_by(module, check, parameter, limit):
    function = getattr(import_module(f"camsetup.cameraqc.checks.{module}"), check)
    assert inspect.signature(function).parameters[parameter].default == limit
