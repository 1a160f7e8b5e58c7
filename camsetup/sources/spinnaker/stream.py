"""The images that Spinnaker has lent us, each until it is given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from camsetup.sources.genicam.device import Buffer
from camsetup.sources.spinnaker import sdk
from camsetup.sources.spinnaker.failures import NO_FRAME, code_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.sources.spinnaker.sdk import Sdk

#: PySpin's EVENT_TIMEOUT_NONE: `GetNextImage` looks and does not wait. Whether it holds
#: the interpreter while it waits (harvesters' issue 508 says no) then does not matter.
NO_WAIT_MS: Final = 0

#: Spinnaker stamps frames in nanoseconds, whatever the camera counts.
TICKS_PER_SECOND: Final = 1_000_000_000


class Loans:
    """Images by the number of their loan.

    An image refers to its camera and has to be gone before that is closed. Buffers
    therefore carry a number, and the images themselves are only here.
    """

    def __init__(self) -> None:
        self._images: dict[int, Sdk] = {}
        self._next = 0

    def look(self, camera: Sdk) -> int | None:
        """Borrow the oldest image and return its number; None when none is there."""
        try:
            image = camera.GetNextImage(NO_WAIT_MS)
        except sdk.load().SpinnakerException as error:
            if code_of(error) in NO_FRAME:
                return None
            raise
        self._next += 1
        self._images[self._next] = image
        return self._next

    def buffer(self, number: int) -> Buffer:
        """Return what an image holds, as a view of the SDK's memory."""
        image = self._images[number]
        return Buffer(
            data=_bytes(image),
            width=int(image.GetWidth()),
            height=int(image.GetHeight()),
            pixel_format=str(image.GetPixelFormatName()),
            frame_id=int(image.GetFrameID()),
            device_time=int(image.GetTimeStamp()),
            ticks_per_second=TICKS_PER_SECOND,
            complete=not image.IsIncomplete(),
            handle=number,
        )

    def give_back(self, number: object) -> None:
        """Release an image; one that has been released already is left alone."""
        image = self._images.pop(number, None)  # type: ignore[call-overload]
        if image is not None:
            image.Release()

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the images that are out."""
        return tuple(self._images)


def _bytes(image: Sdk) -> NDArray[np.uint8]:
    """Return the bytes as they came, whatever type PySpin gives them."""
    return np.asarray(image.GetData()).reshape(-1).view(np.uint8)
