"""A wheel's record made even: a sample every millisecond, and smoothed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

#: Samples per second of everything made from the wheel; IBL_QC.md section 4.
RATE_HZ = 1000

#: The smoothing: Butterworth, forward and backward; section 4.
CORNER_HZ, ORDER = 20, 8

#: A session lasts hours; a record of days has its times in another unit, and would
#: take all the memory there is.
LONGEST_S = 86_400

#: scipy's padding of the filter; a record must be longer.
_PADDING = 27

_REMEDY = "Extract the wheel's timestamps (in seconds) and position again."


def resample(
    timestamps: ArrayLike, position: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return times and positions at 1 kHz, straight between the samples.

    Raises
    ------
    InputError
        When the record cannot be resampled and smoothed; the message says why.
    """
    times, places = _record(timestamps, position)
    # Not linspace: whose samples lie elsewhere by the last digit.
    even_times = np.arange(times[0], times[-1], 1 / RATE_HZ)
    if even_times[-1] > times[-1]:
        even_times = even_times[:-1]
    if even_times.size <= _PADDING:
        raise InputError(
            f"The wheel's record lasts {even_times.size} ms, too short to smooth.",
            remedy=_REMEDY,
        )
    # Times that jump back are sorted, though the ends are those of the record.
    order = np.argsort(times, kind="stable")
    return even_times, np.interp(even_times, times[order], places[order])


def smoothed_velocity(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the velocity per second at every sample; the first is 0.

    One NaN among the positions makes all velocities but the first NaN.
    """
    from scipy.signal import butter, sosfiltfilt  # noqa: PLC0415 - 0.4 s to import

    sections = butter(ORDER, CORNER_HZ / RATE_HZ * 2, btype="lowpass", output="sos")
    with np.errstate(invalid="ignore", over="ignore"):
        return steps_per_second(sosfiltfilt(sections, positions))


def steps_per_second(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how fast values change, up to each sample; the first is 0."""
    rates = np.zeros_like(values)
    np.subtract(values[1:], values[:-1], out=rates[1:])
    rates *= RATE_HZ
    return rates


def _record(
    timestamps: ArrayLike, position: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Refuse what is no record: two columns of numbers from a first to a last time."""
    times, places = np.asarray(timestamps), np.asarray(position)
    reason = ""
    if times.dtype.kind not in "biuf" or places.dtype.kind not in "biuf":
        reason = f"holds {times.dtype} and {places.dtype} instead of numbers"
    elif times.ndim != 1 or times.shape != places.shape:
        reason = f"has times of shape {times.shape}, positions of {places.shape}"
    elif times.size < 2:
        reason = f"has {times.size} samples"
    elif not np.isfinite((times[0], times[-1])).all():
        reason = f"lasts from {times[0]} s to {times[-1]} s"
    elif not 0 < float(times[-1]) - float(times[0]) < LONGEST_S:
        reason = f"lasts from {times[0]} s to {times[-1]} s, no session does"
    if reason:
        raise InputError(f"The wheel's record {reason}.", remedy=_REMEDY)
    return times.astype(np.float64, copy=False), places.astype(np.float64, copy=False)
