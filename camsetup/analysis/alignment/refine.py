"""The refinement: from a rough pose to the best one near it.

Every point looks along its normal for its edge; the pose moves so that most points
find theirs. First all edges in reach pull (`approach`: there are few wrong places to
end up in), then the strongest one does, and points that disagree with the rest are
not believed (`refine`: exact).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.alignment.response import respond

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.analysis.alignment.model import Model
    from camsetup.analysis.alignment.response import Response

#: Steps of the approach are lengthened by this: a mean of many edges is too timid.
STRIDE = 2.0

#: Edges near the line are preferred: a bell of this share of the reach.
BELL = 0.6

#: Points whose edge lies farther than this share of the reach from where the common
#: movement puts it are not believed (Tukey's biweight).
DISBELIEF = 0.9

#: Pull of edges ends at this many widths of the approach's bell.
BELL_REACH = 2.2

#: Turning and scaling are counted as movement at this share of the width from the
#: centre, so that all four numbers are pixels of about equal standing.
LEVER = 0.25

#: Pull towards no movement, against numbers that the visible points cannot tell.
CAUTION = 1e-5


def approach(
    field: Field,
    model: Model,
    poses: NDArray[np.float64],
    widths_px: Iterable[float],
) -> NDArray[np.float64]:
    """Bring k×4 poses near, one mean-shift step for each width (px of the field)."""
    for width in widths_px:
        poses = poses + STRIDE * _approach_step(field, model, poses, width)
    return poses


def refine(
    field: Field,
    model: Model,
    poses: NDArray[np.float64],
    reaches_px: Iterable[float],
) -> NDArray[np.float64]:
    """Improve k×4 poses, one step for each reach (px of the field)."""
    for reach in reaches_px:
        poses = poses + _step(field, model, poses, reach)
    return poses


def settled(field: Field, model: Model, reaches_px: Iterable[float]) -> Model:
    """Move each point of a model along its normal onto the edge that it sees."""
    still = np.zeros((1, 4))
    for reach in reaches_px:
        offsets = _offsets(reach)
        response = respond(field, model, still, offsets)
        strength = np.maximum(response.strength, 0) * _bell(offsets, BELL * reach)
        moves = _peaks(strength, offsets)[0, :, None] / field.factors[0]
        model = replace(model, points=model.points + moves * response.directions[0])
    return model


def _approach_step(
    field: Field, model: Model, poses: NDArray[np.float64], width: float
) -> NDArray[np.float64]:
    offsets = 2 * _offsets(BELL_REACH * width / 2)
    response = respond(field, model, poses, offsets)
    strength = np.maximum(response.strength, 0)
    pull = strength * strength * _bell(offsets, width)
    total = pull.sum(axis=-1) + np.float32(1e-9)
    moves = np.asarray(pull @ offsets / total, dtype=np.float64)
    lever = LEVER * model.size.width
    design = _design(response, model, poses, lever)
    weight = (total * response.inside).astype(np.float64)
    found = _weighted_fit(design, moves / field.factors[0], weight)
    return found / (1, 1, lever, lever)


def _step(
    field: Field, model: Model, poses: NDArray[np.float64], reach: float
) -> NDArray[np.float64]:
    offsets = _offsets(reach)
    response = respond(field, model, poses, offsets)
    strength = np.maximum(response.strength, 0) * _bell(offsets, BELL * reach)
    factor = float(field.factors[0])
    moves = _peaks(strength, offsets) / factor
    trust = (strength.max(axis=-1) * response.inside).astype(np.float64) ** 2
    lever = LEVER * model.size.width
    design = _design(response, model, poses, lever)
    found = _robust_fit(design, moves, trust, DISBELIEF * reach / factor)
    return found / (1, 1, lever, lever)


def _offsets(reach: float) -> NDArray[np.float32]:
    limit = np.ceil(reach)
    return np.arange(-limit, limit + 1, dtype=np.float32)


def _bell(offsets: NDArray[np.float32], width: float) -> NDArray[np.float32]:
    return np.asarray(np.exp(-0.5 * (offsets / np.float32(width)) ** 2))


def _peaks(
    strength: NDArray[np.float32], offsets: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return k×n places of the strongest edges; the fourth power picks the peak."""
    squared = strength * strength
    fourth = squared * squared
    total = fourth.sum(axis=-1) + np.float32(1e-9)
    return np.asarray((fourth @ offsets) / total, dtype=np.float64)


def _design(
    response: Response, model: Model, poses: NDArray[np.float64], lever: float
) -> NDArray[np.float64]:
    """Return k×n×4: movement along the normal per px of each of the four numbers."""
    x_normal, y_normal = response.directions[..., 0], response.directions[..., 1]
    arm = response.points - model.centre - poses[:, None, :2]
    x_arm, y_arm = arm[..., 0], arm[..., 1]
    turn = (y_normal * x_arm - x_normal * y_arm) / lever
    stretch = (x_normal * x_arm + y_normal * y_arm) / lever
    return np.stack([x_normal, y_normal, turn, stretch], axis=-1)


def _robust_fit(
    design: NDArray[np.float64],
    moves: NDArray[np.float64],
    trust: NDArray[np.float64],
    disbelief: float,
) -> NDArray[np.float64]:
    """Solve k weighted least-squares problems, the second time without outliers."""
    weight = trust
    found = np.zeros((len(design), 4))
    for _ in range(2):
        found = _weighted_fit(design, moves, weight)
        miss = moves - (design @ found[..., None])[..., 0]
        weight = trust * np.clip(1 - (miss / disbelief) ** 2, 0, 1) ** 2
    return found


def _weighted_fit(
    design: NDArray[np.float64],
    moves: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> NDArray[np.float64]:
    weighted = (design * weight[..., None]).swapaxes(1, 2)
    caution = CAUTION * weight.sum(axis=1) + 1e-9
    normal = weighted @ design + caution[:, None, None] * np.eye(4)
    solved = np.linalg.solve(normal, weighted @ moves[..., None])
    return np.asarray(solved[..., 0])
