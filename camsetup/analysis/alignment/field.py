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

#: Blur before the gradient, in px of the field: enough to put noise down, and so little
#: that lines lying close together stay apart.
SMOOTHING_PX, FINE_SMOOTHING_PX = 1.0, 0.5

#: Side of the neighbourhood that a gradient is compared with, as a share of the width.
NEIGHBOURHOOD = 0.1

#: Gradient, in grey levels per px, below which nothing is an edge on the best of days.
LEAST_GRADIENT = 1.5

#: The neighbourhood's mean is taken at this fraction of the field's width and height.
MEAN_SHRINKAGE = 4

#: The sum of Scharr's weights on one side.
_SCHARR_SUM = 32


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


class EdgeFilter:
    """Computes edge fields of one width, in memory of its own.

    Fresh memory for every frame costs six times what the arithmetic does (each page
    is zeroed by the system). So a field holds only until the next is computed.
    """

    def __init__(
        self, width: int, frame: Size, smoothing_px: float = SMOOTHING_PX
    ) -> None:
        self._smoothing_px = smoothing_px
        self._size = (width, round(frame.height * width / frame.width))
        width, height = self._size
        self._factors = np.array([width / frame.width, height / frame.height])
        side = round(NEIGHBOURHOOD * width / MEAN_SHRINKAGE) | 1
        self._neighbourhood = (side, side)
        self._small_size = (width // MEAN_SHRINKAGE, height // MEAN_SHRINKAGE)
        self._grey, self._across, self._down, self._length, self._weight = (
            np.empty((height, width), np.float32) for _ in range(5)
        )
        self._vectors = np.empty((height, width, 2), np.float32)

    @property
    def shape(self) -> tuple[int, int]:
        """Return height and width of the fields."""
        width, height = self._size
        return height, width

    def shrunk(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Average a picture down to the field's size."""
        if pixels.shape == self.shape:
            return pixels
        small = cv2.resize(pixels, self._size, interpolation=cv2.INTER_AREA)
        return np.asarray(small, dtype=np.uint8)

    def field(self, picture: NDArray[np.uint8]) -> Field:
        """Compute the edge field of a `shrunk` picture."""
        self._differentiate(picture)
        self._weigh()
        across, down = self._across, self._down
        np.multiply(across, down, out=self._length)
        self._length *= 2
        across *= across
        down *= down
        across -= down
        across *= self._weight
        self._length *= self._weight
        cv2.merge([across, self._length], dst=self._vectors)
        return Field(self._vectors, self._factors)

    def _differentiate(self, picture: NDArray[np.uint8]) -> None:
        np.copyto(self._grey, picture)
        smooth = self._length
        cv2.GaussianBlur(self._grey, (5, 5), self._smoothing_px, dst=smooth)
        scale = 1 / _SCHARR_SUM
        cv2.Scharr(smooth, cv2.CV_32F, 1, 0, scale=scale, dst=self._across)
        cv2.Scharr(smooth, cv2.CV_32F, 0, 1, scale=scale, dst=self._down)

    def _weigh(self) -> None:
        """Leave 1 / (g·(g + local mean of g + noise)) in the weight."""
        length, weight = self._length, self._weight
        cv2.magnitude(self._across, self._down, length)
        small = cv2.resize(length, self._small_size, interpolation=cv2.INTER_AREA)
        usual = cv2.blur(small, self._neighbourhood)
        cv2.resize(usual, self._size, dst=weight)
        weight += np.float32(LEAST_GRADIENT)
        weight += length
        length += np.float32(1e-6)
        weight *= length
        np.reciprocal(weight, out=weight)
