"""The mouse from the side: fur, eye, ear, whiskers and paws, and how they move."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.materials import Part
from camsetup.sources.simulator.textures import (
    bent,
    flow_from,
    hair,
    rim_light,
    smooth,
    strokes,
)

if TYPE_CHECKING:
    from camsetup.sources.simulator.canvas import Canvas
    from camsetup.sources.simulator.placement import Placement
    from camsetup.sources.simulator.scene import Light
    from camsetup.sources.simulator.textures import Points

#: The design, looking left, in pixels of a frame that is 1280 wide.
_BODY = (
    (165, 206), (164, 226), (172, 248), (190, 268), (216, 286), (262, 304),
    (316, 320), (372, 338), (408, 384), (436, 446), (466, 516), (500, 572),
    (560, 604), (640, 616), (740, 618), (830, 606), (910, 576), (975, 512),
    (1010, 420), (1026, 330), (1030, 250), (1030, 160), (1000, 96), (880, 84),
    (740, 74), (620, 54), (540, 22), (470, -8), (410, -8), (360, 18), (316, 56),
    (272, 94), (228, 130), (196, 160), (176, 184),
)  # fmt: skip
_FLOW = (
    (170, 210, 25), (260, 180, 5), (300, 90, -22), (380, 60, -15), (250, 270, 25),
    (340, 290, 40), (440, 180, 20), (520, 110, 12), (620, 160, 25), (560, 300, 48),
    (440, 400, 62), (520, 520, 70), (640, 400, 42), (760, 300, 35), (700, 540, 62),
    (860, 500, 50), (900, 300, 38), (980, 200, 40), (820, 160, 25), (940, 420, 62),
)  # fmt: skip
_EAR = (
    (668, 196), (690, 150), (742, 118), (806, 112), (852, 138), (864, 178),
    (836, 210), (780, 226), (722, 222),
)  # fmt: skip
_NOSTRIL = (180.0, 216.0)
_MOUTH = ((206, 262), (236, 266), (268, 280), (300, 292))
_WHISKER_ROOT = (240.0, 212.0)
_FACE_LIGHT = (206.0, 206.0)

#: Takes away from a part's mask what the rig hides of it.
Hide = Callable[[Part], None]


def paint_body(canvas: Canvas, place: Placement, seed: int, hide: Hide) -> None:
    """Paint body, head and ear, but for what the rig hides of them."""
    body = Part(canvas, smooth(place.points(*_BODY), closed=True), seed)
    hide(body)
    body.shade(22, 0.6)
    body.lay(_fur(body, place))
    body.deepen(0.0)
    _paint_guard_hairs(body, place)
    _paint_nose(canvas, place, seed)
    _paint_ear(canvas, place, seed, hide)
    _paint_whiskers(canvas, place, seed)


def _fur(body: Part, place: Placement) -> Light:
    """Return fur lit from the front, with hairs along the flow."""
    anchors = np.array([(x, y) for x, y, _ in _FLOW], dtype=np.float64)
    angles = place.angles(np.array([a for *_, a in _FLOW], dtype=np.float64))
    inside = place.carry(anchors) + body.canvas.margin - (body.box.x, body.box.y)
    shape = (body.box.height, body.box.width)
    flow = flow_from(shape, inside, angles)
    long = 32 if body.canvas.unit > 0.7 else 16
    strands = hair(shape, flow, long, body.random)
    tufts = cv2.GaussianBlur(strands, (0, 0), 2.2 * body.canvas.unit)
    lamp = (place.facing * 0.92, -0.25)
    edge = rim_light(body.mask, lamp, 90 * place.scale)
    low = rim_light(body.mask, (place.facing * 0.75, 0.66), 46 * place.scale)
    tone = _body_tone(body, place)
    tone += 0.42 * edge**2 + 0.80 * low**3
    pale = np.clip(tone / 0.6, 0, 1)
    contrast = 1 + (0.24 * strands + 0.26 * tufts) * (1 - 0.55 * pale)
    contrast += 0.10 * body.grain(45) * (1 - pale)
    return np.asarray(np.clip(tone * contrast, 0.008, 3.0), dtype=np.float32)


def _body_tone(body: Part, place: Placement) -> Light:
    """Return how bright the fur is on the whole: pale snout, dark back."""
    nose, shoulder, back = place.points(_FACE_LIGHT, (660.0, 360.0), (980.0, 330.0))
    tone = 0.05 + 0.16 * _glow(body, place, shoulder, 280)
    tone = tone + 0.55 * _glow(body, place, nose, 60)
    tone = tone + 0.30 * _glow(body, place, nose, 150)
    tone = tone * (1 - 0.75 * _glow(body, place, back, 120))
    return np.asarray(tone, dtype=np.float32)


def _glow(part: Part, place: Placement, centre: Points, reach: float) -> Light:
    """Return a soft spot of light about a point of the frame."""
    across = np.exp(-(((part.x - centre[0]) / (reach * place.scale)) ** 2))
    down = np.exp(-(((part.y - centre[1]) / (reach * place.scale)) ** 2))
    return np.asarray(across * down, dtype=np.float32)


def _paint_guard_hairs(body: Part, place: Placement) -> None:
    """Paint the long hairs that stand out from chin, chest and belly."""
    edge, random, count = body.polygon, body.random, 420
    steps = np.roll(edge, -1, axis=0) - edge
    outwards = np.column_stack([steps[:, 1], -steps[:, 0]]) * place.facing
    outwards /= np.maximum(np.hypot(*outwards.T)[:, None], 1e-6)
    chosen = random.integers(int(0.11 * len(edge)), int(0.40 * len(edge)), count)
    away = outwards[chosen]
    depth = random.uniform(2, 26, (count, 1)) * place.scale
    length = random.gamma(3.0, 8.0, (count, 1)) * place.scale
    lean = random.normal(0, 0.22, (count, 2)) + np.array([place.facing * 0.25, 0.85])
    root = edge[chosen] + random.random((count, 1)) * steps[chosen] - away * depth
    middle = root + (0.7 * away + 0.3 * lean) * length * 0.6
    tip = middle + (0.2 * away + 0.8 * lean) * length * 0.7
    corner = np.array([body.box.x, body.box.y]) - body.canvas.margin
    hairs = bent(root, middle, tip) - corner
    bold = count // 7
    lines = np.maximum(
        0.42 * strokes(body.mask.shape, list(hairs[bold:])),
        0.80 * strokes(body.mask.shape, list(hairs[:bold])),
    )
    chest = place.points((440.0, 440.0))[0]
    lit = 0.35 + 0.75 * _glow(body, place, chest, 190)
    body.canvas.lay(body.box, lines.astype(np.float32), lit)


def _paint_nose(canvas: Canvas, place: Placement, seed: int) -> None:
    """Paint nostril and mouth, which the fur leaves dark."""
    box = canvas.box(place.points((150.0, 180.0), (330.0, 310.0)))
    corner = np.array([box.x, box.y]) - canvas.margin
    mouth = smooth(place.points(*_MOUTH), closed=False) - corner
    line = strokes((box.height, box.width), [mouth], 2)
    canvas.lay(box, 0.6 * cv2.GaussianBlur(line, (0, 0), 2 * place.scale), 0.12)
    turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    rim = np.column_stack([5.5 * np.cos(turn), 2.0 * np.sin(turn)]) * place.scale
    nostril = Part(canvas, place.points(_NOSTRIL) + rim, seed)
    nostril.lay(np.full(nostril.mask.shape, 0.42, np.float32))


def _paint_ear(canvas: Canvas, place: Placement, seed: int, hide: Hide) -> None:
    ear = Part(canvas, smooth(place.points(*_EAR), closed=True), seed)
    hide(ear)
    ear.shade(14, 0.5)
    lamp = (place.facing * 0.3, 0.95)
    light = 0.30 + 0.30 * ear.edge(lamp, 90) + 0.55 * ear.edge(lamp, 13) ** 2
    light += 0.016 * ear.grain(3) + 0.014 * ear.grain(12)
    fold, root = place.points((752.0, 160.0), (684.0, 202.0))
    light *= 1 - 0.50 * _glow(ear, place, fold, 34) - 0.7 * _glow(ear, place, root, 36)
    light += 0.22 * ear.edge((0.0, -1.0), 16) ** 2
    ear.lay(light.astype(np.float32))
    ear.deepen(0.15)


def _paint_whiskers(canvas: Canvas, place: Placement, seed: int) -> None:
    random = np.random.default_rng((seed, 11))
    box = canvas.box(place.points((0.0, -120.0), (460.0, 400.0)))
    corner = np.array([box.x, box.y]) - canvas.margin
    fine: list[Points] = []
    bold: list[Points] = []
    for i in range(26):
        turn = np.deg2rad(
            random.uniform(150, 275) if i % 4 else random.uniform(-30, 60)
        )
        length = random.uniform(90, 230) if i % 4 else random.uniform(60, 130)
        share = np.linspace(0, 1, 10)[:, None]
        root = np.array(_WHISKER_ROOT) + random.normal(0, 15, 2)
        away = np.array([np.cos(turn), np.sin(turn)]) * length
        bend = np.array([0.0, -1.0]) * length * random.uniform(-0.05, 0.28)
        curve = place.carry(root + share * away + share**2 * bend) - corner
        (bold if i % 5 == 0 else fine).append(curve)
    shape = (box.height, box.width)
    lines = np.maximum(0.38 * strokes(shape, fine), 0.75 * strokes(shape, bold))
    canvas.lay(box, lines.astype(np.float32), 0.8)
