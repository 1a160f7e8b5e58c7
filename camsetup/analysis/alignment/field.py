"""The edge field: which way edges run at every pixel, whatever the light.

A pixel's gradient of angle φ and length g becomes the vector
(cos 2φ, sin 2φ)·g / (g + local mean of g + noise). Doubling the angle makes it blind
to which side is the brighter one; the quotient makes it blind to exposure and gain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size

#: Blur before the gradient, in px of the field: the least that keeps Scharr honest.
SMOOTHING_PX = 1.0

#: Side of the neighbourhood that a gradient is compared with, as a share of the width.
NEIGHBOURHOOD = 0.1

#: Gradient, in grey levels per px, below which nothing is an edge on the best of days.
LEAST_GRADIENT = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The edge field of one picture.

    Attributes
    ----------
    vectors
        h×w×2 float32: (cos 2φ, sin 2φ) times a weight of 0 to 1.
    factors
        Field pixels per outline pixel, across and down.
    """

    vectors: NDArray[np.float32]
    factors: NDArray[np.float64]


def shrunk(pixels: NDArray[np.uint8], width: int, frame: Size) -> NDArray[np.uint8]:
    """Average the picture down to this width, keeping the shape of ``frame``."""
    size = (width, height_for(width, frame))
    if pixels.shape == size[::-1]:
        return pixels
    return np.asarray(
        cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )


def height_for(width: int, frame: Size) -> int:
    """Return the height of a field of this width."""
    return round(frame.height * width / frame.width)


def edge_field(picture: NDArray[np.uint8], frame: Size) -> Field:
    """Compute the edge field of an h×w picture, already shrunk from a ``frame``."""
    smooth = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), SMOOTHING_PX)
    across = cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=1 / 32)
    down = cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=1 / 32)
    across_squared, down_squared = across * across, down * down
    squared = across_squared + down_squared
    length = np.sqrt(squared)
    side = round(NEIGHBOURHOOD * picture.shape[1]) | 1
    usual = cv2.blur(length, (side, side))
    usual += LEAST_GRADIENT
    usual *= length
    usual += squared + 1e-6
    vectors = cv2.merge(
        [(across_squared - down_squared) / usual, 2 * across * down / usual]
    )
    height, width = picture.shape
    factors = np.array([width / frame.width, height / frame.height])
    return Field(np.asarray(vectors, dtype=np.float32), factors)
