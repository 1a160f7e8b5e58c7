"""The brightness check: is the picture neither too dark nor too bright, and steady."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.limits import BRIGHTNESS_BOUNDS, BRIGHTNESS_SD
from camsetup.cameraqc.phrases import span
from camsetup.cameraqc.results import Brightness
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi

#: More than this share of the frames must be inside the bounds.
_SHARE = 0.75

#: Where left's region ends and right's begins, as a share of the width.
_SPLIT = 0.66

_TURN = "Set the aperture or the light until the region's mean is inside."
_STEADY = "Look for a light that flickers, or was switched."


def check_brightness(
    frames: stacks.Stack | None,
    camera: str,
    *,
    bounds: tuple[float, float] = BRIGHTNESS_BOUNDS,
    max_std: float = BRIGHTNESS_SD,
    roi: bool = True,
    n_samples: int | None = None,
) -> Brightness:
    """Ask whether most frames are neither too dark nor too bright, and alike.

    Parameters
    ----------
    frames
        n×h×w uint8.
    bounds
        Mean grey level of the region: outside a WARNING, beyond half and twice a FAIL.
    max_std
        The means must scatter less: population SD, in grey levels.
    roi
        Look at the camera's region; otherwise at the whole frame.
    n_samples
        How many frames were asked for, by default as many as there are.
    """
    held = stacks.stack(frames)
    stacks.limits(bounds, "bounds", (2,))
    if held is None:
        return Brightness(Outcome.NOT_SET, *stacks.NO_FRAMES)
    means = tuple(region_mean(frame, camera, roi=roi is True) for frame in held)
    return judge_brightness(means, bounds, max_std, n_samples)


def region_mean(frame: NDArray[np.uint8], camera: str, *, roi: bool = True) -> float:
    """Return the mean grey level of the camera's region, or of the whole frame."""
    seen = frame
    if roi:
        rows, columns = judged_region(camera, frame.shape)
        seen = frame[slice(*rows), slice(*columns)]
    return float(cv2.sumElems(seen)[0] / seen.size) if seen.size else float("nan")


def judged_region(camera: str, shape: tuple[int, ...]) -> Roi:
    """Return the region that counts in a frame of height and width ``shape``."""
    height, width = shape
    split = int(width * _SPLIT)
    if camera == "left":
        return (0, height // 2), (0, split)
    if camera == "body":
        return (0, height), (width // 2, width)
    # IBL_QC.md 6 A 10: right and all others look at the right-hand 34 %.
    return (0, height // 2), (split, width)


def judge_brightness(
    means: Sequence[float],
    bounds: tuple[float, float] = BRIGHTNESS_BOUNDS,
    max_std: float = BRIGHTNESS_SD,
    n_samples: int | None = None,
) -> Brightness:
    """Judge the mean grey levels of frames."""
    asked = len(means) if n_samples is None else n_samples
    if asked < 1:
        raise UsageError(f"n_samples is {asked}.", remedy="Give a number above 0.")
    levels = np.array(means)
    std = float(np.std(levels))
    outcome = brightness_outcome(levels, std, bounds, max_std, asked)
    low, high = bounds
    found = (
        f"Mean grey level {span(tuple(means), 0)}, SD {std:.1f}; {low:g} to {high:g} "
        f"in more than {_SHARE * 100:g} % of {asked} frames and an SD below "
        f"{max_std:g} expected."
    )
    remedy = "" if outcome is Outcome.PASS else _TURN
    return Brightness(
        outcome, found, _STEADY if std >= max_std else remedy, tuple(means), std
    )


def brightness_outcome(
    levels: NDArray[np.float64],
    std: float,
    bounds: tuple[float, float],
    max_std: float,
    asked: int,
) -> Outcome:
    """Return what means that scatter so much are worth, of all that were asked for."""
    low, high = bounds
    # IBL_QC.md 6 B 4: twice the upper bound is beyond white.
    if not (std < max_std and _most(levels, low / 2, high * 2, asked)):
        return Outcome.FAIL
    return Outcome.PASS if _most(levels, low, high, asked) else Outcome.WARNING


def _most(levels: NDArray[np.float64], low: float, high: float, asked: int) -> bool:
    """Say whether most are strictly inside, of all that were asked for."""
    inside = np.count_nonzero((levels > low) & (levels < high))
    return bool(inside / asked > _SHARE)
