"""The focus watch: finds the eye, reads its sharpness, waits while it is shut."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camsetup.analysis.eye import find_eye
from camsetup.analysis.focus import read_focus
from camsetup.analysis.regions import bounding_box, box_around
from camsetup.analysis.steadiness import BestFocus

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.inspection import FocusReading
    from camsetup.analysis.regions import View


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen of the eye, or of what stands in for it.

    ``has_eye`` says whether this view shows an eye when a mouse is in.
    """

    focus: FocusReading | None
    has_eye: bool
    mouse_in: bool


class FocusWatch:
    """Watches the focus of one camera, frame after frame."""

    def __init__(self) -> None:
        self._best = BestFocus()
        self.reset()

    def reset(self) -> None:
        """Forget the best so far: region, exposure or lens have changed."""
        self._best.reset()
        self._last: FocusReading | None = None
        self._without_eye = _PATIENCE
        self._offset: tuple[float, float] | None = None

    def look(self, pixels: NDArray[np.uint8], view: View) -> Sighting:
        """Read the focus of an h×w frame on the eye, or on what the view offers."""
        eye = view.region("eye")
        if eye:
            return self._at_eye(pixels, view, _centre(eye[0]))
        # The body camera sees no eye: the edges of the rig stand in. Many edges of
        # different depth are steadier than one patch of fur or of glowing plastic.
        stand_in = view.region("rigid") or view.region("mouse")
        if not stand_in:
            return Sighting(None, has_eye=False, mouse_in=False)
        box = bounding_box(stand_in, view.size)
        reading = replace(read_focus(pixels, box, eye_found=False), on_eye=False)
        return Sighting(self._best.settle(reading), has_eye=False, mouse_in=False)

    def _at_eye(
        self, pixels: NDArray[np.uint8], view: View, expected: tuple[float, float]
    ) -> Sighting:
        eye = find_eye(pixels, expected, spread=_spread(view))
        self._without_eye = 0 if eye.found else self._without_eye + 1
        mouse_in = self._without_eye < _PATIENCE
        if eye.found and self._still(eye.x - expected[0], eye.y - expected[1], view):
            box = box_around((eye.x, eye.y), _box_side(view), view.size)
            reading = read_focus(pixels, box, eye_found=True)
            self._last = self._best.settle(reading)
            return Sighting(self._last, has_eye=True, mouse_in=True)
        if mouse_in and self._last is not None:
            held = replace(self._last, eye_found=False)
            return Sighting(held, has_eye=True, mouse_in=True)
        box = box_around(expected, _box_side(view), view.size)
        reading = replace(
            read_focus(pixels, box, eye_found=False), best_score=self._best.score
        )
        return Sighting(reading, has_eye=True, mouse_in=mouse_in)

    def _still(self, across_px: float, down_px: float, view: View) -> bool:
        """Say whether the eye is where it was; never says no twice in a row."""
        offset = (across_px, down_px)
        last, self._offset = self._offset, offset
        if last is None:
            return True
        travel = max(abs(across_px - last[0]), abs(down_px - last[1]))
        moved = travel > _MOVED_SHARE * view.size.width
        if moved:
            self._offset = None
        return not moved


def _centre(polygon: NDArray[np.float64]) -> tuple[float, float]:
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    x, y = (low + high) / 2
    return float(x), float(y)


def _spread(view: View) -> float:
    """Return how far eyes are from their region, as a share of the width.

    Heads differ, and the region is no better than the outline that it is drawn in.
    """
    tolerance = 0.0 if view.outline is None else view.outline.tolerance_percent / 100
    return math.hypot(_HEADS_DIFFER, tolerance)


def _box_side(view: View) -> int:
    """Return the side of the patch that is read: the eye and the fur around it.

    An eighth of the width; a binned picture needs more, or it holds too few edges
    (right camera, IBL's reference frame: 80 px fails where 120 px reads steadily).
    """
    return max(round(view.size.width / 8), _SMALLEST_BOX_PX)


#: Eyes in IBL's left reference frames lie 2 % of the width apart (SD).
_HEADS_DIFFER = 0.035
_SMALLEST_BOX_PX = 120
#: A mouse without an eye for so many inspections (2 s) has left; until then it blinks.
_PATIENCE = 20
#: An eye that went so far between inspections, as a share of the width, moves.
_MOVED_SHARE = 0.015
