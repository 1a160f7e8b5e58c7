"""ALF arrays: plain numbers in ``.npy`` files, opened without trusting their header."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.npy import NpyHeader, npy_header
from camsetup.cameraqc.raw.reading import read_bytes
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: 24 hours of a wheel at 1 kHz.
LARGEST_FILE_BYTES = 700_000_000

_REAL_NUMBERS = re.compile(r"[<>|=]?(f[248]|[iu][1248])")

_REMEDY = "Extract the session again."


def load_times(path: Path) -> NDArray[np.float64]:
    """Load one time or position for each row: n float64; NaN is left for the checks.

    Raises
    ------
    InputError
        When it is not a .npy file of one column of numbers.
    """
    array = load_array(path)
    if array.ndim == 2 and array.shape[1] == 1:  # a column, from MATLAB
        array = array[:, 0]
    if array.ndim != 1:
        raise InputError(
            f"{path} has the shape {_shown(array.shape)}; one column was expected.",
            remedy=_REMEDY,
        )
    return array


def load_array(path: Path) -> NDArray[np.float64]:
    """Load a .npy file of real numbers as float64 in the shape that it has.

    Neither memory nor trust is given to what the header announces: objects are never
    unpickled, and the file must be as long as its shape says.

    Raises
    ------
    InputError
        When it is anything else.
    """
    content = read_bytes(path, LARGEST_FILE_BYTES)
    header = _header(path, content)
    dtype, shape = _layout(path, header)
    data = memoryview(content)[header.begin :]
    values = math.prod(shape)
    too_long = max(shape, default=0) > LARGEST_FILE_BYTES
    if too_long or values * dtype.itemsize > len(data):
        raise InputError(
            f"{path} is cut off: {values} values of the shape {_shown(shape)} are "
            f"announced, and {len(data) // dtype.itemsize} are there.",
            remedy=_REMEDY,
        )
    with np.errstate(invalid="ignore"):
        numbers = np.frombuffer(data, dtype, count=values).astype(np.float64)
    return numbers.reshape(shape, order="F" if header.by_columns else "C")


def _header(path: Path, content: bytes) -> NpyHeader:
    if not content:
        raise InputError(f"{path} is empty.", remedy=_REMEDY)
    header = npy_header(content)
    if header is None:
        raise InputError(f"{path} is not a .npy file.", remedy=_REMEDY)
    return header


def _layout(
    path: Path, header: NpyHeader
) -> tuple[np.dtype[np.generic], tuple[int, ...]]:
    """Return kind and shape of the numbers, of which at most a table is accepted."""
    shape = header.shape
    if shape is None or not _REAL_NUMBERS.fullmatch(header.kind):
        raise InputError(
            f"{path} does not hold plain numbers, or its header is damaged.",
            remedy=_REMEDY,
        )
    if len(shape) > 2:
        raise InputError(
            f"{path} has {len(shape)} dimensions; rows and columns were expected.",
            remedy=_REMEDY,
        )
    return np.dtype(header.kind), shape


def _shown(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "of a single number"
