"""A made-up rig: filled shapes, their outline, and photos of it at any pose."""

import cv2
import numpy as np

from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline, Region
from camsetup.domain.pose import Pose

SIZE = Size(640, 512)
FINE = 4


def _arc(centre, radii, start_deg, end_deg):
    angle = np.radians(np.linspace(start_deg, end_deg, 60))
    return np.column_stack(
        [centre[0] + radii[0] * np.cos(angle), centre[1] + radii[1] * np.sin(angle)]
    )


#: From far to near: name, grey level, closed polygon.
SHAPES = (
    ("bar", 210, np.array([[330, -40], [700, -40], [700, 60], [330, 72]], float)),
    ("holder", 70, np.array([[250, 90], [470, 120], [470, 330], [262, 320]], float)),
    ("post", 130, np.array([[560, 140], [600, 140], [606, 640], [566, 640]], float)),
    ("wheel", 45, _arc((220, 520), (190, 200), 0, 360)),
    ("hub", 110, _arc((190, 540), (70, 80), 0, 360)),
)
OUTLINE = Outline(
    "made up",
    SIZE,
    tuple(Line(name, np.vstack([shape, shape[:1]])) for name, _, shape in SHAPES),
    (Region("mouse", np.array([[270, 130], [455, 150], [455, 310], [280, 300]])),),
)


def photo(pose=None, size=SIZE, gain=1.0, noise=2.0, seed=0, mouse=None):
    """Photograph the rig; ``mouse`` is a seed for a blotchy animal in its region."""
    pose = pose or Pose()
    picture = np.full((FINE * SIZE.height, FINE * SIZE.width), 15, np.uint8)
    for _, grey, shape in SHAPES:
        corners = (pose.apply(shape, SIZE) + 0.5) * FINE - 0.5
        cv2.fillPoly(picture, [np.round(corners * 16).astype(np.int32)], grey, shift=4)
    picture = cv2.resize(
        picture, (size.width, size.height), interpolation=cv2.INTER_AREA
    ).astype(np.float32)
    rng = np.random.default_rng(seed)
    if mouse is not None:
        picture = _with_mouse(picture, pose, size, mouse)
    picture = gain * picture + rng.normal(0, noise, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _with_mouse(picture, pose, size, seed):
    rng = np.random.default_rng(seed)
    blotches = cv2.GaussianBlur(rng.normal(0, 1, picture.shape), (0, 0), 4)
    fur = 90 + 60 * blotches / blotches.std()
    region = OUTLINE.scaled(size).region("mouse").polygon
    mask = np.zeros(picture.shape, np.uint8)
    cv2.fillPoly(mask, [np.round(pose.apply(region, size)).astype(np.int32)], 1)
    return np.where(mask == 1, fur, picture).astype(np.float32)
