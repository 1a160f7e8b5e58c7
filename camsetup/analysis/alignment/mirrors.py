"""The mirrors: a rig that fits its mirrored picture as well is not the rig.

Straight edges lie on straight edges somewhere in any room, and more so where the other
side's camera looks at the other side of the same rig. How well they do by chance is
best told by an outline with just the same lines that cannot be right: its mirror image.
Mirroring the picture instead of the outline comes to the same and needs nothing new.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.analysis.alignment.field import Field

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.model import Model
    from camsetup.analysis.alignment.search import Searcher

#: How much lead more than a mirror's least is needed for full trust.
FULL_LEAD = 0.1

#: An outline that is so like its own mirror image says nothing by this.
LEAST_OWN_LEAD = 1.6

#: Blur of the model's own picture, px of the searched field: as smooth as real ones.
OWN_BLUR_PX = 1.0


class Mirror(Enum):
    """A way to mirror pictures.

    Attributes
    ----------
    axes
        Axes of the array that turn round; both of them make half a turn.
    least_lead
        Lead of the right picture's fit at which nothing is recognised. Of 382 right
        pictures the least lead over a mirror image was 1.18, over the half turn 0.77
        (rigs with a covered wheel); of wrong ones mirrored or turned none had 0.61.
    """

    TOP_BOTTOM = (0,), 1.05
    LEFT_RIGHT = (1,), 1.05
    HALF_TURN = (0, 1), 0.65

    def __init__(self, axes: tuple[int, ...], least_lead: float) -> None:
        self.axes = axes
        self.least_lead = least_lead

    def applied(self, field: Field) -> Field:
        """Mirror a field: an edge at angle φ comes to lie at -φ, or at φ again."""
        vectors = np.flip(field.vectors, self.axes)
        if len(self.axes) == 1:
            vectors = vectors * np.array([1, -1], np.float32)
        return Field(np.asarray(vectors, dtype=np.float32), field.factors)


class Mirrors:
    """Compares pictures with their mirror images, for one outline.

    Parameters
    ----------
    searcher
        Made for ``model``.
    shape
        Height and width of the fields that it searches.
    """

    def __init__(
        self, searcher: Searcher, model: Model, shape: tuple[int, int]
    ) -> None:
        self._searcher = searcher
        own = _own_field(model, shape)
        best = searcher.best_score(own)
        self._telling = tuple(
            mirror
            for mirror in Mirror
            if best > LEAST_OWN_LEAD * searcher.best_score(mirror.applied(own))
        )

    def trust(self, field: Field, score: float) -> float:
        """Return 0 to 1: whether a picture of this best score fits less mirrored."""
        return min(
            (self._lead_trust(mirror, field, score) for mirror in self._telling),
            default=1.0,
        )

    def _lead_trust(self, mirror: Mirror, field: Field, score: float) -> float:
        mirrored = self._searcher.best_score(mirror.applied(field))
        lead = score / max(mirrored, 1e-6)
        return min(1.0, max(0.0, (lead - mirror.least_lead) / FULL_LEAD))


def _own_field(model: Model, shape: tuple[int, int]) -> Field:
    """Return the field of a picture that shows nothing but the model's edges."""
    height, width = shape
    factors = np.array([width / model.size.width, height / model.size.height])
    at = ((model.points + 0.5) * factors - 0.5).round().astype(np.int64)
    inside = ((at >= 0) & (at < (width, height))).all(axis=1)
    x, y = at[inside].T
    vectors: NDArray[np.float32] = np.zeros((height, width, 2), np.float32)
    doubled = 2 * model.normals[inside]
    vectors[y, x, 0], vectors[y, x, 1] = np.cos(doubled), np.sin(doubled)
    blurred = cv2.GaussianBlur(vectors, (0, 0), OWN_BLUR_PX)
    return Field(np.asarray(blurred, dtype=np.float32), factors)
