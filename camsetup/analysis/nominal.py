"""Where regions lie on well-placed rigs, for outlines that name none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def nominal_region(camera: str, name: str) -> list[NDArray[np.float64]]:
    """Return a region's polygons, n×2 each, as shares of width and height."""
    return [_polygon(text) for text in _REGIONS.get((camera, name), ())]


def _polygon(text: str) -> NDArray[np.float64]:
    corners = [corner.split(",") for corner in text.split()]
    return np.array(corners, np.float64) / 100


#: Corners as per cent of width and height, read off IBL's published reference frames.
#: IBL's own templates are pictures and name no regions.
_REGIONS = {
    ("left", "eye"): ("29,6 42,6 42,19 29,19",),
    ("left", "mouse"): (
        "13,20 17,12 22,7 30,4 45,9 47,11 77,11 79,30 77,45 70,56 60,62 56,68 46,72 "
        "44,66 31,63 38,56 36,48 30,34 22,31 15,26",
    ),
    ("right", "eye"): ("65,6 78,6 78,19 65,19",),
    ("right", "mouse"): (
        "94,20 90,12 83,5 76,2 62,5 60,10 35,10 26,12 25,30 27,45 33,57 45,62 56,67 "
        "64,70 68,66 76,63 70,52 75,36 88,30 92,25",
    ),
    # The windows of the tube through which the mouse shows.
    ("body", "mouse"): ("15,31 23,31 23,50 16,51", "29,30 37,30 37,49 29,50"),
    # Tube, plates, clamps and posts.
    ("body", "rigid"): ("9,3 74,3 75,98 9,98",),
}
