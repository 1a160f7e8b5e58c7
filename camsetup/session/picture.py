"""A picture for people: the frame with the outline drawn over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.outline import Outline

#: Blue, green, red of the line and of the halo that shows it on white fur.
_LINE, _HALO = (120, 255, 120), (0, 0, 0)

#: Points are given to OpenCV in sixteenths of a pixel.
_SHIFT = 4


def with_outline(
    pixels: NDArray[np.uint8], outline: Outline | None
) -> NDArray[np.uint8]:
    """Return h×w×3 (BGR) of the h×w frame with the outline over it, if any."""
    picture = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    if outline is None:
        return picture
    strokes = [
        np.rint(line.points * 2**_SHIFT).astype(np.int32) for line in outline.lines
    ]
    width = max(pixels.shape[1] // 640, 1)
    for colour, extra in ((_HALO, 2), (_LINE, 0)):
        cv2.polylines(
            picture, strokes, False, colour, width + extra, cv2.LINE_AA, _SHIFT
        )
    return picture
