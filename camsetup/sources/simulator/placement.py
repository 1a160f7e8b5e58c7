"""Where the animal sits: from the coordinates it is designed in to the frame's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from camsetup.sources.simulator.textures import Points


@dataclass(frozen=True, slots=True)
class Placement:
    """A shift and a size, and a mirror for an animal that looks to the right.

    Designs are drawn looking left, in pixels of a frame that is 1280 wide.

    Attributes
    ----------
    origin
        The point of the design that is anchored.
    anchor
        Where it comes to lie in the frame.
    scale
        Pixels of the frame per pixel of the design.
    facing
        -1 looks left as designed, 1 looks right.
    """

    origin: tuple[float, float]
    anchor: tuple[float, float]
    scale: float
    facing: float

    def points(self, *design: tuple[float, float]) -> Points:
        """Return points of the design as n×2 points of the frame."""
        return self.carry(np.array(design, dtype=np.float64))

    def carry(self, design: Points) -> Points:
        """Return n×2 points of the design as points of the frame."""
        offset = (design - self.origin) * self.scale
        offset[:, 0] *= -self.facing
        placed: Points = offset + np.array(self.anchor)
        return placed

    def angles(self, design_deg: Points) -> Points:
        """Return directions of the design as directions in the frame."""
        return design_deg if self.facing < 0 else 180.0 - design_deg
