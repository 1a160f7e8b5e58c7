"""A camera that Spinnaker has opened."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from typing_extensions import override

from camsetup.domain.errors import CameraError, CameraLostError
from camsetup.sources.genicam.device import Buffer, Device
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.spinnaker.failures import (
    MEMORY,
    asked,
    lost,
    node_failure,
    not_released,
    not_started,
)
from camsetup.sources.spinnaker.nodes import PySpinNodes
from camsetup.sources.spinnaker.pacing import Pacing
from camsetup.sources.spinnaker.stream import Loans

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.genicam.nodes import NodeMap
    from camsetup.sources.spinnaker.sdk import Sdk
    from camsetup.sources.spinnaker.system import System

#: A number that every camera has (SFNC) and lets read; past the cache, it comes from
#: the camera and not from the SDK.
_PRESENCE: Final = "Width"

#: With fewer, a camera at 150 Hz loses frames within 50 ms.
FEWEST_BUFFERS: Final = 8

logger = logging.getLogger(__name__)

_Answer = TypeVar("_Answer")


class SpinnakerDevice(Device):
    """One opened camera.

    Parameters
    ----------
    system
        Opens it, and closes it in the end.
    serial
        In decimal or in hex, as the rig file or the address has it.
    """

    def __init__(self, system: System, serial: str) -> None:
        self._system = system
        self._pacing = Pacing()
        self._loans = Loans()
        self._camera: Sdk = None
        self._seen, self._camera = system.open(serial)
        self._nodes = self._map_of("GetNodeMap")
        self._transport = self._map_of("GetTLDeviceNodeMap")
        self._stream = self._map_of("GetTLStreamNodeMap")

    @property
    @override
    def serial(self) -> str:
        """Return the serial number as Spinnaker says it."""
        return self._seen.serial

    @property
    @override
    def model(self) -> str:
        """Return the model's name."""
        return self._seen.model

    @property
    @override
    def nodes(self) -> NodeMap:
        """Return the camera's own nodes."""
        return self._nodes

    @property
    @override
    def transport(self) -> NodeMap:
        """Return the nodes of the link on the host's side (DeviceCurrentSpeed …)."""
        return self._transport

    @override
    def start(self, buffers: int) -> None:
        """Begin to stream into so many buffers, oldest first, none overwritten.

        Where the system has no memory for them (Linux shares 16 MB of it between all
        USB cameras at first), half as many are tried, down to `FEWEST_BUFFERS`.

        Raises
        ------
        CameraError
            When the camera does not begin.
        """
        self._prefer("StreamBufferCountMode", "Manual")
        self._prefer("StreamBufferHandlingMode", "OldestFirst")
        while not self._begins(buffers):
            buffers //= 2
            logger.warning(
                "Camera %s does not begin with more than %d buffers: frames may be "
                "lost when the computer is busy. %s",
                *(self.serial, buffers, MEMORY),
            )

    @override
    def wait(self, timeout_s: float) -> Buffer | None:
        """Wait for the oldest buffer, incomplete ones too; None when none came."""
        number = self._pacing.wait(
            lambda: self._asked(lambda: self._loans.look(self._live())), timeout_s
        )
        if number is None:
            self._require_answer()
            return None
        return self._asked(lambda: self._loans.buffer(number))

    @override
    def give_back(self, buffer: Buffer) -> None:
        """Let the SDK fill the buffer again; given back twice is given back once."""
        self._asked(lambda: self._loans.give_back(buffer.handle))

    @override
    def stop(self) -> None:
        """End the stream; quiet when it does not run or the camera is gone."""
        if self._camera is None:
            return
        for number in self._loans.numbers():
            self._quietly(partial(self._loans.give_back, number))
        self._quietly(self._end)

    @override
    def close(self) -> None:
        """Let go of the camera; quiet a second time, and when it is gone."""
        if self._camera is None:
            return
        self.stop()
        self._system.close(self.serial, self._camera)
        self._camera = None

    def _begins(self, buffers: int) -> bool:
        """Begin, or return False when fewer buffers may help."""
        self._prefer_buffers(buffers)
        try:
            asked(lambda: self._live().BeginAcquisition(), self._start_failure)
        except CameraLostError:
            raise
        except CameraError:
            if buffers <= FEWEST_BUFFERS:
                raise
            return False
        return True

    def _end(self) -> None:
        if self._live().IsStreaming():
            self._live().EndAcquisition()

    def _prefer(self, node: str, word: str) -> None:
        """Ask something of the stream; go on without it, and say so."""
        try:
            self._stream.set_word(node, word)
        except NodeError as error:
            logger.warning("%s Frames may be lost uncounted.", error)

    def _prefer_buffers(self, buffers: int) -> None:
        try:
            limits = self._stream.limits("StreamBufferCountManual")
            self._stream.set_number("StreamBufferCountManual", limits.clamp(buffers))
        except NodeError as error:
            logger.warning("%s Frames may be lost when the computer is busy.", error)

    def _require_answer(self) -> None:
        """Tell a camera that is gone from one that is silent: only one answers."""
        if not self._valid():
            raise lost(self.serial)
        try:
            self._nodes.number(_PRESENCE)
        except NodeError as error:
            raise lost(self.serial) from error

    def _map_of(self, getter: str) -> PySpinNodes:
        return PySpinNodes(
            lambda: getattr(self._live(), getter)(), self.serial, self._valid
        )

    def _live(self) -> Sdk:
        if self._camera is None:
            raise CameraLostError(f"Camera {self.serial} has been closed.")
        return self._camera

    def _valid(self) -> bool:
        return self._camera is not None and bool(self._camera.IsValid())

    def _asked(self, question: Callable[[], _Answer]) -> _Answer:
        return asked(
            question,
            lambda error: node_failure(
                self.serial, "stream", error, valid=self._valid()
            ),
        )

    def _quietly(self, deed: Callable[[], None]) -> None:
        try:
            asked(deed, not_released)
        except CameraError as error:
            logger.debug("camera %s: %s", self.serial, error)

    def _start_failure(self, error: Exception) -> CameraError:
        if not self._valid():
            return lost(self.serial, error)
        return not_started(self.serial, error)
