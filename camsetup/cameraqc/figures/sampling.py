"""Which frame of the video a sampled frame is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence


def positions(evidence: Evidence) -> NDArray[np.int64]:
    """Return where in the video the sampled frames lie; else their running numbers."""
    held = 0 if evidence.frames is None else len(evidence.frames)
    if len(evidence.frame_indices) == held:
        return np.asarray(evidence.frame_indices, np.int64)
    return np.arange(held)


def frame_name(evidence: Evidence, index: int) -> str:
    """Name a sampled frame by where in the video it lies."""
    return f"frame {positions(evidence)[index]}"
