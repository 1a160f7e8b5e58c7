"""What every recording offers: its size, its rate, and its pictures in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size

#: What a recording may be, as remedies say it.
ALLOWED = (
    "A recording is a video file, a .npy stack (n×h×w or h×w, uint8 or uint16), a "
    "folder of png, tif, jpg or bmp images, or one such image."
)


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


def unreadable(origin: Path | str, reason: object) -> InputError:
    """Return the error for a file that is not what its name says."""
    return InputError(f"{origin} cannot be read: {reason}.", remedy=ALLOWED)
