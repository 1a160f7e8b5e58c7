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

#: Width of the field, px, in which distances below are given.
UNIT_WIDTH = 320

#: Points look this far to either side. It is as far as unrelated edges must compete.
REACH_PX = 16
_OFFSETS_PX = np.arange(-REACH_PX, REACH_PX + 1, dtype=np.float32)

#: What counts as on the line: a bell of this width, and a band of this half-width.
BELL_PX, BAND_PX = 2.0, 3
_BELL = np.exp(-0.5 * (_OFFSETS_PX / BELL_PX) ** 2)
_BAND = np.abs(_OFFSETS_PX) <= BAND_PX

#: Strength that an edge must have to be worth comparing; noise stays below it.
FAINT = 0.15

#: How much the mean response counts beside the prominence. It rules out lawn and
#: noise, where something strong is near everywhere but nothing runs along the lines.
RESPONSE_SHARE = 1 / 3

#: Strength above which an edge is no better still, when poses compete: one bright bar
#: must not outvote the rest of the rig.
ENOUGH = 0.4

#: Where nothing of the line can be: at least so far beside it, px.
BESIDE_PX = 8
_BESIDE = np.abs(_OFFSETS_PX) >= BESIDE_PX

#: Evidence at which confidence is 0, and by how much more it is 1. Of 371 right
#: pictures 99.7 % have enough to be recognised, of 1394 wrong ones 8 %, nearly all of
#: which the mirrors then give away (tests/benchmarks/alignment.py measures it anew).
NO_EVIDENCE, FULL_EVIDENCE = 0.375, 0.06

#: Evidence that no wrong picture came near: 0.53 was the most.
BEYOND_DOUBT = 0.6

#: Below this confidence no pose is shown.
LEAST_CONFIDENCE = 0.3

#: Share of the points that must be in the picture.
LEAST_VISIBLE = 0.3

#: Rms displacement, per cent of the width, at which the match has fallen to 1/e.
MATCH_DECAY_PERCENT = 6.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a pose; each 0 to 1, times √visible.

    Attributes
    ----------
    contrast
        How much more response there is on the lines than beside them.
    prominence
        How much of the strongest edge around each point lies on its line, on average.
    response
        Best mean response along the lines, over small shifts.
    """

    contrast: float
    prominence: float
    response: float

    @property
    def merit(self) -> float:
        """Return what to choose by between poses in one picture."""
        return self.contrast * self.prominence

    @property
    def confidence(self) -> float:
        """Return how surely this is the rig, 0 to 1."""
        return min(1.0, max(0.0, (self._total - NO_EVIDENCE) / FULL_EVIDENCE))

    @property
    def beyond_doubt(self) -> bool:
        """Return whether nothing else need be asked."""
        return self._total >= BEYOND_DOUBT

    @property
    def _total(self) -> float:
        return self.prominence + RESPONSE_SHARE * self.response


def weigh(field: Field, model: Model, poses: NDArray[np.float64]) -> list[Evidence]:
    """Collect the evidence for each of k×4 poses."""
    unit = np.float32(field.vectors.shape[1] / UNIT_WIDTH)
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
    contrast = limited @ _BELL / _BELL.sum() - limited[_BESIDE].mean()
    edges = np.maximum(strength, 0)
    on_line = (edges * _BELL).max(axis=1)
    prominence = (on_line / (edges.max(axis=1) + FAINT)).mean()
    response = strength.mean(axis=0)[_BAND].max()
    return Evidence(
        *(float(part) * weight for part in (contrast, prominence, response))
    )
