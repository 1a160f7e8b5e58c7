"""An opened camera as its SDK gives it: what `GenicamCamera` needs of an SDK."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.sources.genicam.nodes import NodeMap


@dataclass(frozen=True, slots=True, eq=False)
class Buffer:
    """What the SDK delivered; valid until it is given back.

    Attributes
    ----------
    data
        The bytes as they came, 1-D uint8, a view of the SDK's memory; shorter than
        the picture where it is incomplete.
    width, height
        In pixels, as the stream says (also of an incomplete picture).
    pixel_format
        PFNC's name ("Mono12p").
    frame_id
        As the SDK counts; what wraps at 16 or 32 bits is not unwrapped yet.
    device_time
        Ticks of the camera's clock.
    ticks_per_second
        1e9 where the clock counts nanoseconds.
    complete
        False when the SDK says that data are missing.
    handle
        Whatever the SDK needs to take it back.
    """

    data: NDArray[np.uint8]
    width: int
    height: int
    pixel_format: str
    frame_id: int
    device_time: int
    ticks_per_second: int
    complete: bool
    handle: object


class Device(Protocol):
    """One opened camera. Used by the thread that opened it, and by no other.

    Every method but `stop` and `close` raises `CameraLostError` when the camera is
    gone.
    """

    @property
    def serial(self) -> str:
        """Return the serial number as the SDK says it."""

    @property
    def model(self) -> str:
        """Return the model's name."""

    @property
    def nodes(self) -> NodeMap:
        """Return the camera's own nodes."""

    @property
    def transport(self) -> NodeMap:
        """Return the nodes of the link on the host's side (DeviceCurrentSpeed …)."""

    def start(self, buffers: int) -> None:
        """Begin to stream into so many buffers, oldest first, none overwritten."""

    def wait(self, timeout_s: float) -> Buffer | None:
        """Wait for the oldest buffer, incomplete ones too; None when none came.

        It does not hold the interpreter while it waits.
        """

    def give_back(self, buffer: Buffer) -> None:
        """Let the SDK fill the buffer again."""

    def stop(self) -> None:
        """End the stream; quiet when it does not run or the camera is gone."""

    def close(self) -> None:
        """Let go of the camera; quiet a second time, and when it is gone."""
