"""Whether video and encoder show the wheel move at the same time."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from camsetup.cameraqc.checks.wheel_alignment import check_wheel_alignment
from camsetup.cameraqc.evidence import Wheel
from camsetup.cameraqc.wheel.period import find_movement, frames_in_period
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome

PERIOD = (4.0, 11.0)
RATE_HZ = 30


def position_at(times):
    inside = np.clip((times - 4) / 7, 0, 1)
    return np.sin(np.pi * inside) ** 2 * (
        np.sin(5.6 * (times - 4)) + 0.6 * np.sin(9.6 * (times - 4) + 1)
    )


def wheel(period=PERIOD):
    times = np.arange(18 * 200) / 200
    return Wheel(times, position_at(times), period)


INSIDE = 211  # 30 Hz from 0.5 s on, frames from 4 s to 11 s


def frame_times(begin_s=0.5, count=480):
    return begin_s + np.arange(count) / RATE_HZ


def energy(early_frames=0, times=None):
    """Return the motion energy of a video that shows the wheel so early."""
    times = frame_times() if times is None else times
    shown = times[frames_in_period(times, PERIOD)] + early_frames / RATE_HZ
    return np.abs(position_at(shown[2:]) - position_at(shown[:-2])) * 1000


def judge(motion_energy=None, **changes):
    inputs = {"timestamps": frame_times(), "wheel": wheel(), **changes}
    return check_wheel_alignment("left", motion_energy=motion_energy, **inputs)


@pytest.mark.parametrize(
    ("early", "outcome"),
    [
        (0, Outcome.PASS),
        (1, Outcome.PASS),
        (-1, Outcome.PASS),
        (2, Outcome.WARNING),
        (-3, Outcome.WARNING),
        (40, Outcome.WARNING),
    ],
)
def test_a_video_so_many_frames_early_has_that_offset_with_a_minus(early, outcome):
    result = judge(energy(early))
    assert result.metric == (outcome, -early)
    assert bool(result.remedy) == (outcome is Outcome.WARNING)


def test_the_velocity_that_was_worked_out_to_find_the_movement_does_as_well():
    known = wheel()
    period, velocity = find_movement(known.timestamps, known.position)
    found = judge(energy(2), wheel=replace(known, period=period))
    again = judge(energy(2), wheel=replace(known, period=period, velocity=velocity))
    assert found.offset_frames is not None
    assert (again.metric, again.speed) == (found.metric, found.speed)


def test_the_message_says_early_or_late_and_by_how_much():
    assert "2 frames too early; at most 1 frame off" in judge(energy(2)).message
    assert "2 frames too late" in judge(energy(-2)).message
    assert "the wheel in time;" in judge(energy(0)).message


@pytest.mark.parametrize(
    ("tolerance", "outcome"),
    [
        ((1, 2), Outcome.WARNING),
        ((2, 2), Outcome.PASS),
        ((5, 3), Outcome.PASS),
        ((5,), Outcome.WARNING),
        ((), Outcome.WARNING),
        ((0, 1, 2), Outcome.WARNING),
    ],
)
def test_only_two_tolerances_met_make_a_pass(tolerance, outcome):
    assert judge(energy(2), tolerance=tolerance).metric == (outcome, -2)


@pytest.mark.parametrize("tolerance", [1, "1", None, [[1, 2], [3, 4]], (7, 8, 9)])
def test_a_tolerance_that_cannot_judge_is_refused(tolerance):
    with pytest.raises(UsageError, match="two numbers"):
        judge(energy(), tolerance=tolerance)


def test_what_was_compared_can_be_drawn():
    result = judge(energy())
    assert len(result.times_s) == len(result.energy) == len(result.speed) == INSIDE
    assert (min(result.speed), max(result.speed)) == (0, 1)
    assert (min(result.energy), max(result.energy)) == (0, 1)


def test_frames_of_the_same_millisecond_count_once_for_the_speed():
    doubled = np.repeat(frame_times(), 2)
    result = judge(energy(times=doubled), timestamps=doubled)
    assert len(result.speed) == len(result.times_s) == 2 * INSIDE
    assert result.offset_frames is not None


def test_a_still_wheel_in_the_video_warns_and_says_that_nothing_moves():
    still = np.zeros(INSIDE - 2)
    result = judge(still)
    assert result.metric == (Outcome.WARNING, 2 - INSIDE)
    assert "Nothing moves" in result.message
    assert all(map(math.isnan, result.energy))


def test_a_movement_outside_the_video_is_not_judged():
    result = judge(timestamps=frame_times(begin_s=12))
    assert result.metric is Outcome.NOT_SET
    assert "4.000 s to 11.000 s" in result.message


@pytest.mark.parametrize("times", [frame_times(500), np.array([]), np.array([np.nan])])
def test_a_video_outside_the_wheels_record_fails(times):
    result = judge(timestamps=times)
    assert result.metric is Outcome.FAIL
    assert "No frame" in result.message


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"wheel": None}, "no record of the wheel"),
        ({"timestamps": None}, "no times of the frames"),
        ({"timestamps": np.array(["x"])}, "not numbers"),
        ({"motion_energy": None}, "could not be read"),
        ({"motion_energy": np.zeros(5)}, "209 expected"),
        ({"wheel": wheel(None)}, "no movement"),
        ({"wheel": Wheel(np.arange(0.0), np.arange(0.0))}, "0 samples"),
        ({"wheel": wheel((5.0, 5.0))}, "from 5.0 s to 5.0 s"),
        ({"wheel": wheel((math.nan, 5.0))}, "from nan s"),
        ({"wheel": Wheel(np.arange(2.0), np.zeros(2), PERIOD)}, "not in the wheel's"),
    ],
)
def test_alignment_is_not_judged_with_anything_missing(changes, words):
    result = judge(**{"motion_energy": energy(), **changes})
    assert result.metric is Outcome.NOT_SET
    assert words in result.message
    assert result.remedy or "lasts from" in result.message


@pytest.mark.parametrize("count", [1, 2])
def test_fewer_than_three_frames_are_not_compared(count):
    result = judge(np.zeros(0), timestamps=frame_times(5, count))
    assert result.outcome is Outcome.NOT_SET
    assert f"{count} frames" in result.message


def test_the_body_camera_is_never_judged():
    result = check_wheel_alignment("body", frame_times(), wheel(), energy())
    assert result.metric is Outcome.NOT_SET
    assert result.message


def test_a_nan_in_the_wheels_position_leaves_an_offset_that_means_nothing():
    broken = wheel()
    broken.position[900] = np.nan
    result = judge(energy(), wheel=broken)
    assert result.outcome is Outcome.WARNING
    assert "means nothing" in result.message
