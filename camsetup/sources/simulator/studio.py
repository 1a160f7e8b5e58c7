"""What a camera role looks at: its outline, drawn as a scene when it is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from camsetup.domain.errors import CameraUnavailableError, OutlineError
from camsetup.profiles.outlines import load_outline, load_shapes
from camsetup.sources.simulator.scene_body import draw_body
from camsetup.sources.simulator.scene_plain import draw_plain
from camsetup.sources.simulator.scene_side import draw_side

if TYPE_CHECKING:
    from camsetup.domain.outline import Outline, Region
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.simulator.scene import Scene

#: Scenes of one view that are kept, so that a switch can be turned back at once.
_KEPT = 3

#: What a side of the animal looks like when the role's own outline cannot be used.
_NEAREST = {
    "left": "recording-left",
    "right": "recording-right",
    "body": "recording-body",
}


class View:
    """One outline at the size of a camera's frame, and the scenes drawn from it.

    Parameters
    ----------
    outline, shapes
        In pixels of the frame; shapes from far to near, perhaps none.
    """

    def __init__(self, outline: Outline, shapes: tuple[Region, ...]) -> None:
        self.outline = outline
        self.shapes = shapes
        self._scenes: dict[tuple[int, bool], Scene] = {}

    def scene(self, seed: int, *, mouse: bool) -> Scene:
        """Return the scene, drawn if it has not been yet."""
        key = (seed, mouse)
        if key not in self._scenes:
            while len(self._scenes) >= _KEPT:
                del self._scenes[next(iter(self._scenes))]
            self._scenes[key] = _drawn(self.outline, self.shapes, seed, mouse=mouse)
        return self._scenes[key]


def view_of(role: CameraRole) -> View:
    """Return what a role's camera sees.

    Raises
    ------
    CameraUnavailableError
        When there is no outline for this role and its name is not one of ours.
    """
    try:
        return _view(role.outline, role)
    except OutlineError as error:
        return _nearest_view(role, error)


def _drawn(
    outline: Outline, shapes: tuple[Region, ...], seed: int, *, mouse: bool
) -> Scene:
    names = {shape.name for shape in shapes}
    if "wheel" in names:
        return draw_side(outline, shapes, seed, mouse=mouse)
    if "tube-window-1" in names:
        return draw_body(outline, shapes, seed, mouse=mouse)
    return draw_plain(outline, shapes, seed, mouse=mouse)


def _nearest_view(role: CameraRole, problem: OutlineError) -> View:
    """Return the view that such a camera usually has, where its own is unknown."""
    try:
        return _view(_NEAREST[role.name], role)
    except (KeyError, OutlineError):
        raise CameraUnavailableError(
            f"The simulator does not know what camera {role.name} sees. "
            f"{problem.message}",
            remedy="Name an outline of the frame's shape in the rig file.",
        ) from problem


def _view(name: str, role: CameraRole) -> View:
    outline = load_outline(name)
    # Shapes are scaled as the outline's own regions are.
    shapes = replace(outline, regions=load_shapes(name)).scaled(role.size).regions
    return View(outline.scaled(role.size), shapes)
