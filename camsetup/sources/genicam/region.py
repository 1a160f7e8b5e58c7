"""Setting how large the picture is, and where on the sensor it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from camsetup.sources.genicam.limits import floored
from camsetup.sources.genicam.reading import NUMBERS

if TYPE_CHECKING:
    from camsetup.domain.settings import CameraSettings
    from camsetup.sources.genicam.writing import Writing


class _Axis(NamedTuple):
    size: str
    offset: str


_AXES = (_Axis("width_px", "offset_x_px"), _Axis("height_px", "offset_y_px"))


def set_region(writing: Writing, asked: CameraSettings, *, centred: bool) -> None:
    """Write offsets of 0, then sizes, then offsets: sizes are limited by offsets.

    Offsets that are not asked for stay as they are as far as the new size allows, or
    put the picture in the centre.

    Raises
    ------
    SettingRejectedError
        When a size or an offset is out of range or not on the camera's steps.
    """
    before = {axis: writing.features.number(NUMBERS[axis.offset]) for axis in _AXES}
    resized = [axis for axis in _AXES if _differs(writing, asked, axis.size)]
    for axis in resized:
        if before[axis]:
            writing.number(axis.offset, 0)
    for axis in resized:
        writing.number(axis.size, getattr(asked, axis.size))
    for axis in _AXES:
        offset = getattr(asked, axis.offset)
        if offset is not None:
            writing.number(axis.offset, offset)
        elif centred or (axis in resized and before[axis]):
            _place(writing, axis, None if centred else before[axis])


def _differs(writing: Writing, asked: CameraSettings, name: str) -> bool:
    value = getattr(asked, name)
    return value is not None and value != writing.features.number(NUMBERS[name])


def _place(writing: Writing, axis: _Axis, offset: float | None) -> None:
    """Put the picture there as far as it goes; in the centre for None."""
    limits = writing.features.limits(NUMBERS[axis.offset])
    if limits is None:
        return
    wanted = (limits.low + limits.high) / 2 if offset is None else offset
    writing.number(axis.offset, floored(wanted, limits))
