"""The size of pictures: refused before anything is allocated for what no camera has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.errors import InputError
from camsetup.domain.frame import Size

if TYPE_CHECKING:
    from pathlib import Path

#: Wider or higher pictures are refused: no rig camera comes near.
MAX_SIDE_PX = 16384


def checked_size(width: int, height: int, origin: Path | str) -> Size:
    """Return the size of a picture, or of all those of a video.

    Raises
    ------
    InputError
        When it is empty or beyond `MAX_SIDE_PX`.
    """
    if not (0 < width <= MAX_SIDE_PX and 0 < height <= MAX_SIDE_PX):
        raise InputError(
            f"The pictures of {origin} are {width}×{height}.",
            remedy=f"They may be 1×1 to {MAX_SIDE_PX}×{MAX_SIDE_PX}.",
        )
    return Size(width, height)
