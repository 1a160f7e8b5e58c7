"""A plain scene: any outline whatever, its areas filled with greys that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.sources.simulator.canvas import Canvas
from camsetup.sources.simulator.scene import Scene

if TYPE_CHECKING:
    from camsetup.domain.outline import Outline, Region


def draw_plain(outline: Outline, shapes: tuple[Region, ...], seed: int) -> Scene:
    """Draw the shapes, each in a grey of its own."""
    canvas = Canvas(outline.size)
    random = np.random.default_rng(seed)
    for shape in shapes:
        box = canvas.box(shape.polygon, rim=2)
        mask = canvas.mask(shape.polygon, box)
        canvas.lay(box, mask, float(random.uniform(0.1, 1.3)))
    return Scene(outline.size, canvas.margin, canvas.light, canvas.depth)
