"""What the parts of a rig are made of, painted into their polygons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.sources.simulator.textures import grain, layers, rim_light

if TYPE_CHECKING:
    from camsetup.sources.simulator.canvas import Canvas
    from camsetup.sources.simulator.scene import Box, Light
    from camsetup.sources.simulator.textures import Points


class Part:
    """A polygon on the canvas with what painting it needs.

    Widths and spots are in pixels of a frame that is 1280 wide.

    Attributes
    ----------
    box, mask
        Where it is, and how far it covers each pixel there.
    x, y
        Coordinates of the box's pixels in the frame.
    """

    def __init__(self, canvas: Canvas, polygon: Points, seed: int) -> None:
        self.canvas = canvas
        self.polygon = polygon
        self.box: Box = canvas.box(polygon, rim=2)
        self.mask = canvas.mask(polygon, self.box)
        self.x, self.y = canvas.grid(self.box)
        self.random = np.random.default_rng((seed, len(polygon)))

    def grain(self, size: float) -> Light:
        """Return noise of the part's size, of mean 0 and deviation 1."""
        shape = (self.box.height, self.box.width)
        return grain(shape, size * self.canvas.unit, self.random)

    def edge(self, towards: tuple[float, float], width: float) -> Light:
        """Return where the edge that faces a lamp is lit, 0 to 1."""
        return rim_light(self.mask, towards, width * self.canvas.unit)

    def inwards(self, width: float) -> Light:
        """Return how far inside the part a pixel lies: 0 at its edge, 1 at a width."""
        inside = (self.mask > 0.5).astype(np.uint8)
        depth = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
        share = np.clip(depth / (width * self.canvas.unit), 0, 1)
        return np.asarray(share * share, dtype=np.float32)

    def lay(self, light: Light | Points) -> None:
        """Paint the part."""
        self.canvas.lay(self.box, self.mask, light)

    def deepen(self, depth: float) -> None:
        """Say how far the part is out of the plane of the eye, 0 to 1."""
        inside = self.canvas.depth[self.box.rows, self.box.columns]
        inside += self.mask * (np.float32(depth) - inside)

    def shade(self, width: float, strength: float) -> None:
        """Darken what lies behind, close to this part."""
        rim = round(2 * width * self.canvas.unit)
        box = self.canvas.box(self.polygon, rim=rim)
        mask = self.canvas.mask(self.polygon, box)
        small = cv2.resize(mask, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        soft = cv2.GaussianBlur(small, (0, 0), width * self.canvas.unit / 4)
        wide = cv2.resize(soft, (box.width, box.height))
        inside = self.canvas.light[box.rows, box.columns]
        inside *= 1.0 - np.float32(strength) * np.minimum(2.0 * wide, 1.0)


def printed_plastic(part: Part, tone: float, towards: tuple[float, float]) -> None:
    """Paint printed plastic: the lines of its layers, light along its edge."""
    lines = layers(part.x, part.y, 0.85, 7.0 * part.canvas.unit)
    light = tone * (1.0 + 0.05 * lines + 0.05 * part.grain(1) + 0.07 * part.grain(60))
    light += 0.8 * tone * part.edge(towards, 12) ** 2
    part.lay(light)


def chamfer(part: Part, tone: float) -> None:
    """Paint a worn edge that catches the light here and there."""
    light = tone * (1.0 + 0.12 * part.grain(18) + 0.10 * part.grain(3))
    light += 0.35 * np.clip(part.grain(6) - 2.2, 0, 1)
    part.lay(light.astype(np.float32))


def white_plastic(
    part: Part, towards: tuple[float, float], tone: float, reach: float
) -> None:
    """Paint white plastic that saturates where it faces the lamp."""
    away = (-towards[0], -towards[1])
    light = tone * (0.86 + 0.04 * part.grain(90) + 0.012 * part.grain(1))
    light += tone * 0.9 * part.edge(towards, reach)
    light -= tone * 0.35 * part.edge(away, 60)
    part.lay(light)


def bright_metal(part: Part, tone: float = 1.9) -> None:
    """Paint bare metal under the lamp: glare, with dull spots where it is worn."""
    worn = np.clip(0.7 * part.grain(80) + 0.22 * part.grain(2) - 1.1, 0, 0.6)
    # Its edges are broken, and shine less: an edge that is cut off at white looks a
    # pixel farther out than it is, and the bars would seem larger than their outline.
    glare = _EDGE_TONE + (tone - _EDGE_TONE) * part.inwards(_BROKEN_EDGE)
    light = glare * (1.0 - 1.1 * worn) + 0.02 * part.grain(1)
    part.lay(light)


def dark_metal(part: Part, tone: float, towards: tuple[float, float]) -> None:
    """Paint metal that the lamp does not reach, its edge shining."""
    light = tone * (1 + 0.10 * part.grain(2) + 0.18 * part.grain(24))
    part.lay(light + 0.45 * part.edge(towards, 14) ** 2)


def steel_post(part: Part, tone: float, towards: tuple[float, float]) -> None:
    """Paint a round post: bands of light along it, drawn out by its polish."""
    middle = part.polygon.mean(axis=0)
    _, _, axes = np.linalg.svd(part.polygon - middle, full_matrices=False)
    normal = axes[1] if axes[1] @ towards > 0 else -axes[1]
    reach = np.abs((part.polygon - middle) @ normal).max()
    across = (part.x - middle[0]) * normal[0] + (part.y - middle[1]) * normal[1]
    across = across / reach
    polish = 0.03 * np.sin(across * 61) + 0.03 * np.sin(across * 173)
    light = 0.20 + np.exp(-(((across - 0.28) / 0.16) ** 2)) * 1.5
    light += 0.55 * np.exp(-(((across + 0.45) / 0.22) ** 2)) + polish
    light *= 1 - 0.40 * np.clip(np.abs(across), 0, 1) ** 6
    part.lay((tone * light * (1 + 0.05 * part.grain(2))).astype(np.float32))


def bolt(canvas: Canvas, centre: Points, radius_px: float, seed: int) -> None:
    """Paint the head of a socket screw."""
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ring = np.column_stack([np.cos(turn), np.sin(turn)])
    head = Part(canvas, centre + radius_px * ring, seed)
    head.shade(10, 0.6)
    away = np.hypot(head.x - centre[0], head.y - centre[1]) / radius_px
    light = 0.34 + 0.22 * np.cos(away * 9) + 0.9 * head.edge((-0.5, -0.8), 12) ** 2
    head.lay((light + 0.05 * head.grain(2)).astype(np.float32))
    socket = Part(canvas, centre + 0.46 * radius_px * ring[::7], seed)
    socket.lay(np.full(socket.mask.shape, 0.04, np.float32))
    socket.lay(0.04 + 0.5 * socket.edge((0.5, 0.8), 10) ** 2)


def crease(canvas: Canvas, line: Points) -> None:
    """Darken the far side of a line inside a part, where its surface turns away."""
    reach = 14.0 * canvas.unit
    steps = np.gradient(line, axis=0)
    away = np.column_stack([steps[:, 1], -steps[:, 0]])
    away /= np.maximum(np.hypot(*away.T)[:, None], 1e-6)
    if away[:, 1].mean() > 0:
        away = -away
    for layer in range(_CREASE_LAYERS):
        far = line + away * reach * (layer + 1) / _CREASE_LAYERS
        ribbon = np.concatenate([line, far[::-1]])
        box = canvas.box(ribbon, rim=2)
        inside = canvas.light[box.rows, box.columns]
        inside *= 1.0 - canvas.mask(ribbon, box) * np.float32(0.6 / _CREASE_LAYERS)


_CREASE_LAYERS = 6
#: Light of bare metal at its broken edge, just white, and how wide the edge is.
_EDGE_TONE, _BROKEN_EDGE = 0.95, 9.0
