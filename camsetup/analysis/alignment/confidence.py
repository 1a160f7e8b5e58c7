"""The confidence: whether what was found is the rig of the outline at all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.alignment.response import respond

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.analysis.alignment.model import Model

#: Offsets are looked at this far to either side, px of a field 320 wide.
REACH_PX = 16
_OFFSETS_PX = np.arange(-REACH_PX, REACH_PX + 1, dtype=np.float32)

#: On the line, and beside it, px.
ON_PX, BESIDE_PX = 3, 8
_ON = np.abs(_OFFSETS_PX) <= ON_PX
_BESIDE = np.abs(_OFFSETS_PX) >= BESIDE_PX

#: On the line is a bell of this width, px, when poses compete: the exact place of an
#: edge then matters less than whether there is one.
BELL_PX = 2.0
_BELL = np.exp(-0.5 * (_OFFSETS_PX / BELL_PX) ** 2)
_BELL /= _BELL.sum()

#: Strength above which an edge is no better still: one bright bar must not outvote
#: the rest of the rig.
ENOUGH = 0.4

#: A point with more strength than this has found an edge.
FOUND = 0.3

#: Where coverage by chance is measured: as far from the line as this, px.
CHANCE_PX = 12
_CHANCES = tuple(
    np.abs(_OFFSETS_PX - middle) <= ON_PX for middle in (-CHANCE_PX, CHANCE_PX)
)

#: Evidence at which confidence is 0, and by how much more it is 1 (ALGORITHMS.md).
NO_EVIDENCE, FULL_EVIDENCE = 0.10, 0.06

#: Coverage beyond chance below which nothing is recognised.
LEAST_COVERAGE = 0.3

#: Share of the points that must be in the picture.
LEAST_VISIBLE = 0.3

#: Below this confidence no pose is shown.
LEAST_CONFIDENCE = 0.3

#: Rms displacement, per cent of the width, at which the match has fallen to 1/e.
MATCH_DECAY_PERCENT = 6.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a pose.

    Attributes
    ----------
    score
        For choosing between poses in one frame.
    contrast
        Mean response on the lines above that beside them, times √visible.
    coverage
        Share of points that found an edge, corrected for chance.
    """

    score: float
    contrast: float
    coverage: float

    @property
    def confidence(self) -> float:
        """Return 0 to 1."""
        if self.coverage < LEAST_COVERAGE:
            return 0.0
        share = (self.contrast - NO_EVIDENCE) / FULL_EVIDENCE
        return min(1.0, max(0.0, share))


def weigh(field: Field, model: Model, poses: NDArray[np.float64]) -> list[Evidence]:
    """Collect the evidence for each of k×4 poses."""
    unit = np.float32(field.vectors.shape[1] / 320)
    response = respond(field, model, poses, _OFFSETS_PX * unit)
    return [
        _evidence(strength[inside], float(inside.mean()))
        for strength, inside in zip(response.strength, response.inside, strict=True)
    ]


def match_percent(confidence: float, rms_px: float, width: int) -> float:
    """Return 100 for a rig in place, less the farther off it is."""
    return 100 * confidence * math.exp(-100 * rms_px / width / MATCH_DECAY_PERCENT)


def _evidence(strength: NDArray[np.float32], visible: float) -> Evidence:
    if visible < LEAST_VISIBLE:
        return Evidence(0.0, 0.0, 0.0)
    weight = math.sqrt(visible)
    limited = np.minimum(strength, ENOUGH).mean(axis=0)
    score = limited @ _BELL - limited[_BESIDE].mean()
    profile = strength.mean(axis=0)
    contrast = profile[_ON].max() - profile[_BESIDE].mean()
    return Evidence(
        float(score) * weight, float(contrast) * weight, _coverage(strength)
    )


def _coverage(strength: NDArray[np.float32]) -> float:
    found = _share_found(strength[:, _ON])
    chance = np.mean([_share_found(strength[:, there]) for there in _CHANCES])
    return float((found - chance) / (1 - chance + 1e-6))


def _share_found(strength: NDArray[np.float32]) -> float:
    return float((strength.max(axis=1) > FOUND).mean())
