"""From knobs and settings to pixels: keeps the picture until one of them changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from camsetup.domain.frame import Size
from camsetup.sources.simulator.exposure import Exposure, exposed, exposure
from camsetup.sources.simulator.motion import phases_at
from camsetup.sources.simulator.optics import lens
from camsetup.sources.simulator.picture import Picture
from camsetup.sources.simulator.sensor import Sensor, Window, power_up

if TYPE_CHECKING:
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.simulator.exposure import Grey
    from camsetup.sources.simulator.knobs import Practice
    from camsetup.sources.simulator.studio import View


@dataclass(frozen=True, slots=True)
class Moment:
    """Which frame is taken, and when.

    Attributes
    ----------
    number
        Of the frame.
    time_s
        Since the stream began.
    """

    number: int
    time_s: float


class Imaging:
    """Takes pictures of what a role's camera sees.

    Parameters
    ----------
    role
        The rig's light was made for this role's settings.
    view
        What the camera looks at.
    """

    def __init__(self, role: CameraRole, view: View) -> None:
        self._usual = role.settings.over(power_up(role.size))
        self._view = view
        self._recipe: _Recipe | None = None
        self._picture: Picture | None = None

    def prepare(self, practice: Practice, sensor: Sensor) -> Picture:
        """Draw the picture anew if a knob or a setting has changed it."""
        how = exposure(sensor.settings, self._usual, practice)
        recipe = _recipe(practice, sensor.window, how)
        if self._picture is None or recipe != self._recipe:
            scene = self._view.scene(recipe.seed, mouse=recipe.mouse)
            glass = lens(practice, scene, recipe.window)
            size = Size(recipe.window.width, recipe.window.height)
            self._picture = Picture(scene, glass, how, size)
            self._recipe = recipe
        return self._picture

    @property
    def patches_drawn(self) -> int:
        """Return how many patches of the present picture have been drawn so far."""
        return self._picture.patches_drawn if self._picture else 0

    def take(self, practice: Practice, sensor: Sensor, moment: Moment) -> Grey:
        """Take a frame: the caller owns its pixels."""
        picture = self.prepare(practice, sensor)
        seed = int(practice.seed)
        phases = phases_at(moment.time_s, seed=seed, wheel_speed=practice.wheel_speed)
        return exposed(picture.at(phases), moment.number, seed)


class _Recipe(NamedTuple):
    """Everything that the picture depends on, but not the moment."""

    seed: int
    mouse: bool
    pose: tuple[float, float, float, float]
    blur: tuple[float, float]
    window: Window
    how: Exposure


def _recipe(practice: Practice, window: Window, how: Exposure) -> _Recipe:
    return _Recipe(
        seed=int(practice.seed),
        mouse=practice.mouse >= 0.5,
        pose=(practice.dx, practice.dy, practice.roll, practice.zoom),
        blur=(practice.defocus, practice.aperture),
        window=window,
        how=how,
    )
