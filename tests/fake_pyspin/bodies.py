"""The cameras that the System has found: one body, however many handles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genicam import genapi, gentl
from harvesters._private.core.port import ConcretePort

from camsim.control import VirtualCamera
from camsim.nodes.layout import registers
from fake_pyspin import misuse
from fake_pyspin.errors import (
    SDK,
    SPINNAKER_ERR_IO,
    SPINNAKER_ERR_NOT_INITIALIZED,
    SPINNAKER_ERR_RESOURCE_IN_USE,
    SpinnakerException,
)
from fake_pyspin.features import CameraFeature, HostFeature, Interface
from fake_pyspin.images import Image, Stream
from fake_pyspin.manner import manner
from fake_pyspin.nodes import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = registers()["Width"]
_STATUS = "DEVICE_ACCESS_STATUS_"
_ACCESS = {
    "READWRITE": "ReadWrite",
    "READONLY": "ReadOnly",
    "NOACCESS": "NoAccess",
    "BUSY": "Busy",
    "OPEN_READWRITE": "OpenReadWrite",
    "OPEN_READONLY": "OpenReadOnly",
}


class Body:
    """One plugging of one camera; ``entry`` is GenTL's DeviceInfo."""

    def __init__(self, entry: Any) -> None:
        self.entry = entry
        self._device: Any = None
        self._nodes: Any = None
        self._stream: Stream | None = None
        self._was_gone = False
        self.watch = Watch(self._require_answer)
        self.bus_watch = Watch(lambda: None)
        self.link = _by_name(self._link_features())
        self.stream_settings = _by_name(_stream_features())

    @property
    def is_gone(self) -> bool:
        """Whether it has been unplugged since it was initialised.

        Asked by any thread, so not of the node map: genicam's locks that, and waits for
        the interpreter while it reads; two threads there wait for each other for ever.
        """
        device = self._device
        if device is not None and not self._was_gone:
            try:
                device.remote_port.read(_WIDTH.address, _WIDTH.size)
            except SDK:
                self._was_gone = True
        return self._was_gone

    @property
    def is_initialised(self) -> bool:
        return self._device is not None

    @property
    def is_streaming(self) -> bool:
        return self._stream is not None

    def camera_feature(self, name: str) -> CameraFeature | None:
        if self._nodes is None or name in manner.lacks:
            return None
        if not self._nodes.has_node(name):
            return None
        return CameraFeature(self._nodes.get_node(name))

    def initialise(self) -> None:
        if self.is_gone:
            raise SpinnakerException(
                "Camera has been removed from the list and is no longer valid.",
                SPINNAKER_ERR_NOT_INITIALIZED,
            )
        if self._device is not None:
            return
        device = self.entry.create_device()
        device.open(gentl.DEVICE_ACCESS_FLAGS_LIST.DEVICE_ACCESS_EXCLUSIVE)
        self._device = device
        self._nodes = _node_map(device.remote_port)

    def deinitialise(self) -> None:
        if self._stream is not None:
            misuse.note("DeInit while streaming")
            raise SpinnakerException(
                "Can't de-initialize camera. Camera is still streaming.",
                SPINNAKER_ERR_RESOURCE_IN_USE,
            )
        if len(self.watch.pointers):
            names = sorted({pointer.GetName() for pointer in self.watch.pointers})
            misuse.note(f"DeInit while pointers to nodes are kept: {names}")
        device, self._device = self._device, None
        self._nodes = None
        if device is not None:
            device.close()

    def abandon(self) -> None:
        """End everything, whoever still refers to it."""
        if self._stream is not None:
            self.end()
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def begin(self) -> None:
        self._require_answer()
        if self._stream is not None:
            raise SpinnakerException(
                "Camera is already streaming.", SPINNAKER_ERR_RESOURCE_IN_USE
            )
        self._stream = Stream(self._device, self._nodes, self._buffers())

    def next_image(self, timeout_ms: int) -> Image:
        if self._stream is None:
            raise SpinnakerException(
                "Camera has not started streaming", SPINNAKER_ERR_IO
            )
        return self._stream.next(timeout_ms)

    def end(self) -> None:
        stream, self._stream = self._stream, None
        if stream is None:
            raise SpinnakerException(
                "Camera is not started.", SPINNAKER_ERR_NOT_INITIALIZED
            )
        stream.end()

    def _buffers(self) -> int:
        wanted = {
            name: feature.get(ignore_cache=True)
            for name, feature in self.stream_settings.items()
        }
        manual = wanted.get("StreamBufferCountMode") == "Manual"
        return wanted.get("StreamBufferCountManual", 10) if manual else 10

    def _require_answer(self) -> None:
        if self._device is None:
            raise SpinnakerException(
                "Camera is not initialized.", SPINNAKER_ERR_NOT_INITIALIZED
            )
        if self.is_gone:
            raise SpinnakerException("Device is gone.", manner.code_when_gone)

    def _link_features(self) -> Iterable[HostFeature]:
        serial = int(self.entry.serial_number)
        written = f"{serial:08X}" if manner.hex_serials else str(serial)
        yield _text("DeviceSerialNumber", written)
        yield _text("DeviceModelName", self.entry.model)
        yield _choice("DeviceAccessStatus", self._access, tuple(_ACCESS.values()))
        yield _choice("DeviceCurrentSpeed", self._speed, ("HighSpeed", "SuperSpeed"))

    def _access(self) -> str:
        status = gentl.DEVICE_ACCESS_STATUS_LIST(self.entry.access_status)
        return _ACCESS.get(status.name.removeprefix(_STATUS), "Unknown")

    def _speed(self) -> str:
        hand = VirtualCamera(self.entry.serial_number)
        slow = hand.usb2
        hand.let_go()
        return "HighSpeed" if slow else "SuperSpeed"


def _node_map(port: Any) -> Any:
    _, address, size = port.url_info_list[0].url.split(";")
    _, xml = port.read(int(address, 16), int(size, 16))
    nodes = genapi.NodeMap()
    nodes.load_xml_from_string(xml.decode())
    nodes.connect(ConcretePort(port), port.name)
    return nodes


def _stream_features() -> Iterable[HostFeature]:
    yield HostFeature(
        "StreamBufferCountMode",
        Interface.ENUMERATION,
        "Auto",
        words=("Manual", "Auto"),
    )
    yield HostFeature("StreamBufferCountManual", Interface.INTEGER, 10, limits=(1, 500))
    yield HostFeature(
        "StreamBufferHandlingMode",
        Interface.ENUMERATION,
        "OldestFirstOverwrite",
        words=("OldestFirst", "OldestFirstOverwrite", "NewestOnly", "NewestFirst"),
    )


def _text(name: str, value: str) -> HostFeature:
    return HostFeature(name, Interface.STRING, value, fixed=True)


def _choice(name: str, value: Any, words: tuple[str, ...]) -> HostFeature:
    return HostFeature(name, Interface.ENUMERATION, value, words=words, fixed=True)


def _by_name(features: Iterable[HostFeature]) -> dict[str, HostFeature]:
    return {feature.name: feature for feature in features}
