"""The geometry of a picture on a canvas: which part is shown, where, how large."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camsetup.domain.frame import Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: One frame pixel is never shown larger than this, in canvas pixels.
LARGEST_SCALE = 32.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of whole pixels; right and bottom are not part of it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> Size:
        """Return width and height."""
        return Size(self.right - self.left, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Viewport:
    """What part of a frame a canvas shows.

    Attributes
    ----------
    frame, canvas
        Sizes, in frame pixels and in device pixels of the screen.
    scale
        Canvas pixels per frame pixel.
    left, top
        The frame's point at the canvas' left top corner, in frame pixels, where
        the first pixel reaches from 0 to 1.
    """

    frame: Size
    canvas: Size
    scale: float
    left: float
    top: float

    @classmethod
    def fitting(cls, frame: Size, canvas: Size) -> Viewport:
        """Show the whole frame, as large as it can be."""
        scale = fitting_scale(frame, canvas)
        return _kept_inside(cls(frame, canvas, scale, 0.0, 0.0))

    @property
    def fits(self) -> bool:
        """Say whether the whole frame is shown as large as it can be."""
        return math.isclose(self.scale, fitting_scale(self.frame, self.canvas))

    def zoomed(self, scale: float, x: float, y: float) -> Viewport:
        """Show it at another scale; what lies at canvas point (x, y) stays there."""
        smallest = min(fitting_scale(self.frame, self.canvas), 1.0)
        wanted = min(max(scale, smallest), LARGEST_SCALE)
        left = self.left + x / self.scale - x / wanted
        top = self.top + y / self.scale - y / wanted
        return _kept_inside(replace(self, scale=wanted, left=left, top=top))

    def panned(self, dx: float, dy: float) -> Viewport:
        """Shift the picture by canvas pixels, as far as there is more of it."""
        left, top = self.left - dx / self.scale, self.top - dy / self.scale
        return _kept_inside(replace(self, left=left, top=top))

    def on_canvas(self, canvas: Size) -> Viewport:
        """Return the same view for a canvas of another size."""
        if self.fits:
            return Viewport.fitting(self.frame, canvas)
        return _kept_inside(replace(self, canvas=canvas))

    def to_canvas(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Carry n×2 points, whose whole numbers are pixel centres, to the canvas."""
        from_corner = points + 0.5 - (self.left, self.top)
        carried: NDArray[np.float64] = from_corner * self.scale
        return carried

    @property
    def seen(self) -> Box:
        """Return the frame's pixels that are at least partly on the canvas."""
        right = self.left + self.canvas.width / self.scale
        bottom = self.top + self.canvas.height / self.scale
        return Box(
            max(math.floor(self.left), 0),
            max(math.floor(self.top), 0),
            min(math.ceil(right), self.frame.width),
            min(math.ceil(bottom), self.frame.height),
        )

    @property
    def target(self) -> Box:
        """Return where on the canvas the pixels of `seen` belong."""
        seen = self.seen
        left = round((seen.left - self.left) * self.scale)
        top = round((seen.top - self.top) * self.scale)
        right = round((seen.right - self.left) * self.scale)
        bottom = round((seen.bottom - self.top) * self.scale)
        return Box(left, top, max(right, left + 1), max(bottom, top + 1))


def fitting_scale(frame: Size, canvas: Size) -> float:
    """Return the largest scale at which the whole frame is seen."""
    return min(canvas.width / frame.width, canvas.height / frame.height)


def _kept_inside(view: Viewport) -> Viewport:
    width, height = view.canvas.width / view.scale, view.canvas.height / view.scale
    left = _kept(view.left, width, view.frame.width)
    return replace(view, left=left, top=_kept(view.top, height, view.frame.height))


def _kept(start: float, shown: float, there: int) -> float:
    if shown >= there:
        return (there - shown) / 2
    return min(max(start, 0.0), there - shown)
