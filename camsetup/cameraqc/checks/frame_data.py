"""The checks of what the camera writes into every frame: its counter and its pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks.needs import numbers, video_length
from camsetup.cameraqc.limits import DROPPED_PERCENT, PIN_RISES, SURPLUS
from camsetup.cameraqc.results import DroppedFrames, PinState
from camsetup.cameraqc.wording import counted
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome, worst

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def check_dropped_frames(
    count: ArrayLike | None, length: int | None, *, threshold: float = DROPPED_PERCENT
) -> DroppedFrames:
    """Ask whether the counter skips frames, and fits the video.

    Parameters
    ----------
    count
        The camera's counter in every frame.
    length
        How many frames the video has, by its header.
    threshold
        Less than so many per cent may be dropped.
    """
    try:
        counter, frames = _counter(count), video_length(length)
    except InputError as lack:
        return DroppedFrames(Outcome.NOT_SET, lack.message, lack.remedy)
    steps, surplus = np.diff(counter), int(counter.size) - frames
    if not np.all(steps > 0):
        return _disordered(counter, surplus)
    dropped = int((steps.astype(np.int64) - 1).sum())
    percent = dropped / steps.size * 100
    few = percent < threshold
    outcome = worst((judge_surplus(surplus), Outcome.PASS if few else Outcome.FAIL))
    remedy = "" if few else "Look at the camera's cable and the computer's load. "
    return DroppedFrames(
        outcome,
        f"{counted(dropped, 'frame')} dropped ({percent:.2g} %); less than "
        f"{threshold:g} % expected. {counter.size} counts for {frames} "
        "frames; one for each expected.",
        (remedy + _where_they_went(surplus)).strip(),
        dropped,
        surplus,
        percent,
        int(counter.size),
    )


def check_pin_state(
    pin_state: ArrayLike | None, audio: ArrayLike | None, length: int | None
) -> PinState:
    """Ask whether the camera's last pin saw the sounds' TTLs.

    Parameters
    ----------
    pin_state
        n×4: whether each pin was high, frame by frame.
    audio
        Seconds of the TTL's fronts, rises at even places.
    length
        How many frames the video has, by its header.
    """
    try:
        pin = _last_pin(pin_state)
        fronts = numbers(audio, "fronts of the sounds' TTL")
        frames = video_length(length)
    except InputError as lack:
        return PinState(Outcome.NOT_SET, lack.message, lack.remedy)
    sounds = int(fronts[::2].size)
    # A pin that is high in the first frame has not risen.
    seen = int((np.diff(pin) == 1).sum())
    surplus = int(pin.size) - frames
    # IBL_QC.md 6 B 6: a pin that never rises passes with up to 4 sounds.
    heard = Outcome.PASS if abs(sounds - seen) < PIN_RISES else Outcome.WARNING
    unheard = "Look at the sync cable to the camera's pin 4. "
    remedy = "" if heard is Outcome.PASS else unheard
    return PinState(
        worst((judge_surplus(surplus), heard)),
        f"{counted(seen, 'rise')} of the camera's pin for {counted(sounds, 'sound')}; "
        f"fewer than {PIN_RISES} unmatched expected. {pin.size} pin states for "
        f"{frames} frames; one for each expected.",
        (remedy + _where_they_went(surplus)).strip(),
        sounds - seen,
        surplus,
    )


def judge_surplus(surplus: int) -> Outcome:
    """Judge by how many entries a column misses the number of frames."""
    if surplus == 0:
        return Outcome.PASS
    return Outcome.WARNING if abs(surplus) < SURPLUS else Outcome.FAIL


def _counter(count: ArrayLike | None) -> NDArray[np.float64]:
    """Return the counter when it has a step to judge."""
    counter = numbers(count, "counts of the frames")
    if counter.size < 2:
        # IBL_QC.md 6 A 9: ibllib divides by zero.
        raise InputError(
            f"The frame counter has {counter.size} values; two or more expected.",
            remedy="Look whether the recording was cut off.",
        )
    return counter


def _last_pin(pin_state: ArrayLike | None) -> NDArray[np.float64]:
    """Return the states of the pin that the sounds are wired to."""
    pins = numbers(pin_state, "states of the camera's pins", dimensions=2)
    if not pins.shape[1]:
        raise InputError("The states of the camera's pins have no column.")
    return np.trunc(pins[:, -1])


def _where_they_went(surplus: int) -> str:
    """Say what to do when a column and the video are not equally long."""
    if surplus == 0:
        return ""
    shorter = "video" if surplus > 0 else "file of the camera's data"
    return f"Look whether the {shorter} was cut off."


def _disordered(counter: NDArray[np.float64], surplus: int) -> DroppedFrames:
    # `not >`: a NaN is no step forward either.
    wrong = np.flatnonzero(~(np.diff(counter) > 0))
    first = int(wrong[0])
    # IBL_QC.md 6 A 12: also of a counter that begins anew at 2³².
    return DroppedFrames(
        Outcome.CRITICAL,
        f"The frame counter does not increase at {wrong.size} frames, first from "
        f"{counter[first]:.0f} to {counter[first + 1]:.0f} at frame {first + 1}; "
        "a step up at every frame expected.",
        "Start the camera anew before the session, and let one program record it.",
        surplus=surplus,
    )
