"""The rig from above: the tube with its windows, plates, posts and clamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.canvas import Canvas
from camsetup.sources.simulator.materials import (
    Part,
    bolt,
    crease,
    dark_metal,
    printed_plastic,
    steel_post,
    white_plastic,
)
from camsetup.sources.simulator.motion import BREATH_PHASES
from camsetup.sources.simulator.scene import Actor, Scene
from camsetup.sources.simulator.textures import flow_from, grain, hair, smooth

if TYPE_CHECKING:
    from camsetup.domain.outline import Outline, Region
    from camsetup.sources.simulator.scene import Light
    from camsetup.sources.simulator.textures import Points

#: The lamp stands above and to the left of the picture.
_LAMP = (-0.45, -0.85)

#: The design of the animal, in pixels of a frame that is 640 wide.
_RUMP = (
    (52, 150), (100, 136), (190, 138), (270, 152), (318, 178), (330, 204),
    (318, 232), (270, 256), (190, 268), (100, 270), (56, 256), (44, 204),
)  # fmt: skip
_HEAD = (
    (-90, 168), (-40, 150), (10, 152), (60, 164), (84, 196), (80, 230), (50, 248),
    (0, 252), (-50, 240), (-90, 232),
)  # fmt: skip
_TAIL = ((318, 206), (350, 222), (384, 236), (420, 230), (446, 214))
_BREATH_PX = 1.2


def draw_body(
    outline: Outline, shapes: tuple[Region, ...], seed: int, *, mouse: bool
) -> Scene:
    """Draw the view from above from the outline's shapes, far ones first."""
    view = _BodyView(outline, {shape.name: shape.polygon for shape in shapes}, seed)
    view.paint_backdrop()
    for name in view.polygons:
        if mouse and name == "tube":
            view.paint_head()
        view.paint(name)
    view.paint_creases()
    actors = (view.breathing(),) if mouse else ()
    view.paint_bolts()
    canvas = view.canvas
    return Scene(outline.size, canvas.margin, canvas.light, canvas.depth, actors)


class _BodyView:
    """A view from above while it is painted; polygons by name, far ones first."""

    def __init__(
        self, outline: Outline, polygons: dict[str, Points], seed: int
    ) -> None:
        self.canvas = Canvas(outline.size)
        self.polygons = polygons
        self._seed = seed
        self._outline = outline
        self._scale = outline.size.width / 640

    def paint_backdrop(self) -> None:
        """Paint the dim floor of the box, its holes, and the soft end of the tube."""
        canvas, random = self.canvas, np.random.default_rng((self._seed, 5))
        x, y = canvas.coarse_grid()
        across, down = x / canvas.size.width, y / canvas.size.height
        light = 0.03 + 0.07 * np.exp(-(((across - 0.5) / 0.5) ** 2)) + 0.02 * down
        canvas.flood(light * (1 + 0.25 * grain(light.shape, 3 * canvas.unit, random)))
        canvas.depth[:] = 1.0

    def paint(self, name: str) -> None:
        """Paint a part by its name; one that we do not know is printed plastic."""
        part = Part(self.canvas, self.polygons[name], self._seed)
        part.deepen(0.7 if name.startswith(("post", "base")) else 0.2)
        if "hole" in name or "window" in name:
            self._paint_opening(part)
            return
        part.shade(6, 0.35)
        if name == "tube":
            white_plastic(part, (0.1, 1.0), 0.95, 75)
        elif name.startswith("post"):
            steel_post(part, 0.62, _LAMP)
        elif name.startswith("clamp"):
            dark_metal(part, 0.42, _LAMP)
        else:
            printed_plastic(part, _PLASTICS.get(name, 0.2), _LAMP)

    def _paint_opening(self, part: Part) -> None:
        """Paint the dark inside, and the light on the far side of its edge."""
        light = 0.02 + 0.012 * part.grain(40)
        light += 0.30 * part.edge((0.5, 0.85), 16) ** 2
        part.lay(light.astype(np.float32))

    def paint_head(self) -> None:
        """Paint neck and head, which lie between the clamps."""
        head = Part(self.canvas, self._placed(_HEAD), self._seed)
        head.lay(self._fur(head, 0.12))

    def breathing(self) -> Actor:
        """Paint back and tail into the windows, and return them as heaving."""
        rump = Part(self.canvas, self._placed(_RUMP), self._seed)
        windows = [name for name in self.polygons if name.startswith("tube-window")]
        seen = np.zeros(rump.mask.shape, np.float32)
        for name in windows:
            seen += self.canvas.mask(self.polygons[name], rump.box)
        self._paint_tail(windows)
        fur = self._fur(rump, 0.085)
        box = rump.box
        around = self.canvas.light[box.rows, box.columns].copy()
        x, y = np.meshgrid(
            np.arange(box.width, dtype=np.float32),
            np.arange(box.height, dtype=np.float32),
        )
        wave = np.sin(np.linspace(-1, 1, box.height) * np.pi)[:, None]

        def draw(phase: int) -> Light:
            swell = wave * (_BREATH_PX * self._scale * phase / (BREATH_PHASES - 1))
            rows = (y + swell).astype(np.float32)
            moved = cv2.remap(fur, x, rows, cv2.INTER_LINEAR)
            cover = cv2.remap(rump.mask, x, rows, cv2.INTER_LINEAR) * seen
            return np.asarray(around + cover * (moved - around), dtype=np.float32)

        self.canvas.light[box.rows, box.columns] = draw(0)
        return Actor("breath", box, BREATH_PHASES, draw)

    def _paint_tail(self, windows: list[str]) -> None:
        spine = smooth(self._placed(_TAIL), closed=False)
        step = np.gradient(spine, axis=0)
        normal = np.column_stack([-step[:, 1], step[:, 0]])
        normal /= np.hypot(*normal.T)[:, None]
        half = np.linspace(6.0, 2.5, len(spine))[:, None] * self._scale
        ribbon = np.concatenate([spine + half * normal, (spine - half * normal)[::-1]])
        tail = Part(self.canvas, ribbon, self._seed)
        seen = np.zeros(tail.mask.shape, np.float32)
        for name in windows:
            seen += self.canvas.mask(self.polygons[name], tail.box)
        tail.mask *= seen
        tail.lay((0.16 + 0.35 * tail.edge((0.1, -1.0), 8)).astype(np.float32))

    def _fur(self, part: Part, tone: float) -> Light:
        shape = (part.box.height, part.box.width)
        anchors = np.array([[0.0, shape[0] / 2], [shape[1], shape[0] / 2]])
        flow = flow_from(shape, anchors, np.array([4.0, -4.0]))
        strands = hair(shape, flow, 8, part.random)
        lit = tone * (1 + 1.6 * part.edge((-0.2, -1.0), 60))
        return np.asarray(np.maximum(lit * (1 + 0.42 * strands), 0.01), np.float32)

    def paint_creases(self) -> None:
        """Paint the outline's lines that lie inside a part, not along an edge."""
        for line in self._outline.lines:
            some = line.points[:: max(1, len(line.points) // 4)]
            clear = [self._off_edges(float(x), float(y)) for x, y in some]
            if sum(clear) > 0.5 * len(clear):
                crease(self.canvas, line.points)

    def _off_edges(self, x: float, y: float) -> bool:
        """Say whether a point lies clear of every part's edge."""
        clear = 2.0 * self._scale
        return all(
            abs(cv2.pointPolygonTest(polygon.astype(np.float32), (x, y), True)) > clear
            for polygon in self.polygons.values()
        )

    def paint_bolts(self) -> None:
        """Paint the screws that hold the clamps."""
        for name, polygon in self.polygons.items():
            if name.startswith("clamp"):
                far = polygon[:, 0].max()
                width = np.ptp(polygon[:, 0])
                head = polygon[polygon[:, 0] > far - 0.22 * width]
                centre = (head.min(axis=0) + head.max(axis=0)) / 2
                bolt(self.canvas, centre, 17.0 * self._scale, self._seed)

    def _placed(self, design: tuple[tuple[int, int], ...]) -> Points:
        points = np.array(design, dtype=np.float64) * self._scale
        return smooth(points, closed=True) if len(design) > 6 else points


_PLASTICS = {"base": 0.42, "plate-upper": 0.27, "plate-lower": 0.20}
