"""What has been rubbed out of a drawing: strokes and patches, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size


@dataclass(frozen=True, slots=True)
class Stroke:
    """One pull of the brush, in pixels of the picture."""

    radius_px: float
    points: tuple[tuple[float, float], ...]

    def onwards(self, x: float, y: float) -> Stroke:
        """Return the stroke drawn on to another point."""
        return Stroke(self.radius_px, (*self.points, (x, y)))


@dataclass(frozen=True, slots=True)
class Patch:
    """A whole area, as the corners of a polygon in pixels of the picture."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Erasure:
    """All marks so far; each change is another erasure, so undoing is easy."""

    marks: tuple[Stroke | Patch, ...] = ()

    def with_mark(self, mark: Stroke | Patch) -> Erasure:
        """Return the erasure with one mark more."""
        return Erasure((*self.marks, mark))

    def undone(self) -> Erasure:
        """Return the erasure without its last mark."""
        return Erasure(self.marks[:-1])

    def mask(self, size: Size) -> NDArray[np.bool_]:
        """Return h×w, True where nothing may be drawn."""
        canvas = np.zeros((size.height, size.width), np.uint8)
        for mark in self.marks:
            if isinstance(mark, Patch):
                corners = np.round(np.array(mark.points)).astype(np.int32)
                cv2.fillPoly(canvas, [corners.reshape(-1, 1, 2)], 1)
            else:
                _pull(canvas, mark)
        return canvas.astype(np.bool_)


def _pull(canvas: NDArray[np.uint8], stroke: Stroke) -> None:
    places = [(round(x), round(y)) for x, y in stroke.points]
    radius = max(round(stroke.radius_px), 1)
    for place in (places[0], places[-1]):
        cv2.circle(canvas, place, radius, 1, cv2.FILLED)
    for start, end in pairwise(places):
        cv2.line(canvas, start, end, 1, 2 * radius)
        cv2.circle(canvas, end, radius, 1, cv2.FILLED)
