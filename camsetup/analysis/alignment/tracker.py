"""The tracker: follows the rig from frame to frame, and looks anew when in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.aligner import Aligner
    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.domain.pose import Pose

#: A full search at least every so many frames: twice a second... at 10 Hz every 2 s.
SEARCH_EVERY = 20

#: A full search when tracking is less sure than this.
LOW_CONFIDENCE = 0.5


class Tracker:
    """Follows one camera's rig with one aligner; used by one thread."""

    def __init__(self, aligner: Aligner) -> None:
        self._aligner = aligner
        self.reset()

    def reset(self) -> None:
        """Forget where the rig was."""
        self._last: Pose | None = None
        self._since_search = 0

    def follow(self, pixels: NDArray[np.uint8]) -> Alignment:
        """Find the rig in the next h×w uint8 frame."""
        if self._last is None:
            return self._adopted(self._searched(pixels))
        tracked = self._aligner.track(pixels, self._last)
        self._since_search += 1
        if tracked.confidence >= LOW_CONFIDENCE and self._since_search < SEARCH_EVERY:
            return self._adopted(tracked)
        searched = self._searched(pixels)
        return self._adopted(max(searched, tracked, key=lambda found: found.confidence))

    def _searched(self, pixels: NDArray[np.uint8]) -> Alignment:
        self._since_search = 0
        return self._aligner.search(pixels)

    def _adopted(self, found: Alignment) -> Alignment:
        self._last = found.pose if found.recognised else None
        return found
