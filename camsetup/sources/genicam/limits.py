"""What each setting may be, and what a value becomes on a camera's steps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from camsetup.sources.genicam.reading import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.settings import CameraSettings, Range
    from camsetup.sources.genicam.names import Features

#: Limits are floats that cameras compute: this near, as a share, is on the limit.
NEAR = 1e-6

#: Pictures are whole: another number of pixels is another picture.
_WHOLE = ("width_px", "height_px", "offset_x_px", "offset_y_px")


def limits_now(features: Features, got: CameraSettings) -> Mapping[str, Range]:
    """Return what each numeric setting may be, for those that the camera has."""
    there = {name: node for name, node in NUMBERS.items() if name in got.asked()}
    found = {name: features.limits(node) for name, node in there.items()}
    return {
        name: limits
        for name, limits in found.items()
        if limits is not None and limits.holds(getattr(got, name))
    }


def fitted(name: str, value: float, limits: Range) -> float | None:
    """Return the value on the camera's steps; None when it takes nothing like it.

    Sizes and offsets have to lie on a step; other values go to the nearest one.
    """
    slack = NEAR * max(abs(limits.low), abs(limits.high), abs(value))
    if not limits.low - slack <= value <= limits.high + slack:
        return None
    value = limits.clamp(value)
    if not limits.step:
        return value
    steps = (value - limits.low) / limits.step
    nearest = limits.low + round(steps) * limits.step
    if nearest > limits.high:
        nearest -= limits.step
    if name in _WHOLE and nearest != value:
        return None
    return nearest


def floored(value: float, limits: Range) -> float:
    """Return the largest value on the camera's steps that is not above this one."""
    value = limits.clamp(value)
    if not limits.step:
        return value
    return limits.low + (value - limits.low) // limits.step * limits.step


def same(first: float, second: float) -> bool:
    """Say whether two numbers are one, but for the last digits of a float."""
    return math.isclose(first, second, rel_tol=NEAR, abs_tol=1e-9)
