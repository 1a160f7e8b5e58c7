"""What every recording offers: its size, its rate, and its pictures in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from camsetup.domain.errors import InputError
from camsetup.domain.frame import Size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

#: What a recording may be, as remedies say it.
ALLOWED = (
    "A recording is a video file, a .npy stack (n×h×w or h×w, uint8 or uint16), a "
    "folder of png, tif, jpg or bmp images, or one such image."
)

#: Wider or higher pictures are refused: no rig camera comes near.
MAX_SIDE_PX = 16384


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture of a recording.

    Attributes
    ----------
    pixels
        h×w uint8; may still belong to the reel.
    time_ns
        Time since the recording's first picture; None where the file does not say.
    """

    pixels: NDArray[np.uint8]
    time_ns: int | None = None


class Reel(Protocol):
    """An opened recording."""

    @property
    def size(self) -> Size:
        """Return the size that all its pictures have."""

    @property
    def rate_hz(self) -> float | None:
        """Return the rate that the file claims; None where it does not say."""

    def pictures(self) -> Iterator[Picture]:
        """Yield every picture once, from the first.

        Raises
        ------
        InputError
            When a picture cannot be read, or has another size than the first.
        """


def checked_size(width: int, height: int, origin: Path | str) -> Size:
    """Return the size of a picture, before anything is allocated for it.

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


def unreadable(origin: Path | str, reason: object) -> InputError:
    """Return the error for a file that is not what its name says."""
    return InputError(f"{origin} cannot be read: {reason}.", remedy=ALLOWED)
