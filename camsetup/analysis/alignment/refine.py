"""The refinement: from a rough pose to the best one near it.

Every point looks along its normal for the edge it belongs to; the pose moves so that
most points find theirs. Repeated with a shrinking reach and with doubt about points
that disagree with the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.alignment.response import respond

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.analysis.alignment.model import Model
    from camsetup.analysis.alignment.response import Response

#: Edges near the line are preferred: a bell of this share of the reach.
BELL = 0.6

#: Points whose edge lies farther than this share of the reach from where the common
#: movement puts it are not believed (Tukey's biweight).
DISBELIEF = 0.9

#: Turning and scaling are counted as movement at this share of the width from the
#: centre, so that all four numbers are pixels of about equal standing.
LEVER = 0.25

#: Pull towards no movement, against numbers that the visible points cannot tell.
CAUTION = 1e-5


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


def _step(
    field: Field, model: Model, poses: NDArray[np.float64], reach: float
) -> NDArray[np.float64]:
    limit = np.ceil(reach)
    offsets = np.arange(-limit, limit + 1, dtype=np.float32)
    response = respond(field, model, poses, offsets)
    bell = np.exp(-0.5 * (offsets / (BELL * reach)) ** 2)
    strength = np.maximum(response.strength, 0) * bell
    factor = float(field.factors[0])
    moves = _peaks(strength, offsets) / factor
    trust = (strength.max(axis=-1) * response.inside).astype(np.float64) ** 2
    lever = LEVER * model.size.width
    design = _design(response, model, poses, lever)
    found = _robust_fit(design, moves, trust, DISBELIEF * reach / factor)
    return found / (1, 1, lever, lever)


def _peaks(
    strength: NDArray[np.float32], offsets: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return k×n places of the strongest edges; the fourth power picks the peak."""
    squared = strength * strength
    fourth = squared * squared
    total = fourth.sum(axis=-1) + np.float32(1e-9)
    return ((fourth @ offsets) / total).astype(np.float64)


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
