"""The active period: a movement of the wheel that a video can be compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from camsetup.cameraqc.wheel.movements import movements
from camsetup.cameraqc.wheel.smoothing import (
    resample,
    smoothed_velocity,
    steps_per_second,
)
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

#: Seconds that a movement fit for comparing lasts; section 4 of IBL_QC.md.
DURATION_RANGE = (3.0, 20.0)

_GAPPY = InputError(
    "The wheel's position holds NaN or infinity.",
    remedy="Extract the wheel's position again.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Velocity:
    """The wheel's velocity: n seconds, one each millisecond, n radians per second."""

    times: NDArray[np.float64]
    values: NDArray[np.float64]

    def within(self, period: tuple[float, float]) -> Velocity:
        """Return the part in a period, its ends included."""
        samples = frames_in_period(self.times, period)
        return Velocity(self.times[samples], self.values[samples])


class Movement(NamedTuple):
    """Begin and end in seconds of a movement, and the velocity meanwhile."""

    period: tuple[float, float]
    velocity: Velocity


def get_active_wheel_period(
    timestamps: ArrayLike,
    position: ArrayLike,
    *,
    duration_range: tuple[float, float] = DURATION_RANGE,
) -> tuple[float, float] | None:
    """Return begin and end in seconds of a movement in the middle of the record.

    Parameters
    ----------
    timestamps, position
        The wheel's encoder: n seconds, n radians.
    duration_range
        A movement must last longer than the first and shorter than the second.

    Returns
    -------
    tuple or None
        None when there is no such movement, or the record cannot be used.
    """
    movement = find_movement(timestamps, position, duration_range)
    return None if movement is None else movement.period


def find_movement(
    timestamps: ArrayLike,
    position: ArrayLike,
    duration_range: tuple[float, float] = DURATION_RANGE,
) -> Movement | None:
    """Return what `get_active_wheel_period` finds, and how fast the wheel turns then.

    Smoothing hours of a record takes long; so it need not be done again.
    """
    try:
        velocity = wheel_velocity(timestamps, position)
        period = _active_period(velocity, duration_range)
    except InputError:
        return None
    return None if period is None else Movement(period, velocity.within(period))


def wheel_velocity(timestamps: ArrayLike, position: ArrayLike) -> Velocity:
    """Return the velocity in the whole record, smoothed.

    Raises
    ------
    InputError
        When the record cannot be used.
    """
    times, positions = resample(timestamps, position)
    return Velocity(times, smoothed_velocity(positions))


def why_no_period(timestamps: ArrayLike, position: ArrayLike) -> InputError:
    """Tell why `get_active_wheel_period` found none, without looking for it again."""
    try:
        _, positions = resample(timestamps, position)
    except InputError as reason:
        return reason
    if not np.isfinite(positions).all():
        return _GAPPY
    return InputError(
        "The wheel's record holds no movement to compare the video with: to and fro "
        "for {:g} to {:g} s.".format(*DURATION_RANGE),
        remedy="Turn the wheel by hand for 5 s during the session.",
    )


def frames_in_period(
    timestamps: NDArray[np.float64], period: tuple[float, float]
) -> NDArray[np.int64]:
    """Return which frames were taken in the period, its ends included."""
    on, off = period
    inside: NDArray[np.int64] = np.flatnonzero((timestamps >= on) & (timestamps <= off))
    return inside


def _active_period(
    velocity: Velocity, duration_range: tuple[float, float]
) -> tuple[float, float] | None:
    # IBL_QC.md section 4: the detector is made for positions, and given these.
    acceleration = steps_per_second(velocity.values)
    if not np.isfinite(acceleration).all():
        raise _GAPPY
    edges = movements(velocity.times, acceleration)
    durations = edges[:, 1] - edges[:, 0]
    shortest, longest = duration_range
    fit = edges[(durations > shortest) & (durations < longest)]
    if not len(fit):
        return None
    on, off = fit[len(fit) // 2]
    return float(on), float(off)
