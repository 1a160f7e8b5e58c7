"""Reading: takes in a file only if it is one, and no larger than it can sensibly be."""

from __future__ import annotations

import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

#: Six hours at 150 Hz; a session lasts one or two.
MOST_FRAMES = 3_300_000

_DOUBLE_BYTES = 8
#: What to do about a file that is not what it should be.
COPY_AGAIN = "Copy the file from the rig again, or set it aside."


def read_bytes(path: Path, largest_bytes: int) -> bytes:
    """Read a whole file.

    Raises
    ------
    InputError
        When it is missing, a folder, a pipe or a device, larger than
        ``largest_bytes``, or cannot be read.
    """
    size_bytes = file_size(path)
    if size_bytes > largest_bytes:
        raise InputError(
            f"{path} has {size_bytes / 1e6:,.0f} MB; more than "
            f"{largest_bytes / 1e6:,.0f} MB cannot come from one session.",
            remedy=COPY_AGAIN,
        )
    with opened_to_read(path) as stream:
        return stream.read(largest_bytes)


@contextmanager
def opened_to_read(path: Path) -> Iterator[BinaryIO]:
    """Open a file of which `file_size` has told that it is one.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    with _refusals(path), path.open("rb") as stream:
        yield stream


def file_size(path: Path) -> int:
    """Return the bytes of a file, before it is opened: a pipe would wait for ever.

    Raises
    ------
    InputError
        When it is missing, a folder, a pipe or a device, or out of reach.
    """
    with _refusals(path):
        status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise InputError(
            f"{path} is a folder where a file should be.",
            remedy="Move the folder away, and copy the file from the rig.",
        )
    if not stat.S_ISREG(status.st_mode):
        raise InputError(
            f"{path} is a pipe or a device, not a file.", remedy=COPY_AGAIN
        )
    return status.st_size


def read_text(path: Path, largest_bytes: int) -> str:
    """Read a whole file of UTF-8 text.

    Raises
    ------
    InputError
        As `read_bytes`, and when it is not UTF-8.
    """
    content = read_bytes(path, largest_bytes)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}, line {line}: this is not UTF-8 text.", remedy=COPY_AGAIN
        ) from error


def read_whole_numbers(path: Path, columns: int = 1) -> NDArray[np.int64]:
    """Read what Bonsai's MatrixWriter wrote: whole numbers, each as a double.

    Returns
    -------
    n×columns int64. A last value that was cut short is left out, as ibllib leaves it
    out; `is_cut_short` tells.

    Raises
    ------
    InputError
        As `read_bytes`, and when the file is empty, does not fill its rows, or holds
        anything but whole numbers.
    """
    content = read_bytes(path, MOST_FRAMES * columns * _DOUBLE_BYTES)
    values = np.frombuffer(content, "<f8", count=len(content) // _DOUBLE_BYTES)
    if not values.size:
        raise InputError(f"{path} is empty.", remedy=COPY_AGAIN)
    if values.size % columns:
        raise InputError(
            f"{path} holds {values.size} values, which do not make rows of {columns}.",
            remedy=COPY_AGAIN,
        )
    _refuse_fractions(path, values, columns)
    return values.astype(np.int64).reshape(-1, columns)


def is_cut_short(path: Path) -> bool:
    """Tell whether a file of doubles ends in the middle of one."""
    try:
        return bool(path.stat().st_size % _DOUBLE_BYTES)
    except OSError:
        return False


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Translate why the system does not let us have a file."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError(
            f"There is no file {path}.", remedy="Copy it from the rig."
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"{path} cannot be read: {reason}.",
            remedy="Check the permissions of the file and its folder.",
        ) from error


def _refuse_fractions(path: Path, values: NDArray[np.float64], columns: int) -> None:
    """Refuse NaN, infinities, fractions and what no int64 can hold.

    ibllib would cast them to something; text read as doubles consists of them.
    """
    with np.errstate(invalid="ignore"):
        whole = (np.abs(values) < 2.0**63) & (values == np.trunc(values))
    if whole.all():
        return
    first = int(np.argmin(whole))
    raise InputError(
        f"{path}: value {first % columns + 1} of frame {first // columns} is "
        f"{values[first]:.6g}, not a whole number; this is not the camera's data.",
        remedy=COPY_AGAIN,
    )
