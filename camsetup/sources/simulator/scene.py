"""The drawn rig as light: a canvas larger than the frame, and what moves on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.domain.frame import Size

#: Light per pixel; 1 just saturates the camera as its rig file sets it.
Light = NDArray[np.float32]


class Box(NamedTuple):
    """A rectangle of whole pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def rows(self) -> slice:
        """Return the rows, to index an array with."""
        return slice(self.y, self.y + self.height)

    @property
    def columns(self) -> slice:
        """Return the columns, to index an array with."""
        return slice(self.x, self.x + self.width)

    def within(self, width: int, height: int) -> Box:
        """Return the part that lies in a picture of this size; may be empty."""
        left, top = max(0, self.x), max(0, self.y)
        right = min(width, self.x + self.width)
        bottom = min(height, self.y + self.height)
        return Box(left, top, max(0, right - left), max(0, bottom - top))

    def grown(self, by: int) -> Box:
        """Return the box with a rim around it."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True, eq=False)
class Actor:
    """Something that moves: a few pictures that are shown in turn.

    Attributes
    ----------
    name
        As `camsetup.sources.simulator.motion` knows it ("wheel").
    box
        Where it is on the canvas.
    phases
        How many different pictures there are.
    draw
        Makes the light inside the box for one of the phases.
    cover
        float32 in 0 to 1, the size of the box: where it hides what moves behind it.
        None where nothing else moves.
    """

    name: str
    box: Box
    phases: int
    draw: Callable[[int], Light]
    cover: Callable[[int], Light] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything that a camera can look at.

    Attributes
    ----------
    size
        The frame.
    margin
        Canvas beyond the frame, on each of its four sides, in px.
    light
        The canvas, with every actor in its phase 0.
    depth
        float32 in 0 to 1, as large as the canvas: 0 in the plane of the eye, 1 far
        out of it.
    actors
        From back to front.
    """

    size: Size
    margin: int
    light: Light
    depth: Light
    actors: tuple[Actor, ...] = ()
