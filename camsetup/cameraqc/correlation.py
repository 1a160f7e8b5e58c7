"""Normalised cross-correlation of one template: by FFT, and exactly for one place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """How well the template fits at every place of an area.

    Attributes
    ----------
    values
        -1 to 1, float32, row by row: ``values[y, x]``.
    contrast
        Standard deviation of the grey levels of every window, in grey levels.
    """

    values: NDArray[np.float32]
    contrast: NDArray[np.float32]


class Correlator:
    """Slides a template over areas of one size; its spectrum is computed once.

    The scores are those of ``cv2.TM_CCOEFF_NORMED`` but for rounding; OpenCV
    transforms the template anew for every frame.

    Parameters
    ----------
    template
        h×w uint8, not of a single grey level.
    shape
        Height and width of the areas.

    Attributes
    ----------
    places
        How many places there are, down and across.
    """

    def __init__(self, template: NDArray[np.uint8], shape: tuple[int, int]) -> None:
        height, width = template.shape
        self.shape = shape
        self._size = (height, width)
        self.places = (shape[0] - height + 1, shape[1] - width + 1)
        # An area needs no room around it: what wraps round is never a whole window.
        self._room = np.zeros([fast_length(length) for length in shape], np.float32)
        centred = template - template.mean()
        # All constant factors: of the norm, of the inverse transform, of the mean.
        factor = template.std() * template.size * self._room.size
        self._spectrum = self._transformed(centred / factor).copy()

    def scores(self, area: NDArray[np.uint8]) -> Scores:
        """Return the score of every place; those without contrast have 0."""
        rows, columns = self.places
        room = self._transformed(area)
        cv2.mulSpectrums(room, self._spectrum, 0, room, conjB=True)
        cv2.dft(room, room, flags=cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT)
        contrast = self._contrast(area)
        values = np.zeros(self.places, np.float32)
        np.divide(room[:rows, :columns], contrast, out=values, where=contrast > 0)
        return Scores(values, contrast)

    def _transformed(self, area: NDArray[Any]) -> NDArray[np.float32]:
        self._room[:] = 0
        self._room[: area.shape[0], : area.shape[1]] = area
        cv2.dft(self._room, self._room)
        return self._room

    def _contrast(self, area: NDArray[np.uint8]) -> NDArray[np.float32]:
        height, width = self._size
        pixels = height * width
        # Whole sums: with floating ones OpenCV takes ten times as long.
        sums, squares = cv2.integral2(area)
        mean = _windows(np.asarray(sums), height, width).astype(np.float64)
        mean /= pixels
        mean *= mean
        variance = _windows(np.asarray(squares, np.float64), height, width)
        variance /= pixels
        variance -= mean
        np.maximum(variance, 0, out=variance)
        return np.sqrt(variance.astype(np.float32))


class ExactScore:
    """The score of a template at one place, without rounding errors of an FFT."""

    def __init__(self, template: NDArray[np.uint8]) -> None:
        self._template = template
        self._sum = _sum(template)
        self._squares = _squares(template)
        self._energy = _centred(self._squares, self._sum, template.size)

    def at(self, frame: NDArray[np.uint8], x: int, y: int) -> float:
        """Return the score with the template's corner at (x, y)."""
        height, width = self._template.shape
        window = frame[y : y + height, x : x + width]
        total, squares = _sum(window), _squares(window)
        difference = _squared_distance(window, self._template)
        # Whole numbers below 2**53: the products are exact.
        products = (squares + self._squares - difference) / 2
        covariance = products - total * self._sum / window.size
        energy = _centred(squares, total, window.size) * self._energy
        return covariance / math.sqrt(energy) if energy > 0 else 0.0


def fast_length(length: int) -> int:
    """Return the next length that OpenCV transforms fast; odd ones take longer."""
    fast = int(cv2.getOptimalDFTSize(length))
    return fast if fast % 2 == 0 else fast_length(fast + 1)


def norm(picture: NDArray[np.uint8]) -> float:
    """Return the root of the summed squares."""
    return math.sqrt(_squares(picture))


def _windows(integral: NDArray[Any], height: int, width: int) -> NDArray[Any]:
    """Return the sum over every window of a picture, from its integral."""
    rows = integral[height:] - integral[:-height]
    sums: NDArray[Any] = rows[:, width:] - rows[:, :-width]
    return sums


def _centred(squares: float, total: float, pixels: int) -> float:
    """Return the summed squares about the mean."""
    return max(0.0, squares - total * total / pixels)


def _sum(picture: NDArray[np.uint8]) -> float:
    return float(cv2.sumElems(picture)[0])


def _squares(picture: NDArray[np.uint8]) -> float:
    # OpenCV squares a root; rounded, it is the whole number again.
    return float(round(cv2.norm(picture, cv2.NORM_L2SQR)))


def _squared_distance(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> float:
    return float(round(cv2.norm(first, second, cv2.NORM_L2SQR)))
