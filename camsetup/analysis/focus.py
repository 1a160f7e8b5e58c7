"""Sharpness of a patch: a score that follows the lens ring, and the blur in pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.analysis.inspection import FocusReading
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.findings import Findings

#: Below this a blur cannot be told from none (ALGORITHMS.md section 2).
SHARPEST_PX = 0.5


def focus_score(patch: NDArray[np.uint8]) -> float:
    """Return fine detail over coarse detail of an h×w patch; gain does not matter.

    Energy of the band between Gaussians of 0.8 and 1.6 px, less what noise puts
    there, over that between 3.2 and 6.4 px (ALGORITHMS.md section 2). The coarse
    band is taken at a quarter of the size, where it costs nothing.
    """
    grey = patch.astype(np.float32)
    sharp = cv2.GaussianBlur(grey, (7, 7), 0.8)
    soft = cv2.GaussianBlur(grey, (11, 11), 1.6)
    small = cv2.resize(soft, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    middle = cv2.GaussianBlur(small, (5, 5), 0.7)
    broad = cv2.GaussianBlur(small, (11, 11), 1.55)
    noise = min(noise_level(patch), _NOISIEST)
    fine = cv2.norm(sharp, soft, cv2.NORM_L2SQR) / grey.size
    coarse = cv2.norm(middle, broad, cv2.NORM_L2SQR) / small.size
    return float(max(fine - _NOISE_IN_FINE_BAND * noise**2, 0.0) / (coarse + 1.0))


def blur_px(patch: NDArray[np.uint8]) -> float | None:
    """Return the Gaussian sigma of the edges in an h×w patch, in pixels.

    Blurring an edge again weakens its gradient, the more the sharper it was: the
    ratio tells the blur (Zhuo & Sim 2011). Only the ridges of the strongest
    gradients count, and none that touch saturated pixels. A disk of radius r, as a
    lens makes it, reads as r/2 to 0.65·r. Wide blurs are read again at half the size,
    where noise is less. None when there are too few edges.
    """
    blur = _blur_at_one_scale(patch)
    sharp_enough = blur is not None and blur < _WIDE_PX
    if sharp_enough or min(patch.shape) < _SMALLEST_PX:
        return blur
    half = cv2.resize(patch, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    wide = blur_px(np.asarray(half, dtype=np.uint8))
    readings = [blur or 0.0, 2 * (wide or 0.0)]
    return None if blur is None and wide is None else max(readings)


def _blur_at_one_scale(patch: NDArray[np.uint8]) -> float | None:
    once = _blurred(patch.astype(np.float32), _PRE_BLUR_PX)
    twice = _blurred(once, _RE_BLUR_PX)
    slope, weakened = _gradient(once), _gradient(twice)
    ridges = _edge_ridges(patch, slope)
    if np.count_nonzero(ridges) < _FEWEST_EDGE_PIXELS:
        return None
    ratio = float(np.median(slope[ridges] / (weakened[ridges] + 1e-6)))
    if ratio < _FLATTEST_RATIO:
        return None
    variance = _RE_BLUR_PX**2 / (ratio**2 - 1.0)
    return float(np.sqrt(max(variance - _PRE_BLUR_PX**2 - _OWN_VARIANCE, 0.0)))


def noise_level(patch: NDArray[np.uint8]) -> float:
    """Return the standard deviation of the noise in a patch, in grey levels.

    The median of a second difference across both directions: edges, being few, do
    not move it (after Immerkær 1996).
    """
    residue = cv2.convertScaleAbs(cv2.filter2D(patch, cv2.CV_16S, _NOISE_KERNEL))
    counts = cv2.calcHist([residue], [0], None, [256], [0, 256]).ravel().cumsum()
    middle = counts[-1] / 2
    i = int(np.searchsorted(counts, middle))
    before = counts[i - 1] if i else 0.0
    # Grey levels are whole: find the median between them, or low noise reads 0.
    median = i - 0.5 + (middle - before) / max(counts[i] - before, 1.0)
    return float(max(median, 0.0) / _MEDIAN_OF_NORMAL / _NOISE_GAIN)


def read_focus(
    pixels: NDArray[np.uint8], box: tuple[int, int, int, int], *, eye_found: bool
) -> FocusReading:
    """Measure the focus inside x, y, width, height of an h×w frame."""
    patch = cut(pixels, box)
    return FocusReading(focus_score(patch), blur_px(patch), box, eye_found)


def cut(pixels: NDArray[np.uint8], box: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """Return x, y, width, height of an h×w frame as a patch of its own."""
    x, y, width, height = box
    return np.ascontiguousarray(pixels[y : y + height, x : x + width])


def blur_text(blur: float) -> str:
    """Write a blur as it is shown: what is below half a pixel cannot be told."""
    return f"< {SHARPEST_PX}" if blur < SHARPEST_PX else f"{blur:.1f}"


def judge_focus(findings: Findings) -> CheckResult:
    """Ask whether the edges in the eye region are sharp enough."""
    reading = findings.focus
    if reading is None:
        return _unjudged("No region of this picture is meant for focusing.", "")
    if findings.has_eye and not findings.mouse_in:
        return _unjudged("No open eye in view.", "Put the mouse in.")
    if reading.blur_px is None:
        return _unjudged(
            "Too few edges to read the blur.", "Add light; clean the lens."
        )
    return _judged(findings, reading.blur_px)


def _judged(findings: Findings, blur: float) -> CheckResult:
    target = findings.observation.role.target.focus
    # The same lens, binned by two, blurs half as many pixels.
    binned = findings.observation.frame.size.width / _TARGET_WIDTH_PX
    limit, worst = target.blur_px * binned, target.warning_blur_px * binned
    where = "eye" if findings.has_eye else "rig"
    message = f"The {where} is blurred by {blur_text(blur)} px; {limit:.1f} px passes."
    if blur <= limit:
        outcome, remedy = Outcome.PASS, ""
    else:
        outcome = Outcome.WARNING if blur <= worst else Outcome.FAIL
        remedy = "Turn the focus ring until the score stops rising."
    return CheckResult("focus", outcome, blur, "px", (None, limit), message, remedy)


def _unjudged(message: str, remedy: str) -> CheckResult:
    return CheckResult(
        "focus", Outcome.NOT_SET, unit="px", message=message, remedy=remedy
    )


def _gradient(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    across = cv2.Sobel(grey, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(grey, cv2.CV_32F, 0, 1, ksize=3)
    return np.asarray(cv2.magnitude(across, down), np.float32)


def _blurred(grey: NDArray[np.float32], sigma_px: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), sigma_px), np.float32)


def _edge_ridges(
    patch: NDArray[np.uint8], slope: NDArray[np.float32]
) -> NDArray[np.bool_]:
    usable = cv2.dilate(patch, _NEAR_SATURATED) < _SATURATED
    usable[:_RIM_PX] = usable[-_RIM_PX:] = False
    usable[:, :_RIM_PX] = usable[:, -_RIM_PX:] = False
    crest = (slope >= cv2.dilate(slope, _NEIGHBOURS)) & usable
    heights = slope[crest]
    if heights.size == 0:
        return crest
    ranked = np.sort(heights)
    count = max(int(_STRONGEST * ranked.size), _ENOUGH_EDGE_PIXELS)
    floor = max(
        float(ranked[-min(count, ranked.size)]),
        _OF_HIGHEST * float(ranked[-min(_FEWEST_EDGE_PIXELS, ranked.size)]),
        _ABOVE_NOISE * noise_level(patch),
        _FAINTEST,
    )
    strong: NDArray[np.bool_] = crest & (slope >= floor)
    return strong


_NOISIEST = 6.0
#: Share of white noise's variance in the fine band; measured on white noise.
_NOISE_IN_FINE_BAND = 0.057
_NOISE_KERNEL = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_NOISE_GAIN = 6.0  # root of the sum of the kernel's squares
_MEDIAN_OF_NORMAL = 0.6745  # median of |normal deviate|

#: Width for which `FocusTarget` is given.
_TARGET_WIDTH_PX = 1280

_PRE_BLUR_PX = 1.0
_RE_BLUR_PX = 2.0
#: Smoothing of the 3×3 Sobel kernel and of the pixel itself, as variance in px²;
#: measured on known edges.
_OWN_VARIANCE = 0.45
_WIDE_PX = 1.8
_SMALLEST_PX = 64
_SATURATED = 250
_STRONGEST = 0.1
_OF_HIGHEST = 0.3
_ABOVE_NOISE = 5.0
_FAINTEST = 8.0  # Sobel's answer to one grey level per pixel
_FLATTEST_RATIO = 1.01  # a blur of 14 px; beyond, a slope is no edge
_ENOUGH_EDGE_PIXELS = 30
_FEWEST_EDGE_PIXELS = 8
_RIM_PX = 4
_NEIGHBOURS = np.ones((3, 3), np.uint8)
_NEAR_SATURATED = np.ones((7, 7), np.uint8)
