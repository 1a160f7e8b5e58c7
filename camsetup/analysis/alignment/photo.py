"""The model of a reference photo: points on the straightest edges of one's own rig.

A photo has no drawn lines. Its edges are taken where the edge field still stands after
smoothing: rods, rims and corners of the rig do, fur and whiskers do not. Each point
then settles on the exact place that the refinement sees it at, so that the photo itself
is found at no displacement at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.analysis.alignment.field import FINE_SMOOTHING_PX, EdgeFilter
from camsetup.analysis.alignment.model import FEWEST_POINTS, Model
from camsetup.analysis.alignment.refine import settled
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.domain.outline import Outline

#: Width of the field in which edges are chosen, and of that in which they settle, px.
CHOICE_WIDTH, SETTLE_WIDTH = 320, 640

#: Smoothing that straight edges survive, px of the choice's field, and the length that
#: must be left of a vector of 0 to 1.
COHERENCE_PX = 2.0
LEAST_COHERENCE = 0.15

#: Points are at least so far apart, px of the choice's field, and at most so many.
APART_PX = 2
MOST_POINTS = 800

#: Points settle within this reach, px of the settling field, in as many steps.
SETTLE_REACHES_PX = (4.0, 4.0, 4.0, 4.0)

#: The mouse moves: its region is left out, and this much around it, share of the width.
MOUSE_MARGIN = 0.01


def model_of_photo(photo: NDArray[np.uint8], outline: Outline | None) -> Model:
    """Choose the points of an h×w uint8 photo, outside of the outline's mouse region.

    Raises
    ------
    OutlineError
        When the outline has another shape, or the photo shows too few edges.
    """
    height, width = photo.shape
    size = Size(width, height)
    choice = EdgeFilter(CHOICE_WIDTH, size)
    field = choice.field(choice.shrunk(photo))
    wanted = _rigid(outline, size, choice.shape)
    x, y, normals = _straightest(field, wanted)
    if len(x) < FEWEST_POINTS:
        raise OutlineError(
            "The reference photo shows too few edges of the rig to align by.",
            remedy="Take it with the lights on and in focus, or use the outline.",
        )
    points = (np.column_stack([x, y]) + 0.5) / field.factors - 0.5
    settle = EdgeFilter(SETTLE_WIDTH, size, FINE_SMOOTHING_PX)
    return settled(
        settle.field(settle.shrunk(photo)),
        Model("The reference photo", points, normals, size),
        SETTLE_REACHES_PX,
    )


def _rigid(
    outline: Outline | None, size: Size, shape: tuple[int, int]
) -> NDArray[np.bool_]:
    """Return h×w of the field: True where nothing of the mouse is."""
    mask = np.zeros(shape, np.uint8)
    mouse = None if outline is None else outline.scaled(size).region("mouse")
    if mouse is not None:
        factor = shape[1] / size.width
        corners = ((mouse.polygon + 0.5) * factor - 0.5).round().astype(np.int32)
        cv2.fillPoly(mask, [corners], 1)
        side = 2 * round(MOUSE_MARGIN * shape[1]) + 1
        mask = np.asarray(cv2.dilate(mask, np.ones((side, side))), dtype=np.uint8)
    return np.asarray(mask == 0)


def _straightest(
    field: Field, wanted: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return x, y and normal angle of the points, straightest edges first."""
    smooth = cv2.GaussianBlur(field.vectors, (0, 0), COHERENCE_PX)
    cosine, sine = smooth[..., 0], smooth[..., 1]
    coherence = np.hypot(cosine, sine)
    y, x = np.nonzero(wanted & (coherence > LEAST_COHERENCE))
    order = coherence[y, x].argsort()[::-1]
    chosen = _spread(x[order], y[order], wanted.shape)
    x, y = x[order][chosen], y[order][chosen]
    return x, y, np.arctan2(sine[y, x], cosine[y, x]).astype(np.float64) / 2


def _spread(
    x: NDArray[np.int64], y: NDArray[np.int64], shape: tuple[int, ...]
) -> list[int]:
    """Return indices of points that keep apart, earlier ones first."""
    taken = np.zeros(shape, np.bool_)
    chosen: list[int] = []
    for index, (column, row) in enumerate(zip(x.tolist(), y.tolist(), strict=True)):
        if taken[row, column]:
            continue
        chosen.append(index)
        taken[
            max(row - APART_PX + 1, 0) : row + APART_PX,
            max(column - APART_PX + 1, 0) : column + APART_PX,
        ] = True
        if len(chosen) == MOST_POINTS:
            break
    return chosen
