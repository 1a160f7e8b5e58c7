"""The response: how well the picture's edges agree with each point, near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.analysis.alignment.model import Model

#: The outermost pixels of a field know only half of their neighbours.
BORDER_PX = 2


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """What k poses of n points found at m offsets along the normals.

    Attributes
    ----------
    strength
        k×n×m float32, 1 where an edge runs just as the line does, negative where
        one runs across it.
    inside
        k×n, whether the point lies in the picture.
    points, directions
        k×n×2, the points and their unit normals, in px of the model's size.
    """

    strength: NDArray[np.float32]
    inside: NDArray[np.bool_]
    points: NDArray[np.float64]
    directions: NDArray[np.float64]


def respond(
    field: Field,
    model: Model,
    poses: NDArray[np.float64],
    offsets: NDArray[np.float32],
) -> Response:
    """Sample the field along the normals of the model under k×4 poses.

    ``offsets`` are m distances in px of the field.
    """
    points, angles = model.placed(poses)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    on_field = (points + 0.5) * field.factors - 0.5
    vectors = _sampled(field, on_field, directions, offsets)
    cosine = np.cos(2 * angles).astype(np.float32)[..., None]
    sine = np.sin(2 * angles).astype(np.float32)[..., None]
    strength = vectors[..., 0] * cosine
    strength += vectors[..., 1] * sine
    return Response(strength, _inside(field, on_field), points, directions)


def _sampled(
    field: Field,
    points: NDArray[np.float64],
    directions: NDArray[np.float64],
    offsets: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return k×n×m×2 vectors of the field, zero outside of it."""
    start, step = points.astype(np.float32), directions.astype(np.float32)
    k, n, _ = start.shape
    x = start[..., 0, None] + step[..., 0, None] * offsets
    y = start[..., 1, None] + step[..., 1, None] * offsets
    found = cv2.remap(
        field.vectors,
        x.reshape(k * n, -1),
        y.reshape(k * n, -1),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
    )
    return np.asarray(found, dtype=np.float32).reshape(k, n, len(offsets), 2)


def _inside(field: Field, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    height, width, _ = field.vectors.shape
    last = np.array([width - 1, height - 1]) - BORDER_PX
    inside = (points >= BORDER_PX) & (points <= last)
    return np.asarray(inside.all(axis=-1))
