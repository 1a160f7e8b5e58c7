"""The wheel: a black tyre with tread, raised letters and a rim, in every phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.motion import WHEEL_PHASES
from camsetup.sources.simulator.scene import Actor
from camsetup.sources.simulator.tread import (
    COLUMNS,
    PERIOD_DEG,
    SIDEWALL_ROWS,
    TREAD_ROWS,
    tyre_surface,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.sources.simulator.materials import Part
    from camsetup.sources.simulator.scene import Light
    from camsetup.sources.simulator.textures import Points


@dataclass(frozen=True, slots=True, eq=False)
class Cylinder:
    """A wheel as an affine camera sees it.

    Attributes
    ----------
    centre
        Of the near face.
    axes
        2×2: maps the unit circle to the near face's edge.
    depth
        From a point of the near edge to its neighbour on the far edge.
    """

    centre: Points
    axes: Points
    depth: Points

    def coordinates(self, x: Light, y: Light) -> tuple[Light, Light, Light]:
        """Return angle (degrees), radius (1 at the edge), and depth (0 near, 1 far).

        The depth is negative on the near face.
        """
        inverse = np.linalg.inv(self.axes).astype(np.float32)
        dx, dy = x - np.float32(self.centre[0]), y - np.float32(self.centre[1])
        along = inverse[0, 0] * dx + inverse[0, 1] * dy
        across = inverse[1, 0] * dx + inverse[1, 1] * dy
        radius = np.hypot(along, across)
        step = (inverse @ self.depth).astype(np.float32)
        length = float(step @ step)
        travel = along * step[0] + across * step[1]
        inside = travel * travel - length * (radius * radius - 1)
        depth = (travel - np.sqrt(np.maximum(inside, 0))) / np.float32(length)
        # Just outside of the fitted cylinder the near edge goes on.
        depth = np.where(inside > 0, depth, np.float32(0))
        depth = np.where(radius <= 1, np.float32(-1), depth)
        back = np.maximum(depth, 0)
        angle = np.rad2deg(np.arctan2(across - back * step[1], along - back * step[0]))
        return angle.astype(np.float32), radius, depth.astype(np.float32)

    def radius(self, points: Points) -> Points:
        """Return how far points lie from the centre, 1 at the edge."""
        inside: Points = (points - self.centre) @ np.linalg.inv(self.axes).T
        return np.asarray(np.hypot(inside[:, 0], inside[:, 1]))


def cylinder(near: Points, whole: Points) -> Cylinder:
    """Fit a cylinder to the visible edges of the near face and of the whole wheel.

    Parameters
    ----------
    near, whole
        n×2 points along the polygons of the sidewall and of the wheel.
    """
    bottom = near[:, 1].max()
    arc = near[near[:, 1] < bottom - 0.02 * np.ptp(near[:, 1])]
    (x, y), (width, height), turn = cv2.fitEllipseDirect(arc.astype(np.float32))
    angle = np.deg2rad(turn)
    turned = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    axes = turned @ np.diag([width / 2, height / 2])
    return Cylinder(np.array([x, y]), axes, _depth(near, whole))


def _depth(near: Points, whole: Points) -> Points:
    """Compare how far both reach in two directions: upwards and up to the far side."""
    side = 1.0 if whole[:, 0].mean() >= near[:, 0].mean() else -1.0
    directions = np.array([[0.0, -1.0], [side * 0.8, -0.6]])
    reach = (whole @ directions.T).max(axis=0) - (near @ directions.T).max(axis=0)
    return np.asarray(np.linalg.solve(directions, reach))


class TurningTyre:
    """The tyre in every phase, behind whatever is painted over it later.

    Parameters
    ----------
    part
        The whole wheel; it is painted at once, in phase 0.
    wall, rim
        Polygons of the near face and of the rim in it.
    """

    def __init__(self, part: Part, wall: Points, rim: Points) -> None:
        body = cylinder(wall, part.polygon)
        angle, radius, depth = body.coordinates(part.x, part.y)
        hub = float(body.radius(rim[rim[:, 1] < rim[:, 1].mean()]).mean())
        inner = min(hub, 0.9)
        height = np.clip((radius - inner) / (1 - inner), 0, 0.999) * SIDEWALL_ROWS
        tread = SIDEWALL_ROWS + np.clip(depth, 0, 1) * (TREAD_ROWS - 2)
        near = part.canvas.mask(wall, part.box) > 0.5
        down = np.where(near, height, tread).astype(np.float32)
        along = np.mod(angle * np.float32(COLUMNS / PERIOD_DEG), COLUMNS)
        self._maps = cv2.convertMaps(along, down, cv2.CV_16SC2)
        self._part = part
        self._lit = _lit(part, near)
        part.lay(self._turned(0))
        rows, columns = part.box.rows, part.box.columns
        self._painted = part.canvas.light[rows, columns].copy()

    def actor(self) -> Actor:
        """Return the tyre as something that turns, where it can still be seen."""
        box = self._part.box
        now = self._part.canvas.light[box.rows, box.columns]
        seen = np.where(now == self._painted, self._part.mask, 0).astype(np.float32)

        def draw(phase: int) -> Light:
            return np.asarray(now + seen * (self._turned(phase) - now), np.float32)

        return Actor("wheel", box, WHEEL_PHASES, draw)

    def _turned(self, phase: int) -> Light:
        surface = np.roll(tyre_surface(), phase * COLUMNS // WHEEL_PHASES, axis=1)
        wrapped = cv2.copyMakeBorder(surface, 0, 0, 0, 1, cv2.BORDER_WRAP)
        turned = cv2.remap(wrapped, *self._maps, cv2.INTER_LINEAR)
        return np.asarray(turned, dtype=np.float32) * self._lit


def _lit(part: Part, near: NDArray[np.bool_]) -> Light:
    """Return the light on the wheel: from above, and fading away from the mouse."""
    height = float(np.ptp(part.polygon[:, 1]))
    down = np.clip(part.y - part.polygon[:, 1].min(), 0, None) / height
    lit = (0.10 + 0.70 * np.exp(-2.2 * down)) * np.where(near, 1.15, 0.85)
    shine = part.edge((0.0, -1.0), 16) ** 2
    return np.asarray(lit * (1 + 1.3 * shine), dtype=np.float32)
