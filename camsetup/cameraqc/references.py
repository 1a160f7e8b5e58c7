"""Reference frames: IBL's well positioned examples, found and read."""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from camsetup import paths
from camsetup.cameraqc.raw.npy import NpyHeader, npy_header
from camsetup.cameraqc.raw.reading import file_size, opened_to_read
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
_HEADER_BYTES = 1000

_PIXELS = ("|u1", "u1", "<u1")


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
    size_bytes = file_size(path)
    if size_bytes > _LARGEST_BYTES:
        raise InputError(
            f"{path} has {size_bytes / 1e9:,.0f} GB, more than can be judged.",
            remedy="Give fewer frames: 20 to 100 are enough.",
        )
    with opened_to_read(path) as stream:
        header = _header(path, stream.read(_HEADER_BYTES))
        shape = _shape(path, header, size_bytes)
        stream.seek(header.begin)
        pixels = np.fromfile(stream, np.uint8, count=math.prod(shape))
    frames = pixels.reshape(shape, order="F" if header.by_columns else "C")
    return np.ascontiguousarray(frames)


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


def _header(path: Path, start: bytes) -> NpyHeader:
    header = npy_header(start)
    if header is None:
        raise InputError(f"{path} is not a .npy file of numbers.", remedy=_SAVE_AGAIN)
    return header


def _shape(path: Path, header: NpyHeader, size_bytes: int) -> tuple[int, ...]:
    """Return (n, h, w) when uint8 pixels are announced and all of them are there."""
    shape = header.shape
    if shape is None or header.kind not in _PIXELS:
        raise InputError(
            f"{path} holds numbers of the kind {header.kind or 'unknown'}, not uint8.",
            remedy=_SAVE_AGAIN,
        )
    if len(shape) != 3 or not all(shape):
        raise InputError(
            f"{path} has the shape {shape}, not n×h×w.", remedy=_SAVE_AGAIN
        )
    there = max(0, size_bytes - header.begin)
    if math.prod(shape) > there:
        raise InputError(
            f"{path} is cut off: {math.prod(shape)} pixels are announced, and {there} "
            "are there.",
            remedy="Copy the file again.",
        )
    return shape
