"""The tracker: follows the rig from frame to frame, and looks anew when in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.frame import Size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.aligner import Aligner
    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.domain.pose import Pose

#: A full search every so many frames: every three seconds at the analyst's 10 Hz.
SEARCH_EVERY = 30

#: A full search when tracking is less sure than this.
LOW_CONFIDENCE = 0.5

#: Search and track found the same when they are this near, as a share of the width.
SAME_PLACE = 0.02


class Tracker:
    """Follows one camera's rig with one aligner; used by one thread."""

    def __init__(self, aligner: Aligner) -> None:
        self._aligner = aligner
        self._last: Pose | None = None
        self._since_search = 0

    def reset(self) -> None:
        """Forget where the rig was."""
        self._last = None

    def follow(self, pixels: NDArray[np.uint8]) -> Alignment:
        """Find the rig in the next h×w uint8 frame."""
        found = self._followed(pixels)
        self._last = found.pose if found.recognised else None
        return found

    def _followed(self, pixels: NDArray[np.uint8]) -> Alignment:
        if self._last is None:
            return self._searched(pixels)
        tracked = self._aligner.track(pixels, self._last)
        self._since_search += 1
        sure = tracked.confidence >= LOW_CONFIDENCE
        if sure and self._since_search < SEARCH_EVERY:
            return tracked
        return self._better(tracked, self._searched(pixels), pixels.shape)

    def _searched(self, pixels: NDArray[np.uint8]) -> Alignment:
        self._since_search = 0
        return self._aligner.search(pixels)

    def _better(
        self, tracked: Alignment, searched: Alignment, shape: tuple[int, ...]
    ) -> Alignment:
        """Choose the surer one; the search, when both are at the same place.

        The search knows more: it has also looked at the mirrored picture.
        """
        size = Size(width=shape[1], height=shape[0])
        points = self._aligner.model.points_for(size)
        apart = searched.pose.rms_px(points, size, tracked.pose)
        if apart < SAME_PLACE * size.width:
            return searched
        return max(searched, tracked, key=lambda found: found.confidence)
