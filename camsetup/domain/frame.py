"""A frame: one picture with the stamps that say when it was taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    @override
    def __str__(self) -> str:
        """Write the size the way people do."""
        return f"{self.width}×{self.height}"

    @property
    def aspect(self) -> float:
        """Return width over height."""
        return self.width / self.height


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is kept of every frame, also of those nobody looked at.

    Attributes
    ----------
    frame_id
        The camera's own running number; a gap means dropped frames.
    device_time_ns
        The camera's clock, in nanoseconds from any start.
    host_time_ns
        ``time.monotonic_ns()`` when the frame reached this computer.
    complete
        False when the driver says that rows are missing.
    """

    frame_id: int
    device_time_ns: int
    host_time_ns: int
    complete: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture, owned by nobody in particular and changed by nobody.

    Attributes
    ----------
    pixels
        h×w uint8, C-contiguous, owned and read-only, turned as the rig says.
    stamp
        When it was taken and which one it is.
    """

    pixels: NDArray[np.uint8]
    stamp: Stamp

    @classmethod
    def seal(cls, pixels: NDArray[np.uint8], stamp: Stamp) -> Frame:
        """Make a frame of pixels that the caller hands over, and lock them."""
        pixels.flags.writeable = False
        return cls(pixels, stamp)

    @property
    def size(self) -> Size:
        """Return width and height of the picture."""
        height, width = self.pixels.shape
        return Size(width, height)
