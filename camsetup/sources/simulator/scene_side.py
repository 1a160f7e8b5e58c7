"""The rig from the side: wheel, holder, tube and head-plate bars, perhaps a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.sources.simulator.canvas import Canvas
from camsetup.sources.simulator.materials import (
    Part,
    bright_metal,
    chamfer,
    dark_metal,
    printed_plastic,
    white_plastic,
)
from camsetup.sources.simulator.mouse import paint_body
from camsetup.sources.simulator.mouse_motion import EYE, breath, eye, paw
from camsetup.sources.simulator.placement import Placement
from camsetup.sources.simulator.scene import Actor, Scene
from camsetup.sources.simulator.wheel import TurningTyre

if TYPE_CHECKING:
    from camsetup.domain.outline import Outline, Region
    from camsetup.sources.simulator.textures import Points


def draw_side(
    outline: Outline, shapes: tuple[Region, ...], seed: int, *, mouse: bool
) -> Scene:
    """Draw a left or right view from the outline's shapes, far ones first."""
    view = _SideView(outline, {shape.name: shape.polygon for shape in shapes}, seed)
    view.paint_backdrop()
    nearer = [name for name in view.polygons if name.startswith("bar")]
    for name in view.polygons:
        if mouse and name in nearer[:1]:
            view.paint_mouse()
        view.paint(name)
    canvas = view.canvas
    actors = view.actors(mouse=mouse)
    return Scene(outline.size, canvas.margin, canvas.light, canvas.depth, actors)


class _SideView:
    """A side view while it is painted.

    Attributes
    ----------
    polygons
        By name, far ones first.
    facing
        -1 where the mouse looks left, 1 where it looks right.
    """

    def __init__(
        self, outline: Outline, polygons: dict[str, Points], seed: int
    ) -> None:
        self.canvas = Canvas(outline.size)
        self.polygons = polygons
        self._outline = outline
        self._seed = seed
        holder = polygons.get("tube", polygons["wheel"])
        middle = outline.size.width / 2
        self.facing = 1.0 if holder[:, 0].mean() < middle else -1.0
        anchor = _eye_anchor(outline, self.facing)
        self._place = Placement(EYE, anchor, self.canvas.unit, self.facing)
        self._tyre: TurningTyre | None = None
        self._moving: list[Actor] = []

    def paint_backdrop(self) -> None:
        """Paint the dark box with blurred posts far behind, and the tube's inside."""
        canvas, random = self.canvas, np.random.default_rng((self._seed, 3))
        x, y = canvas.coarse_grid()
        away = x / canvas.size.width if self.facing < 0 else 1 - x / canvas.size.width
        down = y / canvas.size.height
        light = np.full(np.broadcast_shapes(x.shape, y.shape), 0.012)
        for place, width, tone in ((0.045, 0.022, 0.24), (0.235, 0.035, 0.12)):
            slant = away - place - random.normal(0, 0.004) - 0.03 * down
            fade = np.exp(-1.1 * np.clip(down, 0, None))
            light += tone * np.exp(-((slant / width) ** 2)) * fade
        inside = _ramp(away, 0.42, 0.72) * _ramp(down, 0.66, 0.30)
        inside = inside * _ramp(away, 0.86, 0.76) * _ramp(down, 0.0, 0.09)
        light += 0.45 * inside
        canvas.flood(light)
        canvas.depth[:] = 1.0

    def paint(self, name: str) -> None:
        """Paint a part by its name; one that we do not know is printed plastic."""
        if name == "tyre-sidewall":
            return
        part = Part(self.canvas, self.polygons[name], self._seed)
        lamp = (self.facing, -0.3)
        part.deepen(0.3)
        if name == "wheel":
            wall = self.polygons.get("tyre-sidewall", part.polygon)
            rim = self.polygons.get("rim", wall)
            self._tyre = TurningTyre(part, wall, rim)
        elif name == "tube":
            white_plastic(part, (0.0, 1.0), 0.72, 120)
        elif name in _CHAMFERS:
            chamfer(part, _CHAMFERS[name])
        elif name in _METALS:
            dark_metal(part, _METALS[name], lamp)
        elif name.startswith(("bar", "spout")):
            bright_metal(part)
        else:
            printed_plastic(part, _PLASTICS.get(name, 0.15), lamp)

    def paint_mouse(self) -> None:
        """Paint the mouse inside the tube and the holder, its eye and its flank."""
        paint_body(self.canvas, self._place, self._seed, self._hides)
        self._moving += [
            eye(self.canvas, self._place),
            breath(self.canvas, self._place),
        ]

    def actors(self, *, mouse: bool) -> tuple[Actor, ...]:
        """Return what moves, once everything has been painted."""
        turning = [self._tyre.actor()] if self._tyre else []
        names = ("paw-far", "paw-near") if mouse else ()
        paws = [paw(self.canvas, self._place, name, self._seed) for name in names]
        return (*turning, *self._moving, *paws)

    def _hides(self, part: Part) -> None:
        """Take away what tube and holder hide of the mouse, behind the opening."""
        for name in ("tube", "holder"):
            polygon = self.polygons.get(name)
            if polygon is not None:
                hidden = self.canvas.mask(polygon, part.box)
                if name == "holder":
                    middle = polygon[:, 0].mean()
                    hidden = hidden * ((part.x - middle) * -self.facing > 0)
                part.mask *= 1 - hidden


def _ramp(value: Points, start: float, end: float) -> Points:
    """Rise smoothly from 0 at the start to 1 at the end."""
    share = np.clip((value - start) / (end - start), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def _eye_anchor(outline: Outline, facing: float) -> tuple[float, float]:
    """Return where the eye is: in the middle of its region, if there is one."""
    region = outline.region("eye")
    if region is None:
        unit = outline.size.width / 1280
        x, y = EYE[0] * unit, EYE[1] * unit
        return (x if facing < 0 else outline.size.width - 1 - x), y
    low, high = region.polygon.min(axis=0), region.polygon.max(axis=0)
    return float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2


#: How bright the parts are where nothing shines.
_PLASTICS = {"holder": 0.10, "holder-face": 0.20, "holder-top": 0.30}
_CHAMFERS = {"holder-edge": 0.33}
_METALS = {"rim": 0.17, "rim-hole": 0.02, "bar-upper-end": 0.42, "bar-lower-end": 0.17}
