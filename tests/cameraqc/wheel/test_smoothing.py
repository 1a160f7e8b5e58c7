"""The wheel's record at 1 kHz, and its velocity."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.cameraqc.wheel.smoothing import resample, smoothed_velocity
from camsetup.domain.errors import InputError


def test_a_record_is_resampled_straight_between_its_samples():
    times, positions = resample([1.0, 1.1, 1.3], [0.0, 1.0, -1.0])
    np.testing.assert_allclose(times[:300], 1 + np.arange(300) / 1000)
    assert times[-1] <= 1.3
    assert positions[50] == pytest.approx(0.5)
    assert positions[200] == pytest.approx(0)


def test_samples_out_of_order_are_sorted():
    in_order = resample([0, 0.1, 0.2, 0.3], [0, 1, 2, 3])
    out_of_order = resample([0, 0.2, 0.1, 0.3], [0, 2, 1, 3])
    np.testing.assert_array_equal(out_of_order[1], in_order[1])


def test_a_repeated_time_makes_a_step():
    _, positions = resample([0, 0.1, 0.1, 0.2], [0, 0, 5, 5])
    assert positions[99] == pytest.approx(0, abs=1e-6)
    assert positions[101] == 5


def test_a_steady_wheel_has_its_speed_everywhere():
    velocity = smoothed_velocity(np.arange(4000) * 0.002)
    assert velocity[0] == 0
    np.testing.assert_allclose(velocity[300:-300], 2, rtol=1e-3)


def test_what_is_faster_than_20_hz_is_smoothed_away():
    seconds = np.arange(4000) / 1000
    slow, fast = (np.sin(2 * np.pi * rate * seconds) for rate in (2, 60))
    np.testing.assert_allclose(
        smoothed_velocity(slow + fast)[500:-500],
        smoothed_velocity(slow)[500:-500],
        atol=0.01,
    )


@pytest.mark.parametrize(
    ("times", "positions", "words"),
    [
        ([], [], "0 samples"),
        ([1.0], [0.0], "1 samples"),
        ([1.0, 2.0], [0.0], "positions of (1,)"),
        ([[1.0, 2.0]], [[0.0, 1.0]], "shape (1, 2)"),
        (["a", "b"], [0.0, 1.0], "instead of numbers"),
        ([np.nan, 1, 2], [0, 0, 0], "from nan s"),
        ([0, 1, np.inf], [0, 0, 0], "to inf s"),
        ([2.0, 1.0], [0.0, 1.0], "from 2.0 s to 1.0 s"),
        ([0, 1e12], [0, 1], "no session does"),
        ([0, 0.02], [0, 1], "too short"),
    ],
)
def test_what_cannot_be_resampled_is_refused_with_the_reason(times, positions, words):
    with pytest.raises(InputError) as error:
        resample(np.array(times), np.array(positions))
    assert words in error.value.message
    assert error.value.remedy
