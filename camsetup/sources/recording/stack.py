"""A ``.npy`` stack as a recording, read from the disk picture by picture."""

from __future__ import annotations

import tokenize
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.picture_size import checked_size
from camsetup.domain.errors import InputError
from camsetup.sources.recording.grey import grey_array
from camsetup.sources.recording.reel import Picture, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

#: What numpy raises for headers that are damaged or lie about the file's length.
_BROKEN = (ValueError, OSError, ArithmeticError, SyntaxError)


class StackReel:
    """An n×h×w or h×w array of grey levels.

    Raises
    ------
    InputError
        When the file is not such an array.
    """

    rate_hz = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stack = _pictures_of(_mapped(path), path)
        grey_array(self._stack[0, :1, :1], path)
        self.size = checked_size(self._stack.shape[2], self._stack.shape[1], path)

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures along the first axis."""
        for pixels in self._stack:
            yield Picture(grey_array(pixels, self._path))


def _mapped(path: Path) -> NDArray[np.generic]:
    """Map the array; never unpickles."""
    try:
        with np.errstate(over="raise"):  # numpy multiplies the shape in 64 bits
            return np.lib.format.open_memmap(path, mode="r")
    except (*_BROKEN, tokenize.TokenError) as error:
        raise unreadable(path, error) from error


def _pictures_of(array: NDArray[np.generic], path: Path) -> NDArray[np.generic]:
    stack = array[np.newaxis] if array.ndim == 2 else array
    if stack.ndim != 3 or stack.size == 0:
        shape = "×".join(str(length) for length in array.shape)
        raise InputError(
            f"{path} has the shape {shape or 'of a single number'}.",
            remedy="It must be n×h×w or h×w, and not empty.",
        )
    return stack
