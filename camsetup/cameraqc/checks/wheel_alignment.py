"""The wheel check: whether video and encoder show the wheel move at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks.needs import numbers
from camsetup.cameraqc.limits import WHEEL_FRAMES
from camsetup.cameraqc.results import WheelAlignment
from camsetup.cameraqc.wheel.motion_energy import STEP
from camsetup.cameraqc.wheel.period import (
    frames_in_period,
    wheel_velocity,
    why_no_period,
)
from camsetup.cameraqc.wording import counted
from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from camsetup.cameraqc.evidence import Wheel
    from camsetup.cameraqc.wheel.period import Velocity

#: So many tolerances must be met to pass; section 4.
_PASSING = 2

_LOOK = "Look whether the camera's times and the wheel's are of the same session."


@dataclass(frozen=True, slots=True, eq=False)
class _Speed:
    """The wheel's speed at the frames: at each of them, and once for each sample."""

    at_frames: NDArray[np.float64]
    at_samples: NDArray[np.float64]


def check_wheel_alignment(
    camera: str,
    timestamps: ArrayLike | None,
    wheel: Wheel | None,
    motion_energy: ArrayLike | None,
    *,
    tolerance: Sequence[float] = WHEEL_FRAMES,
) -> WheelAlignment:
    """Ask by how many frames the wheel in the video lags behind its encoder.

    Parameters
    ----------
    camera
        left or right; the body camera is not judged.
    timestamps
        Seconds of all frames of the video.
    wheel
        The encoder, and the movement in which to compare (`get_active_wheel_period`).
    motion_energy
        What the wheel's region moves between frames i and i + 2, for the frames in
        the wheel's period: m - 2 numbers, as they are. None if they cannot be read.
    tolerance
        Frames, two of them; an offset within both passes.

    Raises
    ------
    UsageError
        When an offset was measured, and the tolerance cannot judge it.
    """
    if camera == "body":
        return _not_set(InputError("The body camera hardly sees the wheel."))
    try:
        times = numbers(timestamps, "times of the frames (alf/*Camera.times)")
        record, period = _movement(wheel)
        frames = frames_in_period(times, period)
        if not frames.size:
            return _apart(times, record, period)
        energy = _energy(motion_energy, frames.size)
        speed = _speed(record, period, times[frames])
    except InputError as lack:
        return _not_set(lack)
    offset = _offset(energy, speed.at_samples)
    met, limit = _tolerances_met(offset, tolerance)
    # IBL_QC.md 6 B 5: no offset is so large that it fails.
    outcome = Outcome.PASS if met == _PASSING else Outcome.WARNING
    return WheelAlignment(
        outcome,
        _in_words(offset, limit, energy, speed),
        "" if outcome is Outcome.PASS else _remedy(energy),
        offset,
        tuple(times[frames].tolist()),
        # As ibllib draws it: energy belongs to the frame between the two.
        tuple(np.pad(energy, STEP // 2, "edge").tolist()),
        tuple(speed.at_frames.tolist()),
    )


def _movement(wheel: Wheel | None) -> tuple[Wheel, tuple[float, float]]:
    """Return the wheel's record, and when in it the wheel is turned."""
    if wheel is None:
        raise InputError(
            "There is no record of the wheel.",
            remedy="Look for alf/*wheel.timestamps and alf/*wheel.position.",
        )
    if wheel.period is None:
        raise why_no_period(wheel.timestamps, wheel.position)
    on, off = wheel.period
    if not on < off:
        raise InputError(f"The wheel's movement lasts from {on} s to {off} s.")
    return wheel, wheel.period


def _apart(
    times: NDArray[np.float64], wheel: Wheel, period: tuple[float, float]
) -> WheelAlignment:
    """Judge that no frame was taken during the movement."""
    record = numbers(wheel.timestamps, "times of the wheel")
    if not record.size:
        raise InputError("The wheel's record is empty.", remedy=_LOOK)
    first, last = record[0], record[-1]
    if np.any((times > first) & (times < last)):
        return WheelAlignment(
            Outcome.NOT_SET,
            f"No frame was taken while the wheel turned, {period[0]:.3f} s to "
            f"{period[1]:.3f} s.",
            "Turn the wheel by hand for 5 s while the camera records.",
        )
    return WheelAlignment(
        Outcome.FAIL,
        f"No frame was taken while the wheel was recorded, {first:.3f} s to "
        f"{last:.3f} s.",
        _LOOK,
    )


def _energy(motion_energy: ArrayLike | None, frames: int) -> NDArray[np.float64]:
    """Return the motion energy, smallest 0 and largest 1."""
    if motion_energy is None:
        raise InputError(
            "The wheel's region of the video could not be read.",
            remedy="Look whether the .mp4 plays, and has the size of its camera.",
        )
    energy = numbers(motion_energy, "motion energies")
    if not energy.size or energy.size != frames - STEP:
        raise InputError(
            f"{frames} frames were taken while the wheel turned, and {energy.size} "
            f"motion energies are known; {max(1, frames - STEP)} expected.",
            remedy=_LOOK,
        )
    return _scaled(energy.astype(np.float64))


def _speed(
    wheel: Wheel, period: tuple[float, float], frame_times: NDArray[np.float64]
) -> _Speed:
    """Return the wheel's speed in the period, smallest 0 and largest 1."""
    velocity = wheel.velocity
    if velocity is None:
        velocity = _velocity(wheel, period)
    nearest = _nearest(velocity.times, frame_times)
    # Not in IBL_QC.md: frames of the same millisecond count once for the speed, and
    # each for the energy; and speeds come in the order of time, not of the frames.
    seen, of_frame = np.unique(nearest, return_inverse=True)
    speed = _scaled(np.abs(velocity.values[seen]))
    return _Speed(speed[of_frame], speed)


def _velocity(wheel: Wheel, period: tuple[float, float]) -> Velocity:
    """Return the wheel's velocity in the period."""
    whole = wheel_velocity(wheel.timestamps, wheel.position)
    velocity = whole.within(period)
    if not velocity.times.size:
        raise InputError(
            f"The movement, {period[0]:.3f} s to {period[1]:.3f} s, is not in the "
            f"wheel's record, {whole.times[0]:.3f} s to {whole.times[-1]:.3f} s.",
            remedy=_LOOK,
        )
    return velocity


def _nearest(
    times: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return where in ascending times the nearest is; of two the earlier."""
    after = np.searchsorted(times, wanted).clip(1, max(1, times.size - 1))
    after = np.minimum(after, times.size - 1)
    before = np.maximum(after - 1, 0)
    is_before = np.abs(times[before] - wanted) <= np.abs(times[after] - wanted)
    nearest: NDArray[np.int64] = np.where(is_before, before, after)
    return nearest


def _scaled(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scale to 0..1; NaN where all are the same (IBL_QC.md 6 B 5)."""
    with np.errstate(invalid="ignore"):
        lowest = values.min()
        scaled: NDArray[np.float64] = (values - lowest) / (values.max() - lowest)
    return scaled


def _offset(energy: NDArray[np.float64], speed: NDArray[np.float64]) -> int:
    """Return the shift that makes the two most alike.

    IBL_QC.md 6 B 5: when one of them is NaN, it is the shift of the very first value.
    """
    from scipy.signal import correlate  # noqa: PLC0415 - 0.4 s to import

    with np.errstate(invalid="ignore"):
        likeness = correlate(energy, speed)
    # ibllib adds the step of the motion energy to the offset.
    return int(np.argmax(likeness)) - speed.size + STEP


def _tolerances_met(offset: int, tolerance: Sequence[float]) -> tuple[int, float]:
    """Return how many tolerances the offset is within, and the smallest of them.

    IBL_QC.md 6 A 8: one tolerance alone, or none, never makes a PASS.
    """
    try:
        limits = np.asarray(tolerance, np.float64)
    except (TypeError, ValueError):
        limits = np.empty(())
    met = int((abs(offset) <= limits).sum())
    if limits.ndim != 1 or met > _PASSING:
        raise UsageError(
            f"The tolerance of the wheel's alignment is {tolerance!r}.",
            remedy="Give two numbers of frames, as in (1, 2).",
        )
    return met, float(limits.min(initial=np.inf))


def _in_words(
    offset: int, limit: float, energy: NDArray[np.float64], speed: _Speed
) -> str:
    if np.isnan(energy).any():
        return (
            "Nothing moves in the wheel's region of the video while the wheel turns; "
            f"the offset of {offset} frames means nothing."
        )
    if np.isnan(speed.at_samples).any():
        return f"The wheel's speed is unknown; the offset of {offset} means nothing."
    side = "late" if offset > 0 else "early"
    found = f"{counted(abs(offset), 'frame')} too {side}" if offset else "in time"
    frames = "frame" if limit == 1 else "frames"
    return (
        f"The video shows the wheel {found}; at most {limit:g} {frames} off expected."
    )


def _remedy(energy: NDArray[np.float64]) -> str:
    if np.isnan(energy).any():
        return "Look whether the wheel is where it should be in the picture."
    return (
        "Extract the times of the frames again, and look whether frames are missing "
        "at the start of the video."
    )


def _not_set(lack: InputError) -> WheelAlignment:
    return WheelAlignment(Outcome.NOT_SET, lack.message, lack.remedy)
