"""What the focus history shows: the last ten seconds, newest right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECONDS = 10.0
#: Above the best, in shares of it, so that its line is seen whole.
HEADROOM = 1.1


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """Seconds and values, oldest first; the best, and where good begins."""

    points: tuple[tuple[float, float], ...] = ()
    best: float = 0.0
    good: float = 0.0
    outcome: Outcome = Outcome.NOT_SET


def line_of(picture: HistoryPicture) -> NDArray[np.float64]:
    """Return where the line runs: 2×n, seconds from the left and shares of the best."""
    points = np.array(picture.points, np.float64).reshape(-1, 2)
    seconds, values = points.T
    newest = seconds[-1] if len(seconds) else 0.0
    x = SECONDS - (newest - seconds)
    y = np.clip(values / picture.best, 0.0, HEADROOM)
    return np.stack([x, y])[:, x >= 0]
