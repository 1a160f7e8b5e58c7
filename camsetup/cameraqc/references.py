"""Reference frames: IBL's well positioned examples, found and read."""

from __future__ import annotations

import importlib.util
import math
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from camsetup import paths
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

#: What to do where there are none.
NO_REFERENCES = (
    "Put IBL's frames_left.npy, frames_right.npy and frames_body.npy (from ibllib's "
    "qc/reference) into one folder, and name it with --references or in the rig file; "
    "or install ibllib beside camsetup."
)

_SAVE_AGAIN = "Save grey pictures of one size with numpy.save, n×h×w uint8."

#: A stack of 3000 pictures of 1280×1024; the references have 4 MB at most.
_LARGEST_BYTES = 4_000_000_000

#: A header of numpy's has 128 bytes; what follows are the pixels.
_HEADER = re.compile(
    rb"\x93NUMPY(?:\x01.(?P<short>..)|[\x02\x03].(?P<long>....))"
    rb"\{[^}]{,400}\} *\n",
    re.DOTALL,
)
_DTYPE = re.compile(rb"'descr': *'([^']*)'")
_BY_COLUMNS = re.compile(rb"'fortran_order': *True")
_SHAPE = re.compile(rb"'shape': *\(([0-9, ]{,60})\)")


def find_references(
    camera: str,
    folder: str | Path | None = None,
    profile_folder: str | Path | None = None,
) -> Path | None:
    """Return the file of a camera's reference frames; None where there is none.

    Looked for in ``folder`` alone when it is given; else in the folder that the rig's
    profile names, in the user's data folder, and in an installed ibllib, which is not
    imported.

    Raises
    ------
    InputError
        When ``folder`` is no folder.
    """
    if folder is not None and not Path(folder).is_dir():
        raise InputError(f"There is no folder {folder}.", remedy=NO_REFERENCES)
    places = _places(profile_folder) if folder is None else iter((Path(folder),))
    name = f"frames_{camera}.npy"
    return next((place / name for place in places if _is_file(place / name)), None)


def no_references(detail: str = "", remedy: str = NO_REFERENCES) -> InputError:
    """Return the error for a camera without any; ``detail`` ends its message."""
    return InputError(f"There are no reference frames{detail}.", remedy=remedy)


def load_references(path: str | Path) -> NDArray[np.uint8]:
    """Read n×h×w uint8 frames from a .npy file.

    Nothing is unpickled, and no more memory is taken than the file is long.

    Raises
    ------
    InputError
        When the file cannot be read or holds something else.
    """
    path = Path(path)
    try:
        _refuse_what_is_no_file(path)
        with path.open("rb") as stream:
            header = _header(path, stream.read(1000))
            shape = _shape(path, header)
            stream.seek(header.end())
            pixels = np.fromfile(stream, np.uint8, count=math.prod(shape))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.",
            remedy="Look whether the file is there and may be read.",
        ) from error
    by_columns = _BY_COLUMNS.search(header[0])
    return np.ascontiguousarray(pixels.reshape(shape, order="F" if by_columns else "C"))


def _places(profile_folder: str | Path | None) -> Iterator[Path]:
    if profile_folder is not None:
        yield Path(profile_folder)
    yield paths.user_data() / "cameraqc"
    ibllib = importlib.util.find_spec("ibllib")
    for package in (ibllib and ibllib.submodule_search_locations) or ():
        yield Path(package) / "qc" / "reference"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # nobody may look there: not a place for reference frames
        return False


def _refuse_what_is_no_file(path: Path) -> None:
    """Look before opening: to open a pipe would wait for its other end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f"{path} is not a file.", remedy=_SAVE_AGAIN)
    if status.st_size > _LARGEST_BYTES:
        raise InputError(
            f"{path} has {status.st_size / 1e9:,.0f} GB, more than can be judged.",
            remedy="Give fewer frames: 20 to 100 are enough.",
        )


def _header(path: Path, start: bytes) -> re.Match[bytes]:
    header = _HEADER.match(start)
    if header is None:
        raise InputError(f"{path} is not a .npy file of numbers.", remedy=_SAVE_AGAIN)
    return header


def _shape(path: Path, header: re.Match[bytes]) -> tuple[int, ...]:
    """Return (n, h, w) when uint8 pixels are announced and all of them are there."""
    dtype, lengths = _DTYPE.search(header[0]), _SHAPE.search(header[0])
    if dtype is None or lengths is None or dtype[1] not in (b"|u1", b"u1", b"<u1"):
        kind = dtype[1].decode("ascii", "replace") if dtype else "unknown"
        raise InputError(
            f"{path} holds numbers of the kind {kind}, not uint8.", remedy=_SAVE_AGAIN
        )
    shape = tuple(int(length) for length in lengths[1].split(b",") if length.strip())
    if len(shape) != 3 or not all(shape):
        raise InputError(
            f"{path} has the shape {shape}, not n×h×w.", remedy=_SAVE_AGAIN
        )
    there = path.stat().st_size - header.end()
    if math.prod(shape) > there:
        raise InputError(
            f"{path} is cut off: {math.prod(shape)} pixels are announced, and {there} "
            "are there.",
            remedy="Copy the file again.",
        )
    return shape
