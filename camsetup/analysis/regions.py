"""Where the named regions lie in a frame: carried along by the pose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.analysis.nominal import nominal_region

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size
    from camsetup.domain.outline import Outline
    from camsetup.domain.pose import Pose


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What one camera sees: its outline, where that lies, and the frame's size."""

    camera: str
    outline: Outline | None
    pose: Pose
    size: Size

    def region(self, name: str) -> tuple[NDArray[np.float64], ...]:
        """Return a region's polygons in the frame, n×2 each; none when unknown.

        An outline that names no region at all leaves it to `nominal_region`.
        """
        polygons = self._drawn(name)
        return tuple(self.pose.apply(polygon, self.size) for polygon in polygons)

    def _drawn(self, name: str) -> list[NDArray[np.float64]]:
        if self.outline is not None and self.outline.regions:
            parts = self.outline.regions
            return [part.polygon for part in parts if part.name == name]
        whole = np.array([self.size.width, self.size.height], np.float64)
        return [part * whole - 0.5 for part in nominal_region(self.camera, name)]


@dataclass(frozen=True, slots=True, eq=False)
class RegionMask:
    """A region as pixels: a box in the frame, and which of its pixels belong.

    Attributes
    ----------
    x, y
        Upper left corner of the box in the frame, px.
    inside
        h×w uint8, 255 inside the region.
    """

    x: int
    y: int
    inside: NDArray[np.uint8]

    def cut(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the box of an h×w frame, as a view."""
        height, width = self.inside.shape
        return pixels[self.y : self.y + height, self.x : self.x + width]


def region_mask(
    polygons: tuple[NDArray[np.float64], ...], size: Size
) -> RegionMask | None:
    """Fill polygons; None when nothing of them is in the frame."""
    if not polygons:
        return None
    x, y, width, height = bounding_box(polygons, size)
    if width < 1 or height < 1:
        return None
    inside = np.zeros((height, width), np.uint8)
    corners = [np.rint(polygon - (x, y)).astype(np.int32) for polygon in polygons]
    cv2.fillPoly(inside, corners, 255)
    return RegionMask(x, y, inside) if inside.any() else None


class MaskCache:
    """Fills a view's region anew only when the pose has moved enough to matter."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._key: tuple[object, ...] = ()
        self._mask: RegionMask | None = None

    def mask(self, view: View) -> RegionMask | None:
        """Return the region's mask; None when it is unknown or out of the frame."""
        pose = view.pose
        steps = (pose.dx_px, pose.dy_px, pose.rotation_deg * 5, pose.scale * 300)
        key = (view.outline, view.size, *map(round, steps))
        if key != self._key:
            self._key = key
            self._mask = region_mask(view.region(self._name), view.size)
        return self._mask


def bounding_box(
    polygons: tuple[NDArray[np.float64], ...], size: Size
) -> tuple[int, int, int, int]:
    """Return x, y, width, height of what of the polygons is in the frame."""
    points = np.vstack(polygons)
    left, top = np.maximum(np.floor(points.min(axis=0)), 0).astype(int)
    right, bottom = np.ceil(points.max(axis=0)).astype(int) + 1
    right, bottom = min(right, size.width), min(bottom, size.height)
    return int(left), int(top), max(int(right - left), 0), max(int(bottom - top), 0)


def box_around(
    centre: tuple[float, float], side: int, size: Size
) -> tuple[int, int, int, int]:
    """Return a square of that side about a place, moved into the frame."""
    width, height = min(side, size.width), min(side, size.height)
    x = min(max(round(centre[0] - width / 2), 0), size.width - width)
    y = min(max(round(centre[1] - height / 2), 0), size.height - height)
    return x, y, width, height
