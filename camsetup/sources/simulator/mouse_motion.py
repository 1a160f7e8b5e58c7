"""What of the mouse moves: it blinks, breathes and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.motion import BREATH_PHASES
from camsetup.sources.simulator.scene import Actor
from camsetup.sources.simulator.textures import grain, rim_light, smooth, strokes

if TYPE_CHECKING:
    from camsetup.sources.simulator.canvas import Canvas
    from camsetup.sources.simulator.placement import Placement
    from camsetup.sources.simulator.scene import Box, Light
    from camsetup.sources.simulator.textures import Points

#: The design, looking left, in pixels of a frame that is 1280 wide.
EYE = (444.0, 116.0)
_EYE_AXES = (39.0, 28.0)
#: How far the lids are open in each phase of a blink.
_OPEN = (1.0, 0.5, 0.10)

_FLANK = ((600.0, 270.0), (900.0, 540.0))
#: How far the flank moves with a breath.
_BREATH_PX = 2.4

_PAWS = {
    "paw-far": (
        (548, 524), (560, 596), (530, 628), (500, 640), (486, 652), (468, 640),
        (452, 654), (436, 642), (414, 650), (396, 636), (404, 616), (440, 598),
        (478, 582), (496, 556), (504, 520),
    ),
    "paw-near": (
        (748, 590), (750, 640), (730, 684), (700, 704), (676, 706), (652, 726),
        (636, 716), (618, 740), (604, 726), (590, 738), (576, 716), (582, 690),
        (604, 672), (644, 660), (672, 640), (686, 588),
    ),
}  # fmt: skip
_TOES = {
    "paw-far": ((470, 640), (440, 638), (500, 636)),
    "paw-near": ((612, 724), (644, 712), (596, 722)),
}
#: Where a paw is in each phase of a step.
_STEPS = ((0.0, 0.0), (-7.0, -13.0), (-16.0, -24.0))


def eye(canvas: Canvas, place: Placement) -> Actor:
    """Paint the open eye, and return it as something that blinks."""
    middle = place.points(EYE)
    reach = 62 * place.scale
    box = canvas.box(np.concatenate([middle - reach, middle + reach]))
    fur = canvas.light[box.rows, box.columns].copy()
    x, y = canvas.grid(box)
    across = (x - middle[0, 0]) * (-place.facing / place.scale)
    down = (y - middle[0, 1]) / place.scale
    drawn = [_eye(fur, across, down, opened, place.scale) for opened in _OPEN]
    canvas.light[box.rows, box.columns] = drawn[0]
    return Actor("blink", box, len(drawn), lambda phase: drawn[phase])


def _eye(fur: Light, x: Light, y: Light, opened: float, scale: float) -> Light:
    """Draw an eye; x and y from its middle, in pixels of the design."""
    wide, high = _EYE_AXES
    lid_y = y - (1 - opened) * 7.0 + 0.10 * x
    light = fur.copy()
    ring = _oval(x, lid_y, wide + 11, high * (0.35 + 0.65 * opened) + 10, scale, 7.0)
    light += ring * (0.26 + 0.20 * np.tanh(lid_y / 14) - light) * 0.55
    ball = _oval(x, lid_y, wide, high * opened, scale)
    iris = 0.045 + 0.030 * np.tanh(lid_y / 20)
    surface = iris - (iris - 0.012) * _oval(x + 2, lid_y - 1, 17, 17, scale, 2.0)
    surface += 0.10 * _oval(x - 14, lid_y + 13, 10, 4, scale, 4.0)
    light += ball * (surface - light)
    if opened > 0.3:
        light += _oval(x - 1, lid_y - 4, 4.6, 4.6, scale) * (3.0 - light)
        light += _oval(x + 17, lid_y + 4, 1.6, 1.6, scale) * (0.8 - light)
    return light.astype(np.float32)


def _oval(
    x: Light, y: Light, wide: float, high: float, scale: float, soft: float = 0.0
) -> Light:
    """Return how far an ellipse about the middle covers each pixel."""
    radius = np.hypot(x / wide, y / high)
    edge = (1 - radius) * min(wide, high) * scale / max(1.0, soft * scale)
    return np.asarray(np.clip(edge + 0.5, 0, 1), dtype=np.float32)


def breath(canvas: Canvas, place: Placement) -> Actor:
    """Return the flank as something that heaves."""
    box = canvas.box(place.points(*_FLANK))
    still = canvas.light[box.rows, box.columns].copy()
    rise = np.hanning(box.height)[:, None] * np.hanning(box.width)
    x, y = np.meshgrid(np.arange(box.width), np.arange(box.height))

    def draw(phase: int) -> Light:
        shift = rise * (_BREATH_PX * place.scale * phase / (BREATH_PHASES - 1))
        moved = cv2.remap(
            still,
            (x + 0.4 * place.facing * shift).astype(np.float32),
            (y - shift).astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(moved, dtype=np.float32)

    return Actor("breath", box, BREATH_PHASES, draw)


def paw(canvas: Canvas, place: Placement, name: str, seed: int) -> Actor:
    """Return a paw as something that steps on the wheel, in front of it."""
    stands = [np.array(_PAWS[name]) + step for step in _STEPS]
    outlines = [smooth(place.carry(stand), closed=True) for stand in stands]
    box = canvas.box(np.concatenate(outlines), rim=4)
    behind = canvas.light[box.rows, box.columns]
    paws = [
        _Paw(canvas, place, outline, box, (name, step, seed))
        for outline, step in zip(outlines, _STEPS, strict=True)
    ]

    def draw(phase: int) -> Light:
        cover, light = paws[phase].cover, paws[phase].light
        return np.asarray(behind + cover * (light - behind), dtype=np.float32)

    return Actor(name, box, len(paws), draw, lambda phase: paws[phase].cover)


class _Paw:
    """A paw in one place: its light, and what it covers.

    The leg fades into the fur above it.
    """

    def __init__(
        self,
        canvas: Canvas,
        place: Placement,
        outline: Points,
        box: Box,
        which: tuple[str, tuple[float, float], int],
    ) -> None:
        name, step, seed = which
        mask = canvas.mask(outline, box)
        _, y = canvas.grid(box)
        top = outline[:, 1].min()
        self.cover = mask * np.clip((y - top) / (80 * place.scale), 0, 1) ** 1.3
        random = np.random.default_rng((seed, len(name)))
        soft = grain(mask.shape, 9 * place.scale, random)
        light = (
            0.90
            + 0.05 * soft
            + 0.6 * rim_light(mask, (place.facing * 0.8, -0.5), 40 * place.scale)
        )
        light -= 0.5 * rim_light(mask, (-place.facing * 0.5, 0.85), 26 * place.scale)
        for x, toe_y in _TOES[name]:
            toe = np.array([(x, toe_y), (x + 10, toe_y - 18)]) + step
            offset = np.array([canvas.margin - box.x, canvas.margin - box.y])
            gap = strokes(mask.shape, [place.carry(toe) + offset], 2)
            light -= 0.45 * cv2.GaussianBlur(gap, (0, 0), 1.2)
        self.light = light.astype(np.float32)
