"""Light: histograms, saturated shares, and the aperture that they ask for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.analysis.brightness import judge_brightness
from camsetup.analysis.inspection import ExposureReading
from camsetup.cameraqc.checks.brightness import region_mean
from camsetup.domain.rounding import decimals_beside
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.findings import Findings
    from camsetup.analysis.regions import RegionMask
    from camsetup.domain.rig import ApertureTarget

#: Pixels of this grey level and more are about to clip (ALGORITHMS.md section 3).
BRIGHT_LEVEL = 250

#: Pixels up to this grey level are as good as black (PRODUCT.md).
DARK_LEVEL = 2

#: A mouse whose median is below this lies in the dark (ALGORITHMS.md section 3).
DARK_MEDIAN = 40.0


def frame_histogram(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count the grey levels of an h×w frame: 256 counts. Made for every frame."""
    counts = cv2.calcHist([pixels], [0], None, [256], [0, 256])
    # OpenCV 4 returns (256, 1), OpenCV 5 (256,).
    return counts.ravel().astype(np.int64)


def region_histogram(
    pixels: NDArray[np.uint8], region: RegionMask
) -> NDArray[np.int64]:
    """Count the grey levels inside a region: 256 counts."""
    patch = region.cut(pixels)
    counts = cv2.calcHist([patch], [0], region.inside, [256], [0, 256])
    return counts.ravel().astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class FrameCount:
    """How many pixels of a picture are at the ends of the scale, in per cent."""

    histogram: NDArray[np.int64]
    clipped_percent: float
    bright_percent: float
    dark_percent: float


def counted(histogram: NDArray[np.int64]) -> FrameCount:
    """Read the shares off a histogram."""
    percent = 100.0 / max(int(histogram.sum()), 1)
    return FrameCount(
        histogram,
        clipped_percent=float(histogram[255] * percent),
        bright_percent=float(histogram[BRIGHT_LEVEL:].sum() * percent),
        dark_percent=float(histogram[: DARK_LEVEL + 1].sum() * percent),
    )


def count(pixels: NDArray[np.uint8]) -> FrameCount:
    """Count the grey levels of a frame and read the shares off them."""
    return counted(frame_histogram(pixels))


def median_level(histogram: NDArray[np.int64]) -> float:
    """Return the grey level that half of the pixels do not exceed."""
    cumulated = histogram.cumsum()
    return float(np.searchsorted(cumulated, cumulated[-1] / 2))


def read_exposure(
    pixels: NDArray[np.uint8], camera: str, mouse: RegionMask | None
) -> ExposureReading:
    """Measure the light of an h×w frame, and of the mouse in it."""
    frame = count(pixels)
    on_mouse = None if mouse is None else counted(region_histogram(pixels, mouse))
    return ExposureReading(
        frame_histogram=frame.histogram,
        mouse_histogram=None if on_mouse is None else on_mouse.histogram,
        clipped_percent=frame.clipped_percent,
        bright_percent=frame.bright_percent,
        mouse_percent=None if on_mouse is None else on_mouse.bright_percent,
        mouse_median=None if on_mouse is None else median_level(on_mouse.histogram),
        roi_mean=region_mean(pixels, camera),
    )


def judge_saturation(findings: Findings) -> CheckResult:
    """Ask whether parts of the mouse just begin to saturate."""
    share, median = findings.exposure.mouse_percent, findings.exposure.mouse_median
    target = findings.observation.role.target.aperture
    if not findings.has_eye:
        return _judged_by_brightness(findings)
    if share is None or median is None:
        return _saturation(Outcome.NOT_SET, None, target, "No mouse region in view.")
    if not findings.mouse_in:
        remedy = "Put the mouse in."
        return _saturation(Outcome.NOT_SET, None, target, "No mouse in view.", remedy)
    outcome, remedy = _opening(share, median, target)
    low, high = target.green_percent
    decimals = decimals_beside(share, (low, high), 1)
    found = f"{share:.{decimals}f} % of the mouse is saturated"
    message = f"{found}; {low:g} to {high:g} % passes."
    return _saturation(outcome, share, target, message, remedy)


def _opening(
    share: float, median: float, target: ApertureTarget
) -> tuple[Outcome, str]:
    (low, high), (lowest, highest) = target.green_percent, target.amber_percent
    if share > high:
        outcome = Outcome.FAIL if share > highest else Outcome.WARNING
        return outcome, "Close the aperture."
    if share < low:
        too_dark = share < lowest and median < DARK_MEDIAN
        return Outcome.FAIL if too_dark else Outcome.WARNING, "Open the aperture."
    return Outcome.PASS, ""


def _judged_by_brightness(findings: Findings) -> CheckResult:
    """Judge the aperture of a view that shows no head: the body camera's.

    What it sees of the mouse lies in the shade of the tube (0 % saturated on an
    accepted rig), and lit plastic and cables cross it: counting pixels there says
    nothing about the aperture.
    """
    bright = judge_brightness(findings)
    message = f"This view shows no eye, so its light is judged: {bright.message}"
    return replace(
        bright, key="saturation", value=None, limits=(None, None), message=message
    )


def _saturation(
    outcome: Outcome,
    share: float | None,
    target: ApertureTarget,
    message: str,
    remedy: str = "",
) -> CheckResult:
    limits = target.green_percent
    return CheckResult("saturation", outcome, share, "%", limits, message, remedy)
