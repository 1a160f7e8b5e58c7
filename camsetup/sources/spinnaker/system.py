"""Spinnaker's System, which is one for the whole process, and the cameras it sees."""

from __future__ import annotations

import atexit
import gc
import logging
from functools import cache
from threading import Lock, RLock
from typing import TYPE_CHECKING

from camsetup.domain.errors import (
    CameraError,
    CameraInUseError,
)
from camsetup.sources.spinnaker import sdk
from camsetup.sources.spinnaker.choosing import Seen, chosen
from camsetup.sources.spinnaker.failures import (
    asked,
    not_begun,
    not_opened,
    not_released,
)
from camsetup.sources.spinnaker.nodes import PySpinNodes

if TYPE_CHECKING:
    from camsetup.sources.genicam.nodes import NodeMap
    from camsetup.sources.spinnaker.sdk import Sdk

logger = logging.getLogger(__name__)


def system() -> System:
    """Return the one System, whichever thread asks: PySpin has one for each process.

    Raises
    ------
    CameraUnavailableError
        When PySpin is missing, or Spinnaker does not start.
    """
    with _MAKING:
        return _made()


def release_system() -> None:
    """Release the System, if there is one; done when the process ends.

    The next `system` is another one; cameras have to be closed before.
    """
    with _MAKING:
        if _made.cache_info().currsize:
            _made().release()
            _made.cache_clear()


_MAKING = Lock()


@cache
def _made() -> System:
    made = System()
    atexit.register(release_system)
    return made


class System:
    """Lists, opens and closes cameras, one thread at a time; streaming goes on.

    PySpin fails to release its System (−1004, or a crash at exit) while anything
    refers to a camera, also a loop's variable or a kept traceback. So a reference is
    only ever an argument, or the attribute of the one device that gives it up.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._open: set[str] = set()
        self._instance: Sdk = asked(sdk.load().System.GetInstance, not_begun)

    def cameras(self) -> list[Seen]:
        """List the cameras on all buses.

        Raises
        ------
        CameraError
            When Spinnaker fails to list them.
        """
        with self._lock:
            return asked(self._listed, not_begun)

    def open(self, serial: str) -> tuple[Seen, Sdk]:
        """Return a camera as `chosen` chooses it, seen and initialised.

        Raises
        ------
        CameraUnavailableError
            When it is not there, is in use, or does not answer.
        UsageError
            When it is not said which of several is meant.
        """
        with self._lock:
            return asked(
                lambda: self._opened(serial), lambda error: not_opened(serial, error)
            )

    def close(self, serial: str, camera: Sdk) -> None:
        """End the use of a camera; the caller drops its reference. Quiet if gone."""
        with self._lock:
            self._open.discard(serial)
            try:
                asked(camera.DeInit, not_released)
            except CameraError as error:
                logger.debug("closing camera %s: %s", serial, error)

    def release(self) -> None:
        """Release PySpin's System; this object cannot be used any more."""
        with self._lock:
            instance, self._instance = self._instance, None
            if instance is None:
                return
            # A traceback in a cycle may still refer to a camera.
            gc.collect()
            try:
                asked(instance.ReleaseInstance, not_released)
            except CameraError as error:
                logger.warning("%s", error)

    def version(self) -> str:
        """Return the version of the Spinnaker library that PySpin has loaded."""
        number = self._instance.GetLibraryVersion()
        return f"{number.major}.{number.minor}.{number.type}.{number.build}"

    def _listed(self) -> list[Seen]:
        cameras = self._instance.GetCameras()
        try:
            return self._all_of(cameras)
        finally:
            cameras.Clear()

    def _opened(self, serial: str) -> tuple[Seen, Sdk]:
        cameras = self._instance.GetCameras()
        try:
            here = self._all_of(cameras)
            index = chosen(here, serial)
            camera = self._initialised(here[index], cameras.GetByIndex(index))
            return here[index], camera
        finally:
            cameras.Clear()

    def _all_of(self, cameras: Sdk) -> list[Seen]:
        return [self._seen(cameras.GetByIndex(i)) for i in range(cameras.GetSize())]

    def _seen(self, camera: Sdk) -> Seen:
        nodes = PySpinNodes(camera.GetTLDeviceNodeMap, "on the bus", camera.IsValid)
        serial = _word(nodes, "DeviceSerialNumber")
        return Seen(
            serial,
            _word(nodes, "DeviceModelName"),
            _word(nodes, "DeviceAccessStatus"),
            _word(nodes, "DeviceCurrentSpeed"),
            ours=serial in self._open,
        )

    def _initialised(self, seen: Seen, camera: Sdk) -> Sdk:
        if seen.ours:
            raise CameraInUseError(
                f"Camera {seen.serial} is already open in this program.",
                remedy="Give each role a camera of its own.",
            )
        camera.Init()
        self._open.add(seen.serial)
        return camera


def _word(nodes: NodeMap, name: str) -> str:
    try:
        return nodes.word(name)
    except CameraError:
        return ""
