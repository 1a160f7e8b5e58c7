"""Where the focus check looks: around the face, at fixed places, or as it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks import stacks
from camsetup.domain.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.results import Faces

#: ((y1, y2), (x1, x2)) for face and wheel, or body; None is the frame's edge.
_FIXED = {
    "left": (((0, 400), (0, 561)), ((500, None), (100, 800))),
    "right": (((0, 196), (397, None)), ((221, None), (255, None))),
    "body": (((143, 274), (84, 433)),),
}


def face_region(faces: Faces) -> Roi:
    """Return the template's place, moved to the median of the matches.

    Raises
    ------
    InputError
        When no face was looked for.
    """
    if not faces.top_left:
        raise InputError(faces.message, remedy=faces.remedy)
    (top, bottom), (left, right) = faces.roi
    median = np.median(np.array(faces.top_left), axis=0).round().astype(int)
    x, y = median.tolist()
    return (y, y + bottom - top), (x, x + right - left)


def fixed_regions(camera: str, shape: tuple[int, ...]) -> tuple[Roi, ...]:
    """Return the camera's own regions in a frame of height and width ``shape``.

    Raises
    ------
    InputError
        When the camera has none.
    """
    if camera not in _FIXED:
        raise InputError(
            f"The camera {camera} has no regions to look at.",
            remedy=f"Judge {', '.join(_FIXED)}, or give roi.",
        )
    return tuple(
        _clipped(slice(*rows), slice(*columns), shape)
        for rows, columns in _FIXED[camera]
    )


def told_regions(given: object, shape: tuple[int, ...]) -> tuple[Roi, ...]:
    """Return regions given as ((y1, y2), (x1, x2)) or as pairs of slices.

    Raises
    ------
    UsageError
        When they are something else.
    """
    if not isinstance(given, list | tuple):
        raise UsageError(
            f"roi is {given!r}.",
            remedy="Give False for the face, None for the camera's fixed regions, or "
            "a list of ((y1, y2), (x1, x2)) in px.",
        )
    return tuple(_clipped(*_slices(each), shape) for each in given)


def _slices(each: Sequence[object]) -> tuple[slice, slice]:
    match each:
        case (slice(step=None | 1) as rows, slice(step=None | 1) as columns):
            return rows, columns
    (top, bottom), (left, right) = stacks.region(each, "a region of roi")
    return slice(top, bottom), slice(left, right)


def _clipped(rows: slice, columns: slice, shape: tuple[int, ...]) -> Roi:
    """Return where slices begin and end in a frame, as Python reads them."""
    top, bottom, _ = rows.indices(shape[0])
    left, right, _ = columns.indices(shape[1])
    return (top, max(top, bottom)), (left, max(left, right))
