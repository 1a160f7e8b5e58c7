"""The choice between poses that competed in one picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.alignment.confidence import weigh

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.analysis.alignment.model import Model

#: Poses so near the best, as a share of the width, are other readings of the same rig:
#: a drawing that does not quite fit it can lie on some of its lines or on others.
SAME_RIG = 0.02

#: Half the merit counts for 1/256: near ties are averaged, all else is left alone.
DECISIVENESS = 8


def finalists(
    field: Field, model: Model, poses: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Return the best of k×4 poses, best first."""
    return poses[_merits(field, model, poses).argsort()[::-1][:count]]


def consensus(
    field: Field, model: Model, poses: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return 1×4: the best of k×4 poses, averaged with its near ties."""
    merits = _merits(field, model, poses)
    best = int(merits.argmax())
    if merits[best] <= 0:
        return poses[best : best + 1]
    points, _ = model.placed(poses)
    travel = np.sqrt(((points - points[best]) ** 2).sum(axis=-1).mean(axis=-1))
    near = travel < SAME_RIG * model.size.width
    weight = near * np.maximum(merits / merits[best], 0) ** DECISIVENESS
    return np.asarray((weight @ poses / weight.sum())[None])


def _merits(
    field: Field, model: Model, poses: NDArray[np.float64]
) -> NDArray[np.float64]:
    return np.array([found.merit for found in weigh(field, model, poses)])
