"""An outline: the lines of the empty rig, and the named regions in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.errors import OutlineError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size

#: The regions that the checks know. ``rigid`` is what does not move with the mouse.
REGION_NAMES = ("eye", "face", "mouse", "rigid")

#: Outlines are scaled to the frame when width over height agrees this well.
ASPECT_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One stroke of the drawing.

    Attributes
    ----------
    name
        What it draws ("wheel-near"); may be empty.
    points
        n×2 float64, (x, y) in pixels of the outline's size, n ≥ 2. A closed line
        repeats its first point at the end.
    """

    name: str
    points: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A named area of the picture.

    Attributes
    ----------
    name
        One of `REGION_NAMES`, or a name of the lab's own.
    polygon
        n×2 float64, (x, y) in pixels of the outline's size, n ≥ 3, not repeated.
    """

    name: str
    polygon: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The drawing of one camera's view of the empty rig.

    Attributes
    ----------
    name
        What it is called in rig files ("recording-left").
    size
        Size of the picture that it was drawn for.
    lines, regions
        Strokes and areas, in pixels of that size.
    tolerance_percent
        How far, as rms in per cent of the width, well-placed rigs are known to sit
        from this drawing. The position target is never tighter than this. Zero for
        a drawing that was made from the very rig.
    """

    name: str
    size: Size
    lines: tuple[Line, ...]
    regions: tuple[Region, ...] = ()
    tolerance_percent: float = 0.0
    fingerprint: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Fingerprint the geometry, so that records can name what was used."""
        if not self.fingerprint:
            object.__setattr__(self, "fingerprint", _fingerprint(self))

    def region(self, name: str) -> Region | None:
        """Return the region of that name, or None."""
        return next((region for region in self.regions if region.name == name), None)

    def scaled(self, size: Size) -> Outline:
        """Return the outline for a frame of another size.

        Pixel centres stay pixel centres: x' = (x + 1/2)·factor - 1/2.

        Raises
        ------
        OutlineError
            When width over height differs by more than 1 %.
        """
        if size == self.size:
            return self
        if abs(size.aspect / self.size.aspect - 1) > ASPECT_TOLERANCE:
            raise OutlineError(
                f"Outline {self.name} was drawn for {self.size}, which has another "
                f"shape than the frame ({size}).",
                remedy="Choose the outline of this camera, or correct the frame size.",
            )
        lines = tuple(
            Line(line.name, _rescaled(line.points, self.size, size))
            for line in self.lines
        )
        regions = tuple(
            Region(region.name, _rescaled(region.polygon, self.size, size))
            for region in self.regions
        )
        return Outline(
            self.name, size, lines, regions, self.tolerance_percent, self.fingerprint
        )


def _rescaled(points: NDArray[np.float64], old: Size, new: Size) -> NDArray[np.float64]:
    factor = np.array([new.width / old.width, new.height / old.height])
    scaled: NDArray[np.float64] = (points + 0.5) * factor - 0.5
    return scaled


def _fingerprint(outline: Outline) -> str:
    digest = hashlib.sha256(str(outline.size).encode())
    for line in outline.lines:
        digest.update(np.round(line.points, 2).tobytes())
    for region in outline.regions:
        digest.update(region.name.encode())
        digest.update(np.round(region.polygon, 2).tobytes())
    return digest.hexdigest()[:16]
