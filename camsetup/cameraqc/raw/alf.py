"""ALF arrays: plain numbers in ``.npy`` files, opened without trusting their header."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.reading import read_bytes
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: 24 hours of a wheel at 1 kHz.
LARGEST_FILE_BYTES = 700_000_000

_MAGIC = b"\x93NUMPY"
_REAL_NUMBERS = re.compile(rb"'descr': *'([<>|=]?(?:f[248]|[iu][1248]))'")
_SHAPE = re.compile(rb"'shape': *\(([0-9, ]{0,200})\)")
_BY_COLUMNS = re.compile(rb"'fortran_order': *True")

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
    header, data = _header_and_data(path, content)
    dtype, shape = _layout(path, header)
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
    return numbers.reshape(shape, order="F" if _BY_COLUMNS.search(header) else "C")


def _layout(path: Path, header: bytes) -> tuple[np.dtype[np.generic], tuple[int, ...]]:
    """Return kind and shape of the numbers, of which at most a table is accepted."""
    number, shape = _REAL_NUMBERS.search(header), _SHAPE.search(header)
    if number is None or shape is None:
        raise InputError(
            f"{path} does not hold plain numbers, or its header is damaged.",
            remedy=_REMEDY,
        )
    lengths = tuple(map(int, re.findall(rb"[0-9]+", shape[1])))
    if len(lengths) > 2:
        raise InputError(
            f"{path} has {len(lengths)} dimensions; rows and columns were expected.",
            remedy=_REMEDY,
        )
    return np.dtype(number[1].decode()), lengths


def _header_and_data(path: Path, content: bytes) -> tuple[bytes, memoryview]:
    if not content:
        raise InputError(f"{path} is empty.", remedy=_REMEDY)
    if not content.startswith(_MAGIC):
        raise InputError(f"{path} is not a .npy file.", remedy=_REMEDY)
    # The header's length takes two bytes in version 1, and four later.
    start = 10 if content[6:7] == b"\1" else 12
    end = start + int.from_bytes(content[8:start], "little")
    return content[start:end], memoryview(content)[end:]


def _shown(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) or "of a single number"
