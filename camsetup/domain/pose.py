"""A pose: where the rig appears in the frame, against where the outline has it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size


@dataclass(frozen=True, slots=True)
class Pose:
    """The similarity that maps outline points to frame points.

    It turns and scales about the picture's centre ((w - 1)/2, (h - 1)/2) and
    then shifts.

    Attributes
    ----------
    dx_px, dy_px
        Shift to the right and downwards, in pixels.
    rotation_deg
        Degrees, clockwise on the screen positive.
    scale
        Above 1 the rig appears larger.
    """

    dx_px: float = 0.0
    dy_px: float = 0.0
    rotation_deg: float = 0.0
    scale: float = 1.0

    def matrix(self, size: Size) -> NDArray[np.float64]:
        """Return the 2×3 matrix for a picture of this size, as OpenCV takes it."""
        turn = math.radians(self.rotation_deg)
        cosine, sine = self.scale * math.cos(turn), self.scale * math.sin(turn)
        linear = np.array([[cosine, -sine], [sine, cosine]])
        centre = np.array([(size.width - 1) / 2, (size.height - 1) / 2])
        shift = centre - linear @ centre + (self.dx_px, self.dy_px)
        return np.column_stack([linear, shift])

    @classmethod
    def from_matrix(cls, matrix: NDArray[np.float64], size: Size) -> Pose:
        """Read the pose back from a 2×3 similarity matrix."""
        centre = np.array([(size.width - 1) / 2, (size.height - 1) / 2])
        dx, dy = matrix[:, :2] @ centre + matrix[:, 2] - centre
        turn = math.atan2(matrix[1, 0], matrix[0, 0])
        scale = math.hypot(matrix[0, 0], matrix[1, 0])
        return cls(float(dx), float(dy), math.degrees(turn), scale)

    def apply(self, points: NDArray[np.float64], size: Size) -> NDArray[np.float64]:
        """Carry n×2 points (x, y) of the outline into the frame."""
        matrix = self.matrix(size)
        return points @ matrix[:, :2].T + matrix[:, 2]

    def inverse(self, size: Size) -> Pose:
        """Return the pose that undoes this one."""
        return Pose.from_matrix(_compose_inverse(self.matrix(size)), size)

    def after(self, first: Pose, size: Size) -> Pose:
        """Return the pose that does ``first`` and then this one."""
        full = np.vstack([first.matrix(size), [0.0, 0.0, 1.0]])
        return Pose.from_matrix(self.matrix(size) @ full, size)

    def resized(self, factor: float) -> Pose:
        """Return the same pose for a picture ``factor`` times as wide."""
        dx, dy = self.dx_px * factor, self.dy_px * factor
        return Pose(dx, dy, self.rotation_deg, self.scale)

    def rms_px(
        self, points: NDArray[np.float64], size: Size, other: Pose | None = None
    ) -> float:
        """Return the rms distance that n×2 points travel, from ``other`` if given."""
        start = points if other is None else other.apply(points, size)
        travel = self.apply(points, size) - start
        return float(np.sqrt((travel**2).sum(axis=1).mean()))


def _compose_inverse(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    linear = np.linalg.inv(matrix[:, :2])
    return np.column_stack([linear, -linear @ matrix[:, 2]])
