"""Which kind of recording a path is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.errors import InputError
from camsetup.sources.recording.images import IMAGE_SUFFIXES, ImageReel, images_in
from camsetup.sources.recording.reel import ALLOWED, Reel, unreadable
from camsetup.sources.recording.stack import StackReel
from camsetup.sources.recording.video import VideoReel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


def open_reel(path: Path) -> Reel:
    """Open a recording and look at its first picture.

    Raises
    ------
    InputError
        When it is missing, unreadable, or nothing that has pictures.
    """
    try:
        return _opened(path)
    except OSError as error:
        raise unreadable(path, error.strerror) from error


def read_all(path: Path) -> Iterator[NDArray[np.uint8]]:
    """Yield every picture of a recording once, h×w uint8, as fast as asked.

    Raises
    ------
    InputError
        As `open_reel`, at the call; or at the picture that cannot be read.
    """
    reel = open_reel(path)
    return (picture.pixels for picture in reel.pictures())


def _opened(path: Path) -> Reel:
    if path.is_dir():
        return ImageReel(images_in(path))
    if not path.is_file():
        raise InputError(f"There is no recording at {path}.", remedy=ALLOWED)
    if path.stat().st_size == 0:
        raise unreadable(path, "it is empty")
    if path.suffix.lower() == ".npy":
        return StackReel(path)
    if path.suffix.lower() in IMAGE_SUFFIXES:
        return ImageReel([path])
    return VideoReel(path)
