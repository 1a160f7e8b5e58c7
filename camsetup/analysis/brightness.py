"""Brightness, with the region and the bounds of IBL's CameraQC (IBL_QC.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.findings import Findings

#: Mean grey levels strictly between these pass.
BOUNDS = (40.0, 200.0)

#: Means not strictly between these fail. The upper one cannot be reached with 8 bit;
#: it is CameraQC's own (bounds[0] / 2, bounds[1] * 2).
FAIL_BOUNDS = (20.0, 400.0)

#: The means of the sampled frames must scatter less than this (population SD).
MOST_SCATTER = 20.0

#: More than this share of the sampled frames must lie inside the bounds.
LEAST_SHARE = 0.75

#: A new level has held when so many means in a row lie this close (grey levels).
HELD, LEVEL_SPREAD = 4, 3.0


def brightness_roi(pixels: NDArray[np.uint8], camera: str) -> NDArray[np.uint8]:
    """Return CameraQC's region of an h×w frame, as a view.

    The upper left two thirds for the left camera, the right half for the body, and
    the upper right third for the right and any other.
    """
    height, width = pixels.shape
    edge = int(0.66 * width)
    if camera == "left":
        return pixels[: height // 2, :edge]
    if camera == "body":
        return pixels[:, width // 2 :]
    return pixels[: height // 2, edge:]


def roi_mean(pixels: NDArray[np.uint8], camera: str) -> float:
    """Return the mean grey level of CameraQC's region."""
    return float(cv2.mean(brightness_roi(pixels, camera))[0])


def since_last_step(means: tuple[float, ...]) -> tuple[float, ...]:
    """Return the means since the light was changed to a level that it then held.

    Somebody turned the aperture: what was before says nothing about it now. Light
    that swings holds no level, and keeps all its means.
    """
    held, before = means[-HELD:], means[:-HELD]
    if len(held) < HELD or not before or float(np.ptp(held)) > LEVEL_SPREAD:
        return means
    step = abs(float(np.mean(held)) - float(np.mean(before)))
    return held if step > 2 * LEVEL_SPREAD else means


def brightness_outcome(means: tuple[float, ...]) -> Outcome:
    """Judge the means of sampled frames exactly as CameraQC does."""
    if not means:
        return Outcome.NOT_SET
    steady = float(np.std(means)) < MOST_SCATTER
    if not steady or _share_within(means, FAIL_BOUNDS) <= LEAST_SHARE:
        return Outcome.FAIL
    passes = _share_within(means, BOUNDS) > LEAST_SHARE
    return Outcome.PASS if passes else Outcome.WARNING


def judge_brightness(findings: Findings) -> CheckResult:
    """Ask whether CameraQC will find the picture bright enough."""
    means, now = findings.roi_means, findings.exposure.roi_mean
    outcome = brightness_outcome(means)
    low, high = BOUNDS
    message = (
        f"Mean grey level {now:.0f} in CameraQC's region; {low:g} to {high:g} passes."
    )
    remedy = ""
    scatter = float(np.std(means)) if means else 0.0
    if outcome is Outcome.FAIL and scatter >= MOST_SCATTER:
        message = f"The brightness swings by {scatter:.0f} grey levels (SD)."
        remedy = "Keep light and aperture still; look for stray light."
    elif outcome > Outcome.PASS:
        remedy = _remedy(float(np.median(means)), findings)
    return CheckResult("brightness", outcome, now, "", BOUNDS, message, remedy)


def _share_within(means: tuple[float, ...], bounds: tuple[float, float]) -> float:
    return sum(bounds[0] < mean < bounds[1] for mean in means) / len(means)


def _remedy(mean: float, findings: Findings) -> str:
    if mean >= BOUNDS[1]:
        return "Close the aperture, or dim the light."
    # A session has a mouse in it, and fur is lighter than the dark behind it.
    if findings.has_eye and not findings.mouse_in:
        return "Put the mouse in; if it stays dark, open the aperture or add light."
    return "Open the aperture, or add light."
