"""What a simulated technician can turn: the rig's place, the lens, the animal."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from camsetup.domain.errors import UsageError
from camsetup.domain.settings import Range
from camsetup.sources.base import Knob

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Practice:
    """Where every knob stands; each field is named as in the source's address.

    Attributes
    ----------
    dx, dy
        How far right of and below the outline the rig appears, in px of the frame.
    roll
        How far the rig appears turned, in degrees, clockwise on the screen.
    zoom
        Above 1 the rig appears larger.
    defocus
        Radius of the blur disk in the plane of the eye, in px of the frame.
    aperture
        Light let in; 1 is well set. The wider, the less depth of field.
    light
        Brightness of the infra-red lamps; 1 is the rig as it was built.
    mouse, wheel_speed
        Whether an animal is in the rig, and how fast it runs (1 is usual).
    seed
        Which of many equal rigs and animals is drawn.
    drop_every, incomplete_every
        Every which frame is lost, or arrives with rows missing; 0 is never.
    jitter_us
        Standard deviation of the moment of exposure, in µs.
    trigger
        1 when the camera waits for a trigger whatever its settings say.
    stall, unplug
        1 stops the frames, or takes the camera away.
    """

    dx: float = 0.0
    dy: float = 0.0
    roll: float = 0.0
    zoom: float = 1.0
    defocus: float = 0.0
    aperture: float = 1.0
    light: float = 1.0
    mouse: float = 0.0
    wheel_speed: float = 1.0
    seed: float = 0.0
    drop_every: float = 0.0
    incomplete_every: float = 0.0
    jitter_us: float = 0.0
    trigger: float = 0.0
    stall: float = 0.0
    unplug: float = 0.0


KNOB_NAMES = tuple(field.name for field in fields(Practice))


def knobs(practice: Practice, width_px: int) -> tuple[Knob, ...]:
    """Return all knobs as they stand, for a camera whose frame is this wide."""
    return tuple(
        Knob(name, title, unit, _range(name, width_px), getattr(practice, name))
        for name, (title, unit) in _LABELS.items()
    )


def turned(practice: Practice, name: str, value: float, width_px: int) -> Practice:
    """Turn one knob, no further than its range.

    Raises
    ------
    UsageError
        When there is no such knob.
    """
    if name not in _LABELS:
        raise UsageError(
            f"The simulator has no knob {name}.",
            remedy=f"It has: {', '.join(KNOB_NAMES)}.",
        )
    return replace(practice, **{name: _range(name, width_px).clamp(value)})


def from_address(options: Mapping[str, float], width_px: int) -> Practice:
    """Set the knobs as an address asks.

    Raises
    ------
    UsageError
        When a value lies outside its range.
    """
    for name, value in options.items():
        allowed = _range(name, width_px)
        if not allowed.holds(value):
            raise UsageError(
                f"The simulator cannot set {name} to {value:g}.",
                remedy=f"Choose {allowed}.",
            )
    return Practice(**options)


_LABELS = {
    "dx": ("Pan", "px"),
    "dy": ("Tilt", "px"),
    "roll": ("Roll", "°"),
    "zoom": ("Distance", "×"),
    "defocus": ("Focus ring", "px"),
    "aperture": ("Aperture", "×"),
    "light": ("Infra-red light", "×"),
    "mouse": ("Mouse", ""),
    "wheel_speed": ("Wheel speed", "×"),
    "seed": ("Another rig", ""),
    "drop_every": ("Drop every", "frames"),
    "incomplete_every": ("Incomplete every", "frames"),
    "jitter_us": ("Jitter", "µs"),
    "trigger": ("Wait for trigger", ""),
    "stall": ("Stall", ""),
    "unplug": ("Unplug", ""),
}

_RANGES = {
    "roll": Range(-12.0, 12.0, 0.1),
    "zoom": Range(0.85, 1.18, 0.005),
    "defocus": Range(0.0, 8.0, 0.1),
    "aperture": Range(0.1, 6.0, 0.05),
    "light": Range(0.0, 4.0, 0.05),
    "mouse": Range(0.0, 1.0, 1.0),
    "wheel_speed": Range(0.0, 4.0, 0.1),
    "seed": Range(0.0, 999.0, 1.0),
    "drop_every": Range(0.0, 1000.0, 1.0),
    "incomplete_every": Range(0.0, 1000.0, 1.0),
    "jitter_us": Range(0.0, 5000.0, 10.0),
    "trigger": Range(0.0, 1.0, 1.0),
    "stall": Range(0.0, 1.0, 1.0),
    "unplug": Range(0.0, 1.0, 1.0),
}

#: How far the rig can be shifted, of the frame's width: a little more than the 12 %
#: within which the alignment has to find it.
_SHIFT_SHARE = 0.15


def _range(name: str, width_px: int) -> Range:
    if name in ("dx", "dy"):
        reach = round(_SHIFT_SHARE * width_px)
        return Range(-reach, reach, 0.5)
    return _RANGES[name]
