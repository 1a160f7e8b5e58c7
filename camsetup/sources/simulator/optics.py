"""The lens: pose, blur disk and depth of field, from canvas to picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.domain.pose import Pose
from camsetup.sources.simulator.scene import Box, Light

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size
    from camsetup.sources.simulator.knobs import Practice
    from camsetup.sources.simulator.scene import Scene
    from camsetup.sources.simulator.sensor import Window

#: Blur disks below this radius cannot be told from none.
SHARP_PX = 0.3

#: Radius of the blur disk, in thousandths of the frame's width, of what is far out
#: of the plane of the eye when the aperture is well set.
_DEPTH_BLUR = 1.2


@dataclass(frozen=True, slots=True, eq=False)
class Lens:
    """How light gets from the canvas to the picture.

    Attributes
    ----------
    matrix
        2×3, from canvas pixels to pixels of the window that is sent.
    defocus_px
        Radius of the blur disk in the plane of the eye.
    depth_blur_px
        Radius of the disk added where the depth is 1.
    """

    matrix: NDArray[np.float64]
    defocus_px: float
    depth_blur_px: float

    @property
    def reach_px(self) -> int:
        """Return how far blur carries light, in px of the picture."""
        return math.ceil(self.defocus_px) + math.ceil(self.depth_blur_px) + 1

    def over(self, box: Box) -> Lens:
        """Return the same lens over a part that was cut out of the canvas."""
        matrix = self.matrix.copy()
        matrix[:, 2] += matrix[:, :2] @ (box.x, box.y)
        return replace(self, matrix=matrix)


def lens(practice: Practice, scene: Scene, window: Window) -> Lens:
    """Set the lens as the knobs stand."""
    pose = Pose(practice.dx, practice.dy, practice.roll, practice.zoom)
    matrix = pose.matrix(scene.size)
    matrix[:, 2] -= matrix[:, :2] @ (scene.margin, scene.margin)
    matrix[:, 2] -= (window.x, window.y)
    depth_blur = _DEPTH_BLUR * scene.size.width / 1000 * math.sqrt(practice.aperture)
    return Lens(matrix, practice.defocus, depth_blur)


def project(light: Light, depth: Light, glass: Lens, rectangle: Box) -> Light:
    """Return what falls on a rectangle of the picture.

    Parameters
    ----------
    light, depth
        Of the whole canvas, or of a part that the lens is `Lens.over`.
    rectangle
        In px of the picture.
    """
    rim = rectangle.grown(glass.reach_px)
    picture = _warped(light, glass, rim)
    if glass.defocus_px >= SHARP_PX:
        picture = blurred(picture, glass.defocus_px)
    if glass.depth_blur_px >= SHARP_PX:
        weight = _warped(depth, glass, rim)
        soft = blurred(picture, glass.depth_blur_px)
        soft -= picture
        soft *= weight
        picture += soft
    inner = slice(glass.reach_px, -glass.reach_px)
    return picture[inner, inner]


def image_of(box: Box, glass: Lens, size: Size) -> Box:
    """Return the rectangle of the picture that a box of the canvas can change."""
    rectangle = _carried(box, glass.matrix).grown(glass.reach_px)
    return rectangle.within(size.width, size.height)


def area_of(box: Box, glass: Lens, rectangle: Box) -> NDArray[np.uint8]:
    """Return 255 where a box of the canvas lies inside a rectangle of the picture."""
    zoom = math.sqrt(abs(np.linalg.det(glass.matrix[:, :2])))
    grown = box.grown(math.ceil(glass.reach_px / zoom))
    corners = _corners(grown) @ glass.matrix[:, :2].T + glass.matrix[:, 2]
    corners = corners[[0, 1, 3, 2]] - (rectangle.x, rectangle.y)
    area = np.zeros((rectangle.height, rectangle.width), np.uint8)
    if area.size:
        cv2.fillConvexPoly(area, np.rint(corners).astype(np.int32), 255)
    return area


def origin_of(rectangle: Box, glass: Lens, canvas: Light) -> Box:
    """Return the box of the canvas whose light can reach a rectangle."""
    linear = np.linalg.inv(glass.matrix[:, :2])
    back = np.column_stack([linear, -linear @ glass.matrix[:, 2]])
    height, width = canvas.shape
    box = _carried(rectangle.grown(glass.reach_px), back).grown(1)
    return box.within(width, height)


def blurred(picture: Light, radius_px: float) -> Light:
    """Spread every point over a disk of this radius."""
    return np.asarray(
        cv2.filter2D(
            picture, cv2.CV_32F, disk(radius_px), borderType=cv2.BORDER_REPLICATE
        ),
        dtype=np.float32,
    )


@lru_cache(maxsize=64)
def disk(radius_px: float) -> Light:
    """Return the blur disk as a kernel; its deviation along an axis is radius/2.

    The light of a canvas pixel is already spread over that pixel, so the disk is
    drawn that much smaller: by a variance of 1/12. Below one pixel no disk can be
    drawn, and three taps of the right deviation stand in for it.
    """
    if radius_px < 1.0:
        side = radius_px**2 / 8
        taps = np.array([side, 1 - 2 * side, side])
        return np.outer(taps, taps).astype(np.float32)
    drawn, fine = math.sqrt(radius_px**2 - 1 / 3), 16
    reach = math.ceil(drawn)
    steps = (np.arange((2 * reach + 1) * fine) + 0.5) / fine - reach - 0.5
    inside = steps[:, None] ** 2 + steps**2 <= drawn**2
    cells = inside.reshape(2 * reach + 1, fine, 2 * reach + 1, fine)
    kernel = cells.mean(axis=(1, 3)).astype(np.float32)
    return np.asarray(kernel / kernel.sum(), dtype=np.float32)


def _warped(light: Light, glass: Lens, rectangle: Box) -> Light:
    matrix = glass.matrix.copy()
    matrix[:, 2] -= (rectangle.x, rectangle.y)
    return np.asarray(
        cv2.warpAffine(
            light,
            matrix,
            (rectangle.width, rectangle.height),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        dtype=np.float32,
    )


def _carried(box: Box, matrix: NDArray[np.float64]) -> Box:
    placed = _corners(box) @ matrix[:, :2].T + matrix[:, 2]
    left, top = (int(edge) for edge in np.floor(placed.min(axis=0)))
    right, bottom = (int(edge) for edge in np.ceil(placed.max(axis=0)))
    return Box(left, top, right - left + 1, bottom - top + 1)


def _corners(box: Box) -> NDArray[np.float64]:
    return np.array(
        [
            (box.x + column * box.width - 0.5, box.y + row * box.height - 0.5)
            for column in (0, 1)
            for row in (0, 1)
        ]
    )
