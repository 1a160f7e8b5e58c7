"""A plain scene from any outline whatever: its lines, and greys between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.canvas import Canvas
from camsetup.sources.simulator.mouse import paint_body
from camsetup.sources.simulator.mouse_motion import EYE, breath, eye
from camsetup.sources.simulator.placement import Placement
from camsetup.sources.simulator.scene import Actor, Scene
from camsetup.sources.simulator.textures import grain, strokes

if TYPE_CHECKING:
    from camsetup.domain.outline import Outline, Region
    from camsetup.sources.simulator.textures import Points

#: Light of the areas, the largest (what lies behind) first.
_TONES = (0.04, 0.30, 0.12, 0.55, 0.20, 0.75)


def draw_plain(
    outline: Outline, shapes: tuple[Region, ...], seed: int, *, mouse: bool
) -> Scene:
    """Fill the areas between the lines, and draw as ridges those that part none.

    A mouse is put where the outline has an eye.
    """
    canvas = Canvas(outline.size)
    random = np.random.default_rng((seed, 7))
    lines = [_beyond_frame(line.points, canvas) for line in outline.lines]
    _fill_areas(canvas, [*lines, *(_closed(shape.polygon) for shape in shapes)])
    faint = [line + canvas.margin for line in lines if not _parts(canvas, line)]
    drawn = strokes(canvas.light.shape, faint, 2)
    ridges = np.asarray(cv2.GaussianBlur(drawn, (0, 0), 0.8), dtype=np.float32)
    canvas.light += ridges * np.float32(0.5 + 0.3 * random.random())
    canvas.light *= 1 + 0.06 * grain(canvas.light.shape, 3 * canvas.unit, random)
    canvas.depth[:] = 0.3
    actors = _mouse(canvas, outline, seed) if mouse else ()
    return Scene(outline.size, canvas.margin, canvas.light, canvas.depth, actors)


def _fill_areas(canvas: Canvas, lines: list[Points]) -> None:
    """Give each area between the lines a tone of its own."""
    walls = np.zeros(canvas.light.shape, np.uint8)
    points = [np.rint(line + canvas.margin).astype(np.int32) for line in lines]
    cv2.polylines(walls, points, False, 1)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        1 - walls, connectivity=4
    )
    largest = np.argsort(-stats[1:, cv2.CC_STAT_AREA]) + 1
    tones = np.zeros(count, np.float32)
    tones[largest] = np.resize(np.array(_TONES, np.float32), count - 1)
    canvas.light[:] = tones[labels]
    # A wall gets the mean of both its sides, so that the edge lies in its middle.
    around = np.ones((3, 3), np.uint8)
    brightest = cv2.dilate(np.where(walls > 0, np.float32(0), canvas.light), around)
    darkest = cv2.erode(np.where(walls > 0, np.float32(9), canvas.light), around)
    canvas.light[:] = np.where(walls > 0, (brightest + darkest) / 2, canvas.light)


def _parts(canvas: Canvas, line: Points) -> bool:
    """Say whether a line parts two areas of different tone, most of its way."""
    steps = np.gradient(line, axis=0)
    normal = np.column_stack([-steps[:, 1], steps[:, 0]])
    normal *= 3.0 / np.maximum(np.hypot(*normal.T)[:, None], 1e-6)
    last = np.array([canvas.width, canvas.height]) - 1
    sides = []
    for place in (line - normal, line + normal):
        x, y = np.clip(np.rint(place + canvas.margin), 0, last).astype(int).T
        sides.append(canvas.light[y, x])
    return bool(np.median(np.abs(sides[0] - sides[1])) > 0.03)


def _beyond_frame(line: Points, canvas: Canvas) -> Points:
    """Go on straight where a line ends at the frame, to the edge of the canvas."""
    ends = []
    for end, before in ((line[0], line[1]), (line[-1], line[-2])):
        away = (end - before) / max(float(np.hypot(*(end - before))), 1e-6)
        far = end + away * 1.5 * canvas.margin
        ends.append(far if _at_frame_edge(end, canvas) else end)
    return np.vstack([ends[0], line, ends[1]])


def _at_frame_edge(point: Points, canvas: Canvas) -> bool:
    last = np.array([canvas.size.width - 1, canvas.size.height - 1])
    near = 0.01 * canvas.size.width
    return bool(((point < near) | (point > last - near)).any())


def _closed(polygon: Points) -> Points:
    return np.vstack([polygon, polygon[:1]])


def _mouse(canvas: Canvas, outline: Outline, seed: int) -> tuple[Actor, ...]:
    region = outline.region("eye")
    if region is None:
        return ()
    low, high = region.polygon.min(axis=0), region.polygon.max(axis=0)
    x, y = (low + high) / 2
    facing = -1.0 if x < outline.size.width / 2 else 1.0
    place = Placement(EYE, (float(x), float(y)), canvas.unit, facing)
    paint_body(canvas, place, seed, lambda _: None)
    return eye(canvas, place), breath(canvas, place)
