"""Template matching: OpenCV's answer, from a pyramid wherever that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2

from camsetup.cameraqc.pyramid import Match, Pyramid, worth_a_pyramid
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: For these the lowest score is the best.
_DISTANCES = (cv2.TM_SQDIFF, cv2.TM_SQDIFF_NORMED)


class Matcher:
    """Finds one template in frame after frame.

    Parameters
    ----------
    template
        h×w uint8.
    metric
        One of ``cv2.TM_*``. The default alone has a pyramid.
    """

    def __init__(
        self, template: NDArray[np.uint8], metric: int = cv2.TM_CCOEFF_NORMED
    ) -> None:
        self._template, self._metric = template, metric
        self._pyramids: dict[tuple[int, int], Pyramid | None] = {}

    def best(self, frame: NDArray[np.uint8]) -> Match:
        """Return where ``cv2.matchTemplate`` and ``cv2.minMaxLoc`` see the best place.

        Raises
        ------
        InputError
            When the template does not fit into the frame.
        """
        pyramid = self._pyramid(frame)
        match = pyramid.best(frame) if pyramid else None
        return match or full_search(frame, self._template, self._metric)

    def _pyramid(self, frame: NDArray[np.uint8]) -> Pyramid | None:
        height, width = frame.shape
        shape = (height, width)
        if self._metric != cv2.TM_CCOEFF_NORMED:
            return None
        if shape not in self._pyramids:
            worth = worth_a_pyramid(self._template, shape)
            self._pyramids[shape] = Pyramid(self._template, shape) if worth else None
        return self._pyramids[shape]


def full_search(
    frame: NDArray[np.uint8], template: NDArray[np.uint8], metric: int
) -> Match:
    """Let OpenCV look everywhere.

    Where the template is larger than the frame both ways, OpenCV looks for the frame
    in the template.

    Raises
    ------
    InputError
        When it is larger in one direction only.
    """
    try:
        scores = cv2.matchTemplate(frame, template, metric)
    except cv2.error as error:
        raise InputError(
            f"A template of {template.shape[1]}×{template.shape[0]} px does not fit "
            f"into a frame of {frame.shape[1]}×{frame.shape[0]} px.",
            remedy="Judge frames against references of the same camera and size.",
        ) from error
    lowest, highest, lowest_at, highest_at = cv2.minMaxLoc(scores)
    if metric in _DISTANCES:
        return Match(lowest_at[0], lowest_at[1], lowest)
    return Match(highest_at[0], highest_at[1], highest)
