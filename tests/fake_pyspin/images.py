"""Images on loan from a stream of frames."""

# ruff: noqa: N802 (names are PySpin's)
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import numpy as np
from genicam import gentl

from camsim.nodes.chameleon3 import PIXEL_FORMATS
from fake_pyspin import misuse
from fake_pyspin.errors import (
    SDK,
    SPINNAKER_ERR_INVALID_BUFFER,
    SpinnakerException,
    spoken,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMES = {code: name for name, code in PIXEL_FORMATS.items()}


class Image:
    """A frame in the SDK's memory, until it is released."""

    def __init__(self, stream: Stream, buffer: Any) -> None:
        self._stream, self._buffer = stream, buffer

    @spoken
    def IsIncomplete(self) -> bool:
        return not self._lent().is_complete()

    @spoken
    def GetImageStatus(self) -> int:
        return 0 if self._lent().is_complete() else 3

    @spoken
    def GetData(self) -> NDArray[np.uint8] | NDArray[np.uint16]:
        raw = np.frombuffer(self._lent().raw_buffer, np.uint8)
        pixels = self.GetWidth() * self.GetHeight()
        data = raw[: pixels * self._bits() // 8]
        return data.view(np.uint16) if self._bits() == 16 else data

    @spoken
    def GetNDArray(self) -> NDArray[np.uint8] | NDArray[np.uint16]:
        return self.GetData().reshape(self.GetHeight(), self.GetWidth())

    @spoken
    def GetWidth(self) -> int:
        return int(self._lent().width)

    @spoken
    def GetHeight(self) -> int:
        return int(self._lent().height)

    @spoken
    def GetPixelFormatName(self) -> str:
        return _NAMES[self._lent().pixel_format]

    @spoken
    def GetFrameID(self) -> int:
        return int(self._lent().frame_id)

    @spoken
    def GetTimeStamp(self) -> int:
        return int(self._lent().timestamp_ns)

    @spoken
    def Release(self) -> None:
        buffer = self._lent()
        self._buffer = None
        self._stream.take_back(self, buffer)

    def _bits(self) -> int:
        return (self._lent().pixel_format >> 16) & 0xFF

    def _lent(self) -> Any:
        if self._buffer is None:
            misuse.note("an image was used after its Release")
            raise SpinnakerException(
                "Image has been released.", SPINNAKER_ERR_INVALID_BUFFER
            )
        return self._buffer


class Stream:
    """Buffers that the camera fills, from begin to end of one acquisition."""

    def __init__(self, device: Any, nodes: Any, buffers: int) -> None:
        self._nodes = nodes
        self._lent: WeakSet[Image] = WeakSet()
        self._source = device.create_data_stream()
        self._source.open(device.data_stream_ids[0])
        token = self._source.register_event(gentl.EVENT_TYPE_LIST.EVENT_NEW_BUFFER)
        self._event = gentl.EventManagerNewBuffer(token)
        size = nodes.get_node("PayloadSize").value
        self._memory = [bytes(size) for _ in range(buffers)]
        self._announced = [
            self._source.announce_buffer(gentl.BufferToken(memory, i))
            for i, memory in enumerate(self._memory)
        ]
        for buffer in self._announced:
            self._source.queue_buffer(buffer)
        nodes.get_node("TLParamsLocked").value = 1
        self._source.start_acquisition(gentl.ACQ_START_FLAGS_LIST(0), -1)
        nodes.get_node("AcquisitionStart").execute()

    def next(self, timeout_ms: int) -> Image:
        self._event.update_event_data(timeout_ms)
        image = Image(self, self._event.buffer)
        self._lent.add(image)
        return image

    def take_back(self, image: Image, buffer: Any) -> None:
        self._lent.discard(image)
        self._source.queue_buffer(buffer)

    def end(self) -> None:
        if len(self._lent):
            misuse.note("EndAcquisition before every image was released")
        for step in (self._stop_camera, self._stop_source):
            try:
                step()
            except SDK:  # noqa: PERF203 - the camera may be gone
                continue

    def _stop_camera(self) -> None:
        self._nodes.get_node("AcquisitionStop").execute()
        self._nodes.get_node("TLParamsLocked").value = 0

    def _stop_source(self) -> None:
        self._source.stop_acquisition(gentl.ACQ_STOP_FLAGS_LIST.ACQ_STOP_FLAGS_KILL)
        self._source.flush_buffer_queue(gentl.ACQ_QUEUE_TYPE_LIST.ACQ_QUEUE_ALL_DISCARD)
        for buffer in self._announced:
            self._source.revoke_buffer(buffer)
        self._source.close()
