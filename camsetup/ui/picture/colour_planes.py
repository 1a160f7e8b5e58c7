"""Planes of one colour, as OpenCV mixes them into a picture."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@lru_cache(maxsize=16)
def plane(colour: str, shape: tuple[int, int]) -> NDArray[np.uint8]:
    """Return an h×w×4 BGRA plane of a colour given as #rrggbb."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    filled = np.empty((*shape, 4), np.uint8)
    filled[:] = (blue, green, red, 255)
    return filled
