"""Margins: how far a result is from the next outcome, by ibllib's default limits."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import singledispatch
from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import override

from camsetup.cameraqc import limits
from camsetup.cameraqc.checks.brightness import brightness_outcome
from camsetup.cameraqc.checks.frame_data import judge_surplus
from camsetup.cameraqc.results import (
    Brightness,
    DroppedFrames,
    Focus,
    Framerate,
    Position,
)
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.cameraqc.results import Result

#: Digits after the point, for amounts of ten and more, and for lesser ones.
_DIGITS = {"px": (0, 0), "frames": (0, 0), "Hz": (2, 2)}
_OTHER_DIGITS = (0, 1)


@dataclass(frozen=True, slots=True)
class Margin:
    """How far it is to another outcome.

    Attributes
    ----------
    amount, unit
        Never negative; "px", "grey levels", "%", "% correlation", "Hz", "frames".
    next_outcome
        The next worse one of a PASS; the next better one of anything else.
    better
        Whether that is a better one.
    """

    amount: float
    unit: str
    next_outcome: Outcome
    better: bool = field(default=False, kw_only=True)

    @override
    def __str__(self) -> str:
        """Say it in few words, and never promise more than there is."""
        way = "to" if self.better else "from"
        return f"{self._rounded()} {way} {self.next_outcome.name}"

    def _rounded(self) -> str:
        large, small = _DIGITS.get(self.unit, _OTHER_DIGITS)
        digits = large if self.amount >= 10 else small
        steps = self.amount * 10**digits
        # 0.1 + 0.2 is not a step more than 0.3.
        whole = math.ceil(steps - 1e-6) if self.better else math.floor(steps + 1e-6)
        if whole == 0:
            return f"less than {10**-digits:g} {_named(self.unit, 1)}"
        value = whole / 10**digits
        return f"{value:.{digits}f} {_named(self.unit, value)}"


@singledispatch
def margin(result: Result) -> Margin | None:
    """Return how far a result is from a worse outcome; from a better one if not PASS.

    None where there is nothing to measure, where no amount would help, and where the
    result was judged by other limits than the default ones.
    """
    del result
    return None


@margin.register
def _of_position(result: Position) -> Margin | None:
    """Return how far the camera may move, or must.

    A PASS is the better of two tests. Where the face passes, it is lost no earlier
    than the face leaves its zone: the shortest way out, along one axis. (If the
    histograms pass as well they may hold it even then; how a movement changes them
    only a frame can tell.) Where the histograms alone hold it, the least correlation
    says for how long. The way back is the shortest that brings the face into the zone.
    """
    if result.offset_px is None or result.size is None or not result.correlations:
        return None
    # IBL_QC.md 6 A 1: axes swapped.
    sides = np.array([result.size.height, result.size.width])
    zones = np.outer(limits.FACE_PERCENT, sides) / 100
    off, alike = np.abs(result.offset_px), min(result.correlations)
    face = limits.OF_LIMITS_MET[sum(bool((off < zone).all()) for zone in zones)]
    exceeded = sum(alike > limit for limit in limits.HISTOGRAM_PERCENT)
    histogram = limits.OF_LIMITS_MET[exceeded]
    if (face, histogram) != (result.face, result.histogram):
        return None
    if face is Outcome.PASS:
        return Margin(float((zones[0] - off).min()), "px", Outcome.WARNING)
    if histogram is Outcome.PASS:
        left = alike - max(limits.HISTOGRAM_PERCENT)
        return Margin(left, "% correlation", Outcome.WARNING)
    warned = result.outcome is Outcome.WARNING
    excess = np.maximum(off - zones[0 if warned else 1], 0)
    better = Outcome.PASS if warned else Outcome.WARNING
    return Margin(float(np.hypot(*excess)), "px", better, better=True)


@margin.register
def _of_brightness(result: Brightness) -> Margin | None:
    """Return by how many grey levels all frames may become darker or brighter.

    Or by how many the means may scatter more (SD), when that is less.
    """
    means, std = np.array(result.means), result.std
    if std is None or _brightness(means, std) is not result.outcome:
        return None
    if std >= limits.BRIGHTNESS_SD:
        steady = _brightness(means, 0)
        if steady is Outcome.FAIL:
            return None
        return Margin(std - limits.BRIGHTNESS_SD, "grey levels", steady, better=True)
    if result.outcome is not Outcome.PASS:
        return _shift(means, result.outcome)
    scatter = Margin(limits.BRIGHTNESS_SD - std, "grey levels", Outcome.FAIL)
    shift = _shift(means, result.outcome)
    return min((scatter, shift), key=lambda each: each.amount) if shift else scatter


@margin.register
def _of_focus(result: Focus) -> Margin | None:
    """Return by how many per cent the test that holds may fall, or must rise.

    Both tests must fail for a FAIL, so the one that is further from its limit counts.
    """
    if not result.fft or not result.laplacian:
        return None
    edges = min(value for values in result.laplacian for value in values)
    ratios = (edges / limits.LAPLACIAN_VARIANCE, min(result.fft) / limits.FFT_MEAN)
    best = max(ratios)
    if (best > 1) != (result.outcome is Outcome.PASS) or not best > 0:
        return None
    if best > 1:
        return Margin((1 - 1 / best) * 100, "%", Outcome.FAIL)
    return Margin((1 / best - 1) * 100, "%", Outcome.PASS, better=True)


@margin.register
def _of_framerate(result: Framerate) -> Margin | None:
    """Return by how much the rate may change, or must."""
    if result.rate_hz is None or result.expected_hz is None:
        return None
    left = limits.RATE_HZ - abs(result.rate_hz - result.expected_hz)
    passes = left > 0
    if not math.isfinite(left) or passes != (result.outcome is Outcome.PASS):
        return None
    following = Outcome.FAIL if passes else Outcome.PASS
    return Margin(abs(left), "Hz", following, better=not passes)


@margin.register
def _of_dropped_frames(result: DroppedFrames) -> Margin | None:
    """Return how many frames more may be dropped, or how many too many are missing."""
    if result.dropped is None or result.count is None or result.surplus is None:
        return None
    # So many dropped frames are the first to fail.
    fails = math.ceil(limits.DROPPED_PERCENT / 100 * (result.count - 1) - 1e-9)
    missing = abs(result.surplus)
    if result.outcome is Outcome.PASS:
        return Margin(fails - result.dropped, "frames", Outcome.FAIL)
    if result.dropped < fails:
        return _of_missing(missing)
    better = judge_surplus(missing)
    if better is Outcome.FAIL:
        return None
    return Margin(result.dropped - fails + 1, "frames", better, better=True)


def _of_missing(frames: int) -> Margin:
    """Return how many of the counts missing, or too many, are too much."""
    if judge_surplus(frames) is Outcome.FAIL:
        above = frames - limits.SURPLUS + 1
        return Margin(above, "frames", Outcome.WARNING, better=True)
    return Margin(frames, "frames", Outcome.PASS, better=True)


def _brightness(means: NDArray[np.float64], std: float) -> Outcome:
    """Judge means by the default limits."""
    return brightness_outcome(
        means, std, limits.BRIGHTNESS_BOUNDS, limits.BRIGHTNESS_SD, means.size
    )


def _shift(means: NDArray[np.float64], outcome: Outcome) -> Margin | None:
    """Return the least common change of all means that gives another outcome."""
    low, high = limits.BRIGHTNESS_BOUNDS
    edges = np.array([low / 2, low, high, high * 2])
    # Just on either side of where a mean would meet a bound.
    shifts = np.subtract.outer(edges, means).ravel()
    shifts = np.concatenate((shifts - 1e-9, shifts + 1e-9))
    passes = outcome is Outcome.PASS
    for shift in sorted(shifts, key=abs):
        following = _brightness(means + shift, 0)
        if (following > outcome) if passes else (following < outcome):
            return Margin(
                abs(float(shift)), "grey levels", following, better=not passes
            )
    return None


def _named(unit: str, amount: float) -> str:
    return unit.removesuffix("s") if amount == 1 else unit
