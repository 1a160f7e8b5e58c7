"""An opened camera behind a GenTL producer."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from genicam import gentl
from typing_extensions import override

from camsetup.domain.errors import CameraError
from camsetup.sources.genicam.device import Buffer, Device
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.gentl.failures import SDK_ERRORS, gone, in_our_words
from camsetup.sources.gentl.nodes import GenapiNodes
from camsetup.sources.gentl.reading import BufferReading
from camsetup.sources.gentl.stream import FilledBuffers, StreamError

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.genicam.nodes import NodeMap
    from camsetup.sources.gentl.producer import Sighting
    from camsetup.sources.gentl.stream import Announced

#: A silent camera is asked so often whether it is still there: a stream from which
#: nothing comes looks the same with a trigger that waits and with a cable pulled out.
PRESENCE_S: Final = 0.1

_KILL = gentl.ACQ_STOP_FLAGS_LIST.ACQ_STOP_FLAGS_KILL


class GentlDevice(Device):
    """A camera that harvesters has opened.

    Parameters
    ----------
    acquirer
        harvesters' ``ImageAcquirer``.
    on_closed
        Called once, when the camera has been let go.
    """

    def __init__(
        self,
        camera: Sighting,
        acquirer: Any,  # noqa: ANN401 - harvesters is not typed
        on_closed: Callable[[], None],
    ) -> None:
        self._camera = camera
        self._acquirer = acquirer
        self._on_closed = on_closed
        self._nodes = GenapiNodes(acquirer.remote_device.node_map, camera.serial)
        self._transport = GenapiNodes(acquirer.device.node_map, camera.serial)
        self._stream: FilledBuffers | None = None
        self._seen_s = 0.0
        self._closed = False

    @property
    @override
    def serial(self) -> str:
        """Return the serial number as the producer says it."""
        return self._camera.serial

    @property
    @override
    def model(self) -> str:
        """Return the model's name."""
        return self._camera.model

    @property
    @override
    def nodes(self) -> NodeMap:
        """Return the camera's own nodes."""
        return self._nodes

    @property
    @override
    def transport(self) -> NodeMap:
        """Return the nodes of the link on the host's side."""
        return self._transport

    @override
    def start(self, buffers: int) -> None:
        """Begin to stream into so many buffers, or as many as the producer needs."""
        acquirer = self._acquirer
        acquirer.num_buffers = max(buffers, acquirer.min_num_buffers)
        self._reading = BufferReading(self._nodes, acquirer.device.module)
        try:
            with in_our_words(self.serial, "start"):
                acquirer.start()
        except AttributeError as error:
            raise NodeError(
                f"Camera {self.serial} cannot stream: it lacks AcquisitionStart, or a "
                "PayloadSize."
            ) from error
        self._stream = self._filled_buffers()
        self._seen_s = time.monotonic()

    @override
    def wait(self, timeout_s: float) -> Buffer | None:
        """Wait for the oldest buffer, incomplete ones too; None when none came."""
        give_up_s = time.monotonic() + timeout_s
        while True:
            left_s = give_up_s - time.monotonic()
            announced = self._next(min(left_s, PRESENCE_S))
            if announced is not None:
                self._seen_s = time.monotonic()
                return self._reading.buffer(announced)
            self._require_presence()
            if time.monotonic() >= give_up_s:
                return None

    @override
    def give_back(self, buffer: Buffer) -> None:
        """Let the producer fill the buffer again, while the stream runs."""
        announced = cast("Announced", buffer.handle)
        if self._stream is None:
            return
        with in_our_words(self.serial, "queue of buffers"):
            self._data_stream.queue_buffer(announced.raw)

    @override
    def stop(self) -> None:
        """End the stream; quiet when it does not run or the camera is gone."""
        self._stream = None
        if self._closed:
            return
        try:
            self._acquirer.stop()
        except SDK_ERRORS:
            # harvesters gave up at the camera's own node, before its own side.
            with suppress(*SDK_ERRORS):
                self._data_stream.stop_acquisition(_KILL)

    @override
    def close(self) -> None:
        """Let go of the camera; quiet a second time, and when it is gone."""
        if self._closed:
            return
        self.stop()
        self._closed = True
        self._nodes.forget()
        self._transport.forget()
        _destroy(self._acquirer)
        self._on_closed()

    @property
    def _data_stream(self) -> Any:  # noqa: ANN401 - harvesters is not typed
        return self._acquirer.data_streams[0]

    def _filled_buffers(self) -> FilledBuffers:
        acquirer = self._acquirer
        # harvesters has no public names for what it has made by now.
        event = acquirer._new_buffer_event_monitor_dict[self._data_stream]  # noqa: SLF001
        announced = acquirer._announced_buffers  # noqa: SLF001
        return FilledBuffers(self._camera.producer.library, event.handle, announced)

    def _next(self, timeout_s: float) -> Announced | None:
        if self._stream is None:
            raise CameraError(f"Camera {self.serial} has not been started.")
        try:
            return self._stream.wait(timeout_s)
        except StreamError as error:
            raise gone(self.serial, error) from error

    def _require_presence(self) -> None:
        now_s = time.monotonic()
        if now_s - self._seen_s < PRESENCE_S:
            return
        if self._reading.width:
            self._read_width()
        self._seen_s = now_s

    def _read_width(self) -> None:
        """Have the camera say what it could say when it was started."""
        try:
            self._nodes.number("Width")
        except NodeError as error:
            raise gone(self.serial, error) from error


def _destroy(acquirer: Any) -> None:  # noqa: ANN401 - harvesters is not typed
    """Let harvesters let go, and let go of what it keeps until the process ends.

    Both the acquirer and genicam's adapter of chunks have a finalizer that holds what
    it is to finalize: 0.6 MB of nodes for each opening.
    """
    chunks = acquirer._chunk_adapter  # noqa: SLF001 - it has no public name
    try:
        acquirer.__exit__(None, None, None)
    except SDK_ERRORS:
        with suppress(*SDK_ERRORS):
            acquirer.destroy()
    with suppress(*SDK_ERRORS):
        chunks.detach_node_map()
    chunks._finalizer.detach()  # noqa: SLF001 - as above
