"""The model: points along the outline's lines, each with the way its edge faces."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.errors import OutlineError
from camsetup.domain.pose import Pose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size
    from camsetup.domain.outline import Line, Outline

#: Points stand this share of the width apart: 10 px at 1280.
SPACING = 1 / 128

#: A tangent is the chord over this share of the width to either side. It smooths the
#: staircase of a line that was traced pixel by pixel.
REACH = 1 / 128

#: Chord over arc below this is a corner (a turn of 50°), where no tangent exists.
LEAST_STRAIGHTNESS = 0.9

#: More points than this only cost time; they then stand farther apart.
MOST_POINTS = 900

#: Fewer points than this cannot fix a pose of four numbers among clutter.
FEWEST_POINTS = 24

#: Points farther outside the picture than this share of the width never come in.
MARGIN = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is laid over a picture.

    Attributes
    ----------
    title
        What it was made from, to begin a sentence with.
    points
        n×2 float64 (x, y), px of ``size``.
    normals
        n float64, the angle of the line's normal in radians; its sign means nothing.
    size
        Of the picture that the points belong to.
    """

    title: str
    points: NDArray[np.float64]
    normals: NDArray[np.float64]
    size: Size

    @property
    def centre(self) -> NDArray[np.float64]:
        """Return the picture's centre, about which poses turn and scale."""
        return np.array([(self.size.width - 1) / 2, (self.size.height - 1) / 2])

    def placed(
        self, poses: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Carry the model into the frame by k×4 poses (see `vector`).

        Returns k×n×2 points and k×n angles of the normals.
        """
        scale = np.exp(poses[:, 3])
        cosine, sine = scale * np.cos(poses[:, 2]), scale * np.sin(poses[:, 2])
        linear = np.stack(
            [np.stack([cosine, sine], axis=-1), np.stack([-sine, cosine], axis=-1)],
            axis=1,
        )
        points = (self.points - self.centre) @ linear
        points += (self.centre + poses[:, :2])[:, None, :]
        return points, self.normals + poses[:, 2, None]

    def points_for(self, size: Size) -> NDArray[np.float64]:
        """Return the points for a frame of another size."""
        factors = (size.width / self.size.width, size.height / self.size.height)
        return np.asarray((self.points + 0.5) * factors - 0.5)

    def thinned(self) -> Model:
        """Return a model of every second point: as good for a rough pose."""
        return replace(self, points=self.points[::2], normals=self.normals[::2])


def vector(pose: Pose) -> NDArray[np.float64]:
    """Write a pose as (dx px, dy px, turn in radians, log of scale)."""
    turn = math.radians(pose.rotation_deg)
    return np.array([pose.dx_px, pose.dy_px, turn, math.log(pose.scale)])


def pose_of(numbers: NDArray[np.float64]) -> Pose:
    """Read a pose back from `vector`."""
    dx, dy, turn, log_scale = (float(number) for number in numbers)
    return Pose(dx, dy, math.degrees(turn), math.exp(log_scale))


def model_of(outline: Outline) -> Model:
    """Sample the outline's lines.

    Raises
    ------
    OutlineError
        When there is too little line to recognise anything by.
    """
    sampled = [_sampled(line, outline.size.width) for line in outline.lines]
    rows = np.concatenate([np.empty((0, 3)), *sampled])
    rows = rows[_near_picture(rows, outline.size)]
    rows = rows[:: -(-len(rows) // MOST_POINTS) or 1]
    title = f"Outline {outline.name}"
    if len(rows) < FEWEST_POINTS:
        raise OutlineError(
            f"{title} has too little line in the picture to align by.",
            remedy="Draw more of what does not move in the rig, or choose another.",
        )
    return Model(title, rows[:, :2], rows[:, 2], outline.size)


def _near_picture(rows: NDArray[np.float64], size: Size) -> NDArray[np.bool_]:
    margin = MARGIN * size.width
    far_corner = np.array([size.width, size.height]) + margin
    near = (rows[:, :2] > -margin) & (rows[:, :2] < far_corner)
    return np.asarray(near.all(axis=1))


def _sampled(line: Line, width: int) -> NDArray[np.float64]:
    """Return n×3: x, y and normal angle at equal steps along one line."""
    steps = np.hypot(*np.diff(line.points, axis=0).T)
    arc = np.concatenate([[0.0], np.cumsum(steps)])
    count = max(1, round(arc[-1] / (SPACING * width)))
    at = (np.arange(count) + 0.5) * (arc[-1] / count)
    before = np.maximum(at - REACH * width, 0.0)
    after = np.minimum(at + REACH * width, arc[-1])
    chord = _along(line, arc, after) - _along(line, arc, before)
    span = np.hypot(*chord.T)
    straight = span > LEAST_STRAIGHTNESS * (after - before)
    normal = np.arctan2(chord[:, 0], -chord[:, 1])
    rows = np.column_stack([_along(line, arc, at), normal])
    return np.asarray(rows[straight & (span > 0)])


def _along(
    line: Line, arc: NDArray[np.float64], at: NDArray[np.float64]
) -> NDArray[np.float64]:
    x, y = line.points.T
    return np.column_stack([np.interp(at, arc, x), np.interp(at, arc, y)])
