"""The movement with which the video is compared."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.cameraqc.wheel.period import (
    frames_in_period,
    get_active_wheel_period,
    why_no_period,
)


def turning(*spans, size_s=60, rate_hz=200):
    """Return a record in which the wheel swings during spans of (begin, end) in s."""
    times = np.arange(size_s * rate_hz) / rate_hz
    position = np.zeros_like(times)
    for begin, end in spans:
        inside = np.clip((times - begin) / (end - begin), 0, 1)
        position += np.sin(np.pi * inside) ** 2 * np.sin(6 * (times - begin))
    return times, position


def test_the_middle_one_of_fitting_movements_is_taken():
    period = get_active_wheel_period(*turning((5, 10), (20, 26), (40, 45)))
    assert period == pytest.approx((20, 26), abs=0.05)


def test_of_two_the_later_is_taken():
    period = get_active_wheel_period(*turning((5, 10), (20, 26)))
    assert period == pytest.approx((20, 26), abs=0.05)


def test_movements_that_last_too_short_or_too_long_are_passed_over():
    record = turning((5, 7.5), (12, 17), (25, 50))
    assert get_active_wheel_period(*record) == pytest.approx((12, 17), abs=0.05)
    period = get_active_wheel_period(*record, duration_range=(20, 30))
    assert period == pytest.approx((25, 50), abs=0.5)


@pytest.mark.parametrize(
    "position",
    [np.zeros(12_000), np.full(12_000, np.nan), np.full(12_000, "x"), np.zeros(9)],
)
def test_a_wheel_that_rests_or_cannot_be_read_has_no_period(position):
    times, _ = turning()
    assert get_active_wheel_period(times, position) is None
    assert why_no_period(times, position).message


def test_one_nan_in_the_position_leaves_no_period():
    times, position = turning((5, 10))
    position[-1] = np.nan
    assert get_active_wheel_period(times, position) is None
    assert "NaN" in why_no_period(times, position).message


def test_the_reason_for_no_period_says_what_to_do():
    assert "Turn the wheel" in why_no_period(*turning()).remedy


def test_frames_at_the_ends_of_the_period_belong_to_it():
    times = np.array([0.5, 1.0, np.nan, 1.5, 2.0, 2.5])
    np.testing.assert_array_equal(frames_in_period(times, (1.0, 2.0)), [1, 3, 4])
