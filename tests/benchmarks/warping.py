"""What happens to frames in the benchmarks: moved, blurred, dimmed, made noisy."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from camsetup.domain.frame import Size
from camsetup.domain.pose import Pose

SHIFT_OF_WIDTH = 0.12
TURN_DEG = 8.0
STRETCH = 0.12
BLUR_PX_AT_1280 = 6.0
GAIN = (0.3, 3.0)
NOISE_SD = (1.0, 8.0)

#: What fills the picture where the moved frame has nothing.
BORDERS = (cv2.BORDER_REFLECT_101, cv2.BORDER_CONSTANT)


@dataclass(frozen=True)
class Trial:
    """A spoilt frame, and how its rig was moved."""

    pixels: np.ndarray
    moved: Pose


def size_of(pixels):
    height, width = pixels.shape
    return Size(width, height)


def random_pose(rng, width):
    return Pose(
        rng.uniform(-SHIFT_OF_WIDTH, SHIFT_OF_WIDTH) * width,
        rng.uniform(-SHIFT_OF_WIDTH, SHIFT_OF_WIDTH) * width,
        rng.uniform(-TURN_DEG, TURN_DEG),
        rng.uniform(1 - STRETCH, 1 + STRETCH),
    )


def spoilt(pixels, rng):
    """Move a frame and photograph it badly."""
    size = size_of(pixels)
    moved = random_pose(rng, size.width)
    border = BORDERS[rng.integers(len(BORDERS))]
    picture = cv2.warpAffine(
        pixels, moved.matrix(size), (size.width, size.height), borderMode=border
    )
    radius = rng.uniform(0, BLUR_PX_AT_1280) * size.width / 1280
    picture = defocused(picture.astype(np.float32), radius)
    picture *= math.exp(rng.uniform(*np.log(GAIN)))
    noise = rng.standard_normal(picture.shape, dtype=np.float32)
    picture += rng.uniform(*NOISE_SD) * noise
    return Trial(np.clip(picture, 0, 255).astype(np.uint8), moved)


def defocused(picture, radius):
    """Blur by an evenly lit disk, anti-aliased eightfold."""
    if radius < 0.3:
        return picture
    reach, fine = math.ceil(radius), 8
    side = 2 * reach + 1
    axis = (np.arange(side * fine) + 0.5) / fine - side / 2
    disk = (axis[:, None] ** 2 + axis**2 <= radius**2).astype(np.float32)
    disk = disk.reshape(side, fine, side, fine).mean(axis=(1, 3))
    return cv2.filter2D(
        picture, -1, disk / disk.sum(), borderType=cv2.BORDER_REFLECT_101
    )
