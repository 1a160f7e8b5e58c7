"""Framerate, timestamps and camera_times."""

from __future__ import annotations

import math

import numpy as np
import pytest

from camsetup.cameraqc.cameras import ExpectedVideo
from camsetup.cameraqc.checks.timing import (
    check_camera_times,
    check_framerate,
    check_timestamps,
)
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

EXPECTED = ExpectedVideo(60, Size(1280, 1024))


def times(count=600, rate_hz=60.0):
    return 2.5 + np.arange(count) / rate_hz


def test_frames_at_the_expected_rate_pass():
    result = check_framerate(times(), EXPECTED)
    assert result.metric == (Outcome.PASS, 60.0)
    assert "60.000" in result.message


@pytest.mark.parametrize(
    ("rate_hz", "outcome"), [(60.9, Outcome.PASS), (58.8, Outcome.FAIL)]
)
def test_a_rate_is_judged_by_less_than_one_hertz(rate_hz, outcome):
    result = check_framerate(times(rate_hz=rate_hz), EXPECTED)
    assert result.metric == (outcome, rate_hz)


def test_the_threshold_of_the_rate_can_be_given():
    assert check_framerate(times(rate_hz=58.8), EXPECTED, threshold=2).outcome == 10


def test_the_rate_is_the_median_so_that_jitter_passes():
    jitter = np.random.default_rng(1).normal(0, 0.002, 600)
    assert check_framerate(times() + jitter, EXPECTED).outcome is Outcome.PASS


def test_a_rate_is_rounded_as_numpy_rounds():
    half = np.array([0.0, 1 / 134.8905])
    assert check_framerate(half, EXPECTED).metric == (Outcome.FAIL, 134.89)


def test_one_nan_among_the_times_fails_the_rate():
    broken = times()
    broken[17] = np.nan
    result = check_framerate(broken, EXPECTED)
    assert result.outcome is Outcome.FAIL
    assert math.isnan(result.rate_hz)
    assert "1 of 600 times are NaN" in result.message


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_times_fail_without_a_rate(count):
    result = check_framerate(times(count), EXPECTED)
    assert result.outcome is Outcome.FAIL
    assert math.isnan(result.rate_hz)
    assert f"from {count} times" in result.message


def test_times_that_stand_still_have_an_infinite_rate():
    result = check_framerate(np.ones(9), EXPECTED)
    assert result.metric == (Outcome.FAIL, math.inf)


def test_without_an_expectation_the_rate_is_not_judged():
    result = check_framerate(times(), None)
    assert result.outcome is Outcome.NOT_SET
    assert result.metric is Outcome.NOT_SET
    assert "_ibl_experiment.description" in result.remedy


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (None, "There are no times"),
        (np.array(["1.0", "1.1"]), "not numbers"),
        (np.array([1.0, None]), "not numbers"),
        (np.ones((5, 1)), "shape (5, 1)"),
        (np.float64(3), "shape ()"),
    ],
)
def test_what_is_no_column_of_numbers_is_not_judged(broken, words):
    for result in (check_framerate(broken, EXPECTED), check_timestamps(broken, 600)):
        assert result.outcome is Outcome.NOT_SET
        assert words in result.message
        assert result.remedy


def test_one_increasing_time_for_each_frame_passes():
    result = check_timestamps(times(), 600)
    assert result.outcome is Outcome.PASS
    assert "600 times for 600 frames; all increasing" in result.message


@pytest.mark.parametrize("length", [599, 601])
def test_a_time_too_many_or_too_few_fails(length):
    assert check_timestamps(times(), length).outcome is Outcome.FAIL


def test_times_that_repeat_fail_and_the_frame_is_named():
    repeating = times()
    repeating[44] = repeating[43]
    result = check_timestamps(repeating, 600)
    assert result.outcome is Outcome.FAIL
    assert not result.increasing
    assert "the first of frame 44" in result.message


def test_times_with_nan_fail_and_the_frame_is_named():
    broken = times()
    broken[599] = np.nan
    result = check_timestamps(broken, 600)
    assert result.outcome is Outcome.FAIL
    assert not result.without_nan
    assert "1 are NaN, the first of frame 599" in result.message


def test_no_times_for_no_frames_pass_as_they_do_for_ibllib():
    assert check_timestamps(times(0), 0).outcome is Outcome.PASS


def test_times_without_a_video_are_not_judged():
    result = check_timestamps(times(), None)
    assert result.outcome is Outcome.NOT_SET
    assert "no video" in result.message


@pytest.mark.parametrize(
    ("stamps", "outcome"),
    [(600, Outcome.PASS), (599, Outcome.WARNING), (60, Outcome.WARNING)],
)
def test_missing_stamps_never_fail(stamps, outcome):
    result = check_camera_times(times(stamps), times(stamps), 600)
    assert result.metric == (outcome, stamps - 600)
    assert f"{stamps} stamps" in result.message


@pytest.mark.parametrize(
    ("stamps", "computer", "length"),
    [(None, times(), 600), (times(), None, 600), (times(), times(), None)],
)
def test_stamps_are_not_judged_with_anything_missing(stamps, computer, length):
    result = check_camera_times(stamps, computer, length)
    assert result.metric is Outcome.NOT_SET
    assert result.message
    assert result.remedy
