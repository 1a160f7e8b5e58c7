"""How the practice rig's knobs feel in the hand, and how a rig is knocked over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.rig import Orientation

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from camsetup.sources.base import Knob

#: Turned by hands in a set-up.
HAND_KNOBS = ("dx", "dy", "roll", "zoom", "defocus", "aperture", "light", "mouse")
#: What goes wrong with cameras, on demand.
FAULT_KNOBS = (
    "drop_every",
    "incomplete_every",
    "jitter_us",
    "trigger",
    "stall",
    "unplug",
)

#: The icons at the two ends of a slider, and how far they are turned: what the hand
#: does when the slider goes there. "Closer" is drawn as two arrows that meet.
ENDS: dict[str, tuple[tuple[str, float], tuple[str, float]]] = {
    "dx": (("arrow", 180.0), ("arrow", 0.0)),
    "dy": (("arrow", 270.0), ("arrow", 90.0)),
    "roll": (("turn-counterclockwise", 0.0), ("turn-clockwise", 0.0)),
    "zoom": (("farther", 0.0), ("closer", 0.0)),
}

#: Each knob's place in a rig that is well set up; 0 where nothing is said.
_IN_PLACE = {"zoom": 1.0, "aperture": 1.0, "light": 1.0}
_LEFT_ALONE = ("mouse", "seed", "wheel_speed")

#: How far a rig is shaken: far enough to fail, near enough to be recognised
#: (ALGORITHMS.md section 1: ±12 % of the width, ±8°, ±12 %).
_SHAKEN_SHARE = {"dx": 0.5, "dy": 0.35, "roll": 0.35, "zoom": 0.4}
_SHAKEN_FOCUS = (1.5, 4.0)
_SHAKEN_APERTURE = (1.8, 3.0)


def sense(knob: str, orientation: Orientation) -> int:
    """Say whether a knob rises (1) or falls (-1) while the hand goes right or down.

    A camera that is panned right sees the rig further left. A mirrored view
    exchanges its own axis and the sense of rotation, as the hints have it
    (`camsetup.analysis.guidance`).
    """
    mirrors = _MIRRORS.get(knob)
    if mirrors is None:
        return 1
    return 1 if orientation in mirrors else -1


def misplaced(knobs: Sequence[Knob], chance: random.Random) -> dict[str, float]:
    """Return where a knock leaves clamp and lens."""
    places = {}
    for knob in knobs:
        if knob.name in _SHAKEN_SHARE:
            places[knob.name] = _knocked(knob, _SHAKEN_SHARE[knob.name], chance)
        elif knob.name == "defocus":
            places[knob.name] = chance.uniform(*_SHAKEN_FOCUS)
        elif knob.name == "aperture":
            places[knob.name] = chance.uniform(*_SHAKEN_APERTURE)
    return places


def in_place(knobs: Sequence[Knob]) -> dict[str, float]:
    """Return where everything has to be; animal and rig stay as they are."""
    return {
        knob.name: _IN_PLACE.get(knob.name, 0.0)
        for knob in knobs
        if knob.name not in _LEFT_ALONE
    }


_MIRRORS = {
    "dx": (Orientation.MIRRORED_LEFT_RIGHT,),
    "dy": (Orientation.MIRRORED_TOP_BOTTOM,),
    "roll": (Orientation.MIRRORED_LEFT_RIGHT, Orientation.MIRRORED_TOP_BOTTOM),
}


def _knocked(knob: Knob, share: float, chance: random.Random) -> float:
    middle = _IN_PLACE.get(knob.name, 0.0)
    down, up = (knob.range.low - middle) * share, (knob.range.high - middle) * share
    return middle + chance.choice((down, up)) * chance.uniform(0.5, 1.0)
