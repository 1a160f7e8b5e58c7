"""The wheel's encoder: where the wheel was and when, extracted or from its fronts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from camsetup.cameraqc.raw.alf import load_array, load_times
from camsetup.cameraqc.wheel.smoothing import LONGEST_S
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from camsetup.cameraqc.raw.sync import SyncFronts

#: Of the IBL's rotary encoder, for one turn of the wheel.
_TICKS_PER_TURN = 1024
_FRONTS_PER_TICK = 4

_REMEDY = "Extract the session again."


class WheelTrace(NamedTuple):
    """n float64 each: seconds, and radians from the start."""

    timestamps: NDArray[np.float64]
    position: NDArray[np.float64]


def load_wheel(timestamps: Path, position: Path) -> WheelTrace:
    """Load ``wheel.timestamps.npy`` and ``wheel.position.npy``.

    Two times given with their sample numbers (2×2) stand for an even row of times.

    Raises
    ------
    InputError
        When one is not what it should be, they do not fit each other, or the record
        claims to last longer than a day.
    """
    where = load_times(position)
    when = load_array(timestamps)
    if when.shape == (2, 2):
        samples, seconds = when.T
        when = np.interp(np.arange(len(where)), samples, seconds)
    else:
        when = load_times(timestamps)
    if len(when) != len(where):
        raise InputError(
            f"{timestamps} has {len(when)} times, and {position.name} has {len(where)} "
            "positions.",
            remedy=_REMEDY,
        )
    return _refused_or_kept(str(timestamps), WheelTrace(when, where))


def wheel_from_fronts(first: SyncFronts, second: SyncFronts) -> WheelTrace:
    """Decode the two channels of a quadrature encoder, all four fronts of each tick.

    Raises
    ------
    InputError
        When a channel never changes.
    """
    if not len(first.times) or not len(second.times):
        raise InputError(
            "The rotary encoder's channels never change in the sync data.",
            remedy="Check the wiring of the rotary encoder, and the channel map.",
        )
    steps = np.concatenate(
        [
            _level(second, first.times) * first.polarities,
            -_level(first, second.times) * second.polarities,
        ]
    )
    times = np.concatenate([first.times, second.times])
    order = np.argsort(times)
    turns = -np.cumsum(steps[order]) / (_TICKS_PER_TURN * _FRONTS_PER_TICK)
    return _refused_or_kept(
        "The wheel in the sync data", WheelTrace(times[order], turns * 2 * np.pi)
    )


def _level(channel: SyncFronts, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the polarity of a channel's last front before each time.

    Before its first front it counts as after its last: so does ibllib.
    """
    return channel.polarities[np.searchsorted(channel.times, times) - 1]


def _refused_or_kept(name: str, trace: WheelTrace) -> WheelTrace:
    when, where = trace
    if not np.isfinite(when).all() or not np.isfinite(where).all():
        raise InputError(
            f"{name}: times or positions are not all numbers (NaN, infinity).",
            remedy=_REMEDY,
        )
    with np.errstate(over="ignore"):
        lasts_s = float(np.ptp(when)) if len(when) else 0.0
    if lasts_s > LONGEST_S:
        raise InputError(
            f"{name} lasts {lasts_s:.6g} s, longer than a day.", remedy=_REMEDY
        )
    return trace
