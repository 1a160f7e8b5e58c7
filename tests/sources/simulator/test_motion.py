"""What moves, and when."""

import numpy as np

from camsetup.sources.simulator.motion import (
    BLINK_PHASES,
    BREATH_PHASES,
    STEP_PHASES,
    WHEEL_PHASES,
    phases_at,
)

TIMES_S = np.arange(0, 60, 1 / 60)


def course(name, **options):
    options = {"seed": 3, "wheel_speed": 1.0, **options}
    return np.array([phases_at(time, **options)[name] for time in TIMES_S])


def test_every_phase_is_one_that_can_be_drawn():
    limits = {
        "wheel": WHEEL_PHASES,
        "breath": BREATH_PHASES,
        "blink": BLINK_PHASES,
        "paw-near": STEP_PHASES,
        "paw-far": STEP_PHASES,
    }
    for name, count in limits.items():
        assert set(course(name)) == set(range(count))


def test_the_mouse_breathes_three_times_a_second():
    full = course("breath") == BREATH_PHASES - 1
    breaths = np.count_nonzero(np.diff(full.astype(int)) == 1)
    assert abs(breaths - 180) <= 1


def test_the_eye_is_open_nearly_all_the_time():
    opened = course("blink") == 0
    assert 0.9 < opened.mean() < 0.99


def test_the_wheel_turns_in_bursts_and_rests_between():
    still = np.diff(course("wheel")) == 0
    assert 0.3 < still.mean() < 0.95


def test_no_step_of_the_wheel_is_too_large_to_follow():
    steps = np.diff(course("wheel"))
    around = (steps + WHEEL_PHASES // 2) % WHEEL_PHASES - WHEEL_PHASES // 2
    assert np.abs(around).max() <= 3


def test_a_wheel_without_speed_stands():
    assert not course("wheel", wheel_speed=0.0).any()
