"""One image, or a folder of them in their natural order, as a recording."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.picture_size import checked_size
from camsetup.domain.errors import InputError
from camsetup.sources.recording.grey import grey_image
from camsetup.sources.recording.reel import (
    ALLOWED,
    Picture,
    unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

#: What Pillow raises for files that begin as they should and go on otherwise; found
#: by changing bytes of good files at random.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, TypeError, struct.error)

IMAGE_SUFFIXES = frozenset({".png", ".tif", ".tiff", ".jpg", ".jpeg", ".bmp"})


class ImageReel:
    """Images of one size; the pages of a multi-page TIFF count one by one.

    Raises
    ------
    InputError
        When there is no image, or the first cannot be read.
    """

    rate_hz = None

    def __init__(self, files: list[Path]) -> None:
        self._files = files
        self._first = _pages(files[0])
        height, width = self._first[0].shape
        self.size = checked_size(width, height, files[0])

    def pictures(self) -> Iterator[Picture]:
        """Yield the pictures file by file; the first is never decoded again."""
        yield from (Picture(pixels) for pixels in self._first)
        for path in self._files[1:]:
            yield from (Picture(self._fitting(page, path)) for page in _pages(path))

    def _fitting(self, pixels: NDArray[np.uint8], path: Path) -> NDArray[np.uint8]:
        height, width = pixels.shape
        if (width, height) != (self.size.width, self.size.height):
            raise InputError(
                f"{path} is {width}×{height}, but {self._files[0].name} before it is "
                f"{self.size}.",
                remedy="All pictures of a recording must have one size.",
            )
        return pixels


def images_in(folder: Path) -> list[Path]:
    """Return the images of a folder: frame2 comes before frame10.

    Raises
    ------
    InputError
        When there is none.
    """
    files = [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in IMAGE_SUFFIXES and path.is_file()
    ]
    if not files:
        raise InputError(f"There are no images in {folder}.", remedy=ALLOWED)
    return sorted(files, key=lambda path: natural_key(path.name))


def natural_key(name: str) -> list[tuple[int, str]]:
    """Return a sorting key that takes runs of digits as numbers."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.lower())
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _pages(path: Path) -> list[NDArray[np.uint8]]:
    from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415 - rare

    try:
        with Image.open(path, formats=("PNG", "TIFF", "JPEG", "BMP")) as image:
            return [_page(page, path) for page in ImageSequence.Iterator(image)]
    except UnidentifiedImageError as error:
        raise unreadable(path, "it is neither png, tif, jpg nor bmp") from error
    except (*_BROKEN, Image.DecompressionBombError) as error:
        raise unreadable(path, error) from error


def _page(page: Image, path: Path) -> NDArray[np.uint8]:
    checked_size(page.width, page.height, path)
    return grey_image(page, path)
