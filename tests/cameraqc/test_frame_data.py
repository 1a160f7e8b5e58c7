"""Dropped frames and the state of the camera's pin."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.cameraqc.checks.frame_data import check_dropped_frames, check_pin_state
from camsetup.domain.verdict import Outcome


def counter(count=1800, *, skips=()):
    values = np.arange(7, 7 + count)
    for frame in skips:
        values[frame:] += 1
    return values


def pins(rises, count=1800, pin=3):
    state = np.zeros((count, 4), bool)
    for i in range(rises):
        state[30 + 90 * i : 36 + 90 * i, pin] = True
    return state


def fronts(rises):
    return np.arange(2 * rises) * 0.5


@pytest.mark.parametrize(
    ("skips", "outcome"),
    [((), Outcome.PASS), ((900,), Outcome.PASS), ((300, 900), Outcome.FAIL)],
)
def test_less_than_a_thousandth_may_be_dropped(skips, outcome):
    result = check_dropped_frames(counter(skips=skips), 1800)
    assert result.metric == (outcome, len(skips), 0)
    assert result.percent == len(skips) / 1799 * 100
    noun = "frame" if len(skips) == 1 else "frames"
    assert f"{len(skips)} {noun} dropped" in result.message


def test_the_threshold_of_dropped_frames_can_be_given():
    result = check_dropped_frames(counter(skips=(3, 9)), 1800, threshold=0.2)
    assert result.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("surplus", "outcome"),
    [
        (0, Outcome.PASS),
        (1, Outcome.WARNING),
        (-4, Outcome.WARNING),
        (5, Outcome.FAIL),
        (-5, Outcome.FAIL),
    ],
)
def test_counts_that_do_not_fit_the_video_warn_and_from_five_on_fail(surplus, outcome):
    length = 1800 - surplus
    assert check_dropped_frames(counter(), length).metric == (outcome, 0, surplus)
    result = check_pin_state(pins(9), fronts(9), length)
    assert result.metric == (outcome, 0, surplus)


@pytest.mark.parametrize("value", [506, 0, 100])
def test_a_counter_that_does_not_increase_is_critical(value):
    repeated = counter()
    repeated[500] = value
    result = check_dropped_frames(repeated, 1800)
    assert result.metric is Outcome.CRITICAL
    assert f"from 506 to {value} at frame 500" in result.message


def test_a_counter_that_wraps_is_critical_as_it_is_for_ibllib():
    wrapping = (counter() + 2**32 - 1000) % 2**32
    assert check_dropped_frames(wrapping, 1800).outcome is Outcome.CRITICAL


def test_an_unsigned_counter_that_steps_back_is_seen():
    back = counter().astype(np.uint64)
    back[500] = 0
    assert check_dropped_frames(back, 1800).outcome is Outcome.CRITICAL


def test_a_counter_with_a_nan_is_critical():
    broken = counter().astype(float)
    broken[0] = np.nan
    assert check_dropped_frames(broken, 1800).outcome is Outcome.CRITICAL


@pytest.mark.parametrize("count", [0, 1])
def test_a_counter_without_a_step_is_not_judged(count):
    result = check_dropped_frames(counter(count), 1800)
    assert result.metric is Outcome.NOT_SET
    assert f"has {count} values" in result.message


@pytest.mark.parametrize(
    ("count", "length"), [(None, 1800), (counter(), None), (np.array(["7", "8"]), 2)]
)
def test_frames_are_not_counted_without_counter_or_video(count, length):
    result = check_dropped_frames(count, length)
    assert result.metric is Outcome.NOT_SET
    assert result.message
    assert result.remedy


@pytest.mark.parametrize(
    ("sounds", "outcome"),
    [
        (9, Outcome.PASS),
        (13, Outcome.PASS),
        (14, Outcome.WARNING),
        (5, Outcome.PASS),
        (4, Outcome.WARNING),
    ],
)
def test_from_five_unmatched_sounds_on_the_pin_warns(sounds, outcome):
    result = check_pin_state(pins(9), fronts(sounds), 1800)
    assert result.metric == (outcome, sounds - 9, 0)
    assert f"9 rises of the camera's pin for {sounds} sounds" in result.message


def test_only_the_last_pin_counts():
    result = check_pin_state(pins(9, pin=0), fronts(9), 1800)
    assert result.metric == (Outcome.WARNING, 9, 0)


def test_a_pin_that_is_high_from_the_start_has_not_risen():
    high = np.ones((10, 4), bool)
    assert check_pin_state(high, fronts(1), 10).unmatched == 1


def test_a_pin_that_never_rises_passes_with_four_sounds_as_it_does_for_ibllib():
    assert check_pin_state(pins(0), fronts(4), 1800).outcome is Outcome.PASS


def test_a_rise_without_its_fall_is_a_sound():
    assert check_pin_state(pins(2), np.array([1.0, 1.1, 4.0]), 1800).unmatched == 0


@pytest.mark.parametrize(
    ("state", "audio", "length", "words"),
    [
        (None, fronts(1), 10, "no states of the camera's pins"),
        (pins(0, 10), None, 10, "no fronts of the sounds' TTL"),
        (pins(0, 10), fronts(1), None, "no video"),
        (np.zeros(10, bool), fronts(1), 10, "shape (10,)"),
        (np.zeros((10, 0), bool), fronts(1), 10, "no column"),
        (np.full((10, 4), "high"), fronts(1), 10, "not numbers"),
    ],
)
def test_a_pin_is_not_judged_with_anything_missing(state, audio, length, words):
    result = check_pin_state(state, audio, length)
    assert result.metric is Outcome.NOT_SET
    assert words in result.message
