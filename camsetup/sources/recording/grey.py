"""Whatever a file holds, as h×w uint8."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from PIL.Image import Image


def grey_array(pixels: NDArray[np.generic], origin: Path | str) -> NDArray[np.uint8]:
    """Bring grey levels to 8 bits so that what was saturated stays saturated.

    Of 16 bits the upper 8 are kept: 65535 becomes 255, and so does the full scale of
    a 10 or 12-bit camera, which stores its bits at the upper end.

    Raises
    ------
    InputError
        When the levels are neither uint8 nor uint16.
    """
    if pixels.dtype == np.uint8:
        return cast("NDArray[np.uint8]", pixels)
    if pixels.dtype.kind == "u" and pixels.dtype.itemsize == 2:
        return (cast("NDArray[np.uint16]", pixels) >> 8).astype(np.uint8)
    raise InputError(
        f"{origin} holds {pixels.dtype} values.",
        remedy="Store grey levels as uint8 (0 to 255) or uint16 (0 to 65535).",
    )


def grey_image(image: Image, origin: Path | str) -> NDArray[np.uint8]:
    """Decode a Pillow image to grey; colours become luma, transparency is dropped.

    Raises
    ------
    InputError
        When it holds floating-point or 32-bit values.
    """
    if image.mode.startswith("I;16"):
        return grey_array(np.asarray(image), origin)
    if image.mode == "I":
        return grey_array(_as_16_bit(np.asarray(image)), origin)
    if image.mode == "F":
        return grey_array(np.asarray(image), origin)
    return np.asarray(image.convert("L"))


def _as_16_bit(pixels: NDArray[np.int32]) -> NDArray[np.generic]:
    """Undo the widening of 16-bit PNG files by older versions of Pillow."""
    low, high = pixels.min(initial=0), pixels.max(initial=0)
    return pixels.astype(np.uint16) if low >= 0 and high <= 0xFFFF else pixels
