"""Where everything that moves is at a time: runs, breaths, blinks and steps."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Phases of each actor, and the wheel's angle from one phase to the next.
WHEEL_PHASES = 24
WHEEL_STEP_DEG = 1.5
BREATH_PHASES = 5
BLINK_PHASES = 3
STEP_PHASES = 3

_BREATHS_HZ = 3.0
#: The wheel turns in bursts: in each of these windows at another speed, or not.
_RUN_WINDOW_S = 1.5
_RUN_WINDOWS = 64
_BLINK_WINDOW_S = 4.0
_BLINK_S = 0.22
_STEP_WINDOW_S = 2.5
_STEP_S = 0.5


def phases_at(time_s: float, *, seed: int, wheel_speed: float) -> dict[str, int]:
    """Return the phase of every actor at a time since the stream's start."""
    angle = _wheel_angle_deg(time_s, seed) * wheel_speed
    return {
        "wheel": int(angle // WHEEL_STEP_DEG) % WHEEL_PHASES,
        "breath": _breath(time_s),
        "blink": _event(time_s, seed, _BLINK_WINDOW_S, _BLINK_S, BLINK_PHASES),
        "paw-near": _event(time_s, seed + 1, _STEP_WINDOW_S, _STEP_S, STEP_PHASES),
        "paw-far": _event(time_s, seed + 2, _STEP_WINDOW_S, _STEP_S, STEP_PHASES),
    }


def _breath(time_s: float) -> int:
    wave = 0.5 - 0.5 * math.cos(2 * math.pi * _BREATHS_HZ * time_s)
    return round(wave * (BREATH_PHASES - 1))


def _event(time_s: float, seed: int, window_s: float, length_s: float, n: int) -> int:
    """Rise to the last phase and back, once in each window, at a moment of its own."""
    window, inside = divmod(time_s, window_s)
    chance = _chances(seed)[int(window) % _RUN_WINDOWS]
    share = (inside - chance * (window_s - length_s)) / length_s
    if not 0.0 < share < 1.0:
        return 0
    return min(n - 1, 1 + int((1.0 - abs(2.0 * share - 1.0)) * (n - 1)))


def _wheel_angle_deg(time_s: float, seed: int) -> float:
    speeds = _run_speeds(seed)
    rounds, rest = divmod(time_s / _RUN_WINDOW_S, _RUN_WINDOWS)
    window = min(int(rest), _RUN_WINDOWS - 1)
    share = rest - window
    # Each burst speeds up and slows down smoothly: the integral of 1 - cos.
    travelled = share - math.sin(2 * math.pi * share) / (2 * math.pi)
    turned = rounds * speeds.sum() + speeds[:window].sum() + speeds[window] * travelled
    return float(turned) * _RUN_WINDOW_S


@lru_cache(maxsize=16)
def _run_speeds(seed: int) -> NDArray[np.float64]:
    """Return the mean speed of each window in degrees per second."""
    random = np.random.default_rng((seed, 1))
    running = random.random(_RUN_WINDOWS) < 0.5
    return np.where(running, random.normal(0.0, 60.0, _RUN_WINDOWS), 0.0)


@lru_cache(maxsize=16)
def _chances(seed: int) -> NDArray[np.float64]:
    return np.random.default_rng((seed, 2)).random(_RUN_WINDOWS)
