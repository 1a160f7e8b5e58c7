"""The System, lists of cameras and handles of cameras, counted while they live."""

# ruff: noqa: N802 (names are PySpin's)
from __future__ import annotations

import os
import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from genicam import gentl

from camsim.build import producer
from fake_pyspin import misuse
from fake_pyspin.bodies import Body
from fake_pyspin.errors import (
    SPINNAKER_ERR_ERROR,
    SPINNAKER_ERR_INVALID_ID,
    SPINNAKER_ERR_NOT_INITIALIZED,
    SPINNAKER_ERR_RESOURCE_IN_USE,
    SpinnakerException,
    spoken,
)
from fake_pyspin.manner import manner
from fake_pyspin.nodes import INodeMap

if TYPE_CHECKING:
    from pathlib import Path

    from fake_pyspin.images import Image

_LOOK_MS = 100


class Camera:
    """A handle of a camera; the System cannot be released while one lives."""

    def __init__(self, body: Body, handles: WeakSet[Camera]) -> None:
        self._body = body
        handles.add(self)

    @spoken
    def Init(self) -> None:
        self._body.initialise()

    @spoken
    def DeInit(self) -> None:
        self._body.deinitialise()

    def IsInitialized(self) -> bool:
        return self._body.is_initialised

    def IsValid(self) -> bool:
        return not (manner.says_when_gone and self._body.is_gone)

    def IsStreaming(self) -> bool:
        return self._body.is_streaming

    @spoken
    def BeginAcquisition(self) -> None:
        self._body.begin()

    @spoken
    def EndAcquisition(self) -> None:
        self._body.end()

    @spoken
    def GetNextImage(self, timeout_ms: int) -> Image:
        if type(timeout_ms) is not int:
            raise TypeError("in method 'GetNextImage', argument 2 of type 'uint64_t'")
        return self._body.next_image(timeout_ms)

    def GetNodeMap(self) -> INodeMap:
        if not self._body.is_initialised:
            raise SpinnakerException(
                "Camera is not initialized.", SPINNAKER_ERR_NOT_INITIALIZED
            )
        return INodeMap(self._body.camera_feature, self._body.watch)

    def GetTLDeviceNodeMap(self) -> INodeMap:
        return INodeMap(self._body.link.get, self._body.bus_watch)

    def GetTLStreamNodeMap(self) -> INodeMap:
        return INodeMap(self._body.stream_settings.get, self._body.bus_watch)


class CameraList:
    """The cameras found at one moment."""

    def __init__(self, bodies: list[Body], system: System) -> None:
        self._bodies, self._handles = bodies, system.handles
        system.lists.add(self)

    def GetSize(self) -> int:
        return len(self._bodies)

    def GetByIndex(self, index: int) -> Camera:
        if not 0 <= index < len(self._bodies):
            raise SpinnakerException(f"no camera {index}", SPINNAKER_ERR_INVALID_ID)
        return Camera(self._bodies[index], self._handles)

    def GetBySerial(self, serial: str) -> Camera:
        for body in self._bodies:
            if body.link["DeviceSerialNumber"].get(ignore_cache=True) == serial:
                return Camera(body, self._handles)
        raise SpinnakerException(f"no camera {serial}", SPINNAKER_ERR_INVALID_ID)

    def Clear(self) -> None:
        self._bodies = []

    def __del__(self) -> None:
        if self._bodies:
            misuse.note("a list of cameras was dropped before Clear")


class System:
    """What `GetInstance` returns, as long as it is not released."""

    _instance: System | None = None

    def __init__(self) -> None:
        self.handles: WeakSet[Camera] = WeakSet()
        self.lists: WeakSet[CameraList] = WeakSet()
        self._bodies: dict[str, Body] = {}
        self._library = gentl.GenTLProducer.create_producer()
        self._library.open(str(_producer()))
        self._transport = self._library.create_system()
        self._transport.open()
        self._transport.update_interface_info_list(_LOOK_MS)
        self._interface = self._transport.interface_info_list[0].create_interface()
        self._interface.open()

    @staticmethod
    @spoken
    def GetInstance() -> System:
        if manner.system_fails:
            raise SpinnakerException("Could not load GenTL.", SPINNAKER_ERR_ERROR)
        if System._instance is None:
            System._instance = System()
        return System._instance

    def GetLibraryVersion(self) -> SimpleNamespace:
        return SimpleNamespace(major=4, minor=2, type=0, build=88)

    @spoken
    def GetCameras(self) -> CameraList:
        self._interface.update_device_info_list(_LOOK_MS)
        return CameraList(
            [self._body(entry) for entry in self._interface.device_info_list], self
        )

    @spoken
    def ReleaseInstance(self) -> None:
        if len(self.handles) or any(list_.GetSize() for list_ in self.lists):
            misuse.note("ReleaseInstance while a camera is referred to")
            raise SpinnakerException(
                "Can't clear a camera because something still holds a reference to "
                "the camera",
                SPINNAKER_ERR_RESOURCE_IN_USE,
            )
        self._leave()

    @staticmethod
    def abandon() -> None:
        """Begin anew, whatever a test that failed has left open."""
        if System._instance is not None:
            System._instance._leave()

    def _leave(self) -> None:
        System._instance = None
        for body in self._bodies.values():
            body.abandon()
        self._bodies.clear()
        for module in (self._interface, self._transport, self._library):
            module.close()

    def _body(self, entry: Any) -> Body:
        body = self._bodies.get(entry.id_)
        if body is None or body.is_gone:
            body = self._bodies[entry.id_] = Body(entry)
        body.entry = entry
        return body


def _producer() -> Path:
    """Return a copy of camsim's producer: the gentl driver may have loaded that."""
    original = producer()
    copy = original.parent / "spinnaker" / original.name
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        aside = copy.with_suffix(f".{os.getpid()}")
        shutil.copyfile(original, aside)
        aside.replace(copy)
    return copy
