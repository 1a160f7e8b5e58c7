"""What the camera sees from frame to frame: redrawn only where something moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2

from camsetup.sources.simulator.exposure import Developed, developed
from camsetup.sources.simulator.optics import area_of, image_of, origin_of, project
from camsetup.sources.simulator.scene import Box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.frame import Size
    from camsetup.sources.simulator.exposure import Exposure, Grey
    from camsetup.sources.simulator.optics import Lens
    from camsetup.sources.simulator.scene import Actor, Light, Scene


#: A picture that has been looked at this often is no longer being turned at.
_SETTLED_AGE = 12


class Patch(NamedTuple):
    """One phase of an actor, ready to be put into the picture.

    ``area`` is 255 where the actor itself is: a turned box leaves corners of its
    rectangle to others. ``cover`` is float32 in 0 to 1 where the actor hides what
    moves behind it, or None.
    """

    box: Box
    picture: Developed
    area: Grey
    cover: Light | None


class Picture:
    """Keeps the developed picture of a scene up to date, patch by patch.

    Parameters
    ----------
    scene, glass, how, size
        What is looked at, through which lens, how exposed; size of the picture.
    """

    def __init__(self, scene: Scene, glass: Lens, how: Exposure, size: Size) -> None:
        self._scene = scene
        self._glass = glass
        self._how = how
        self._size = size
        light = project(
            scene.light, scene.depth, glass, Box(0, 0, size.width, size.height)
        )
        self._seen = developed(light, how)
        #: The same without the actors that cover others.
        self._behind = Developed(*(plane.copy() for plane in self._seen))
        self._shown: dict[str, int] = {}
        self._patches: dict[tuple[str, int], Patch] = {}
        self._areas: dict[str, Grey] = {}
        self._still_ahead = [
            (actor, phase) for actor in scene.actors for phase in range(actor.phases)
        ]
        self._age = 0

    @property
    def patches_drawn(self) -> int:
        """Return how many patches have been drawn so far."""
        return len(self._patches)

    def at(self, phases: Mapping[str, int]) -> Developed:
        """Return the picture with each actor in its phase (0 where none is given)."""
        moved = [
            actor
            for actor in self._scene.actors
            if self._shown.get(actor.name) != phases.get(actor.name, 0)
        ]
        for actor in moved:
            self._shown[actor.name] = phases.get(actor.name, 0)
            if actor.cover is None:
                self._put(self._patch(actor, self._shown[actor.name]))
        if moved:
            self._lay_covers()
        self._draw_ahead()
        return self._seen

    def _draw_ahead(self) -> None:
        """Draw the patches one by one before they are needed, once nobody turns."""
        self._age += 1
        if self._age > _SETTLED_AGE and self._still_ahead:
            self._patch(*self._still_ahead.pop())

    def _put(self, patch: Patch) -> None:
        for picture in (self._seen, self._behind):
            for plane, part in zip(picture, patch.picture, strict=True):
                if part.size:
                    inside = plane[patch.box.rows, patch.box.columns]
                    cv2.copyTo(part, patch.area, dst=inside)

    def _lay_covers(self) -> None:
        covering = [actor for actor in self._scene.actors if actor.cover is not None]
        patches = [self._patch(actor, self._shown[actor.name]) for actor in covering]
        for box in (patch.box for patch in patches):
            for plane, behind in zip(self._seen, self._behind, strict=True):
                plane[box.rows, box.columns] = behind[box.rows, box.columns]
        for patch in patches:
            for plane, part in zip(self._seen, patch.picture, strict=True):
                _mix(plane, part, patch)

    def _patch(self, actor: Actor, phase: int) -> Patch:
        key = (actor.name, phase)
        if key not in self._patches:
            self._patches[key] = self._drawn(actor, phase)
        return self._patches[key]

    def _area(self, actor: Actor, box: Box) -> Grey:
        if actor.name not in self._areas:
            self._areas[actor.name] = area_of(actor.box, self._glass, box)
        return self._areas[actor.name]

    def _drawn(self, actor: Actor, phase: int) -> Patch:
        box = image_of(actor.box, self._glass, self._size)
        source = origin_of(box, self._glass, self._scene.light)
        glass = self._glass.over(source)
        depth = self._scene.depth[source.rows, source.columns]
        light = self._scene.light[source.rows, source.columns].copy()
        _paste(light, actor.draw(phase), actor.box, source)
        picture = developed(project(light, depth, glass, box), self._how)
        if actor.cover is None:
            return Patch(box, picture, self._area(actor, box), None)
        light[:] = 0.0
        _paste(light, actor.cover(phase), actor.box, source)
        cover = project(light, depth, glass, box)
        return Patch(box, picture, self._area(actor, box), cover)


def _paste(light: Light, part: Light, box: Box, source: Box) -> None:
    """Put a box of the canvas into the cut-out ``source`` of the canvas."""
    x, y = box.x - source.x, box.y - source.y
    target = Box(x, y, box.width, box.height).within(source.width, source.height)
    light[target.rows, target.columns] = part[
        target.y - y : target.y - y + target.height,
        target.x - x : target.x - x + target.width,
    ]


def _mix(plane: Grey, part: Grey, patch: Patch) -> None:
    if patch.cover is None or not part.size:
        return
    inside = plane[patch.box.rows, patch.box.columns]
    inside[:] = cv2.blendLinear(inside, part, 1.0 - patch.cover, patch.cover)
