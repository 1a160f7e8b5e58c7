"""The checks of when the frames were taken: their times, and the camera's stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks.needs import expected_rate, given, numbers, video_length
from camsetup.cameraqc.limits import RATE_HZ
from camsetup.cameraqc.results import CameraTimes, Framerate, Timestamps
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Sized

    from numpy.typing import ArrayLike, NDArray

    from camsetup.cameraqc.cameras import ExpectedVideo

_TIMES = "times of the frames (alf/*Camera.times)"
_STAMPS = "stamps of the camera (*Camera.timestamps.ssv or *Camera.frameData.bin)"


def check_framerate(
    timestamps: ArrayLike | None,
    expected: ExpectedVideo | None,
    *,
    threshold: float = RATE_HZ,
) -> Framerate:
    """Ask whether the frames came at the expected rate.

    Parameters
    ----------
    timestamps
        n seconds, the extracted times of the frames (``alf``).
    expected
        How the video should be; without it the rate cannot be judged.
    threshold
        The rate must be less than so many Hz off.
    """
    try:
        times = numbers(timestamps, _TIMES)
        wanted_hz = expected_rate(expected)
    except InputError as lack:
        return Framerate(Outcome.NOT_SET, lack.message, lack.remedy)
    rate_hz = _rate_hz(times)
    passes = abs(rate_hz - wanted_hz) < threshold
    return Framerate(
        Outcome.PASS if passes else Outcome.FAIL,
        _rate_in_words(times, rate_hz)
        + f" {wanted_hz:g} ± {threshold:g} frames per second expected.",
        "" if passes else "Look at the camera's rate and trigger, and at these times.",
        rate_hz,
        wanted_hz,
    )


def check_timestamps(timestamps: ArrayLike | None, length: int | None) -> Timestamps:
    """Ask whether every frame of the video has a time, and the times increase.

    Parameters
    ----------
    timestamps
        n seconds, the extracted times of the frames (``alf``).
    length
        How many frames the video has, by its header.
    """
    try:
        times, frames = numbers(timestamps, _TIMES), video_length(length)
    except InputError as lack:
        return Timestamps(Outcome.NOT_SET, lack.message, lack.remedy)
    increasing = bool(np.all(np.diff(times) > 0))
    without_nan = not np.isnan(times).any()
    passes = increasing and without_nan and times.size == frames
    return Timestamps(
        Outcome.PASS if passes else Outcome.FAIL,
        f"{times.size} times for {frames} frames; {_order_in_words(times)}. "
        "One for each expected, every one later than the one before.",
        "" if passes else "Extract the times of the frames again.",
        int(times.size),
        increasing,
        without_nan,
    )


def check_camera_times(
    camera_times: Sized | None, bonsai_times: Sized | None, length: int | None
) -> CameraTimes:
    """Ask whether every frame of the video has a stamp of the camera.

    Parameters
    ----------
    camera_times
        Stamps of the camera's own clock, one for each frame; they are counted.
    bonsai_times
        The computer's times, which ibllib wants to see and does not look at.
    length
        How many frames the video has, by its header.
    """
    try:
        frames = video_length(length)
        # ibllib looks for the computer's times only, and counts the camera's.
        given(bonsai_times, _STAMPS)
        stamps = len(given(camera_times, _STAMPS))
    except InputError as lack:
        return CameraTimes(Outcome.NOT_SET, lack.message, lack.remedy)
    surplus = stamps - frames
    # IBL_QC.md 6 B 5: however many are missing, it is only a WARNING.
    return CameraTimes(
        Outcome.PASS if surplus == 0 else Outcome.WARNING,
        f"{stamps} stamps of the camera for {frames} frames; one for each expected.",
        _where_they_went(surplus),
        surplus,
    )


def _rate_hz(times: NDArray[np.float64]) -> float:
    """Return 1 / median interval; NaN with a NaN in it or fewer than two times."""
    if times.size < 2:
        return float("nan")
    # Most times the same: an infinite rate, as ibllib has it.
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(1 / np.median(np.diff(times)))


def _rate_in_words(times: NDArray[np.float64], rate_hz: float) -> str:
    unknown = int(np.isnan(times).sum())
    if times.size < 2:
        return f"A rate cannot be told from {times.size} times."
    if unknown:
        return f"A rate cannot be told: {unknown} of {times.size} times are NaN."
    return f"{rate_hz:.3f} frames per second by the median interval."


def _where_they_went(surplus: int) -> str:
    """Say what to do when there are more stamps than frames, or fewer."""
    if surplus == 0:
        return ""
    shorter = "video" if surplus > 0 else "file of the camera's stamps"
    return f"Look whether the {shorter} was cut off."


def _order_in_words(times: NDArray[np.float64]) -> str:
    unknown = np.flatnonzero(np.isnan(times))
    if unknown.size:
        return f"{unknown.size} are NaN, the first of frame {unknown[0]}"
    backward = np.flatnonzero(np.diff(times) <= 0)
    if backward.size:
        return (
            f"{backward.size} not later than the one before, "
            f"the first of frame {backward[0] + 1}"
        )
    return "all increasing"
