"""The colours of the pictures, and how an outcome looks: shape and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.path import Path

from camsetup.domain.verdict import Outcome

# The window's light theme; the report's page puts its own in their place when dark.
SURFACE = "#ffffff"
INK = "#16191d"
DIM = "#5c6670"
RULE = "#cbd2d9"
DATA = "#1c6db8"
OTHER = "#b4540a"
PASSED = "#16702f"
WARNING = "#855a00"
FAILED = "#c01f2b"
CRITICAL = "#a21caf"

#: Zones, strong enough on light and dark when thin: SCREEN.md's colours of outcomes.
GOOD_ZONE = "#3fb950"
WARNING_ZONE = "#e3a008"
BAD_ZONE = "#f85149"
ZONE_OPACITY = 0.13

# Over photos, which are the same in both themes.
FOUND = "#4cc9f0"
REFERENCE = "#fefefe"
HALO = "#000001"


@dataclass(frozen=True, slots=True)
class Look:
    """How an outcome is drawn: its colour, matplotlib's marker."""

    colour: str
    marker: dict[str, Any]  # Any: matplotlib's own properties


def _filled(colour: str, shape: str) -> Look:
    marker = {"marker": shape, "markersize": 14, "color": colour, "mew": 0}
    return Look(colour, marker)


def _stroked(colour: str, shape: str | Path, width: float) -> Look:
    marker = {"marker": shape, "markersize": 12, "mec": colour, "mfc": "none"}
    return Look(colour, {**marker, "mew": width})


_CHECK_MARK = Path([(-0.5, -0.02), (-0.14, -0.38), (0.55, 0.4)])

LOOKS = {
    Outcome.PASS: _stroked(PASSED, _CHECK_MARK, 3.2),
    Outcome.WARNING: _filled(WARNING, "^"),
    Outcome.FAIL: _filled(FAILED, "X"),
    Outcome.CRITICAL: _filled(CRITICAL, "H"),
    Outcome.NOT_SET: _stroked(DIM, "o", 2.4),
}
