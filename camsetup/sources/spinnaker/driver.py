"""The driver of cameras behind Spinnaker."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.domain.errors import CameraError, CameraUnavailableError
from camsetup.sources.base import CameraFound, Driver, Readiness
from camsetup.sources.spinnaker import sdk

if TYPE_CHECKING:
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.address import Address
    from camsetup.sources.base import Source
    from camsetup.sources.spinnaker.device import SpinnakerDevice
    from camsetup.sources.spinnaker.system import System

logger = logging.getLogger(__name__)


class SpinnakerDriver(Driver):
    """Opens ``spinnaker:SERIAL``, and ``spinnaker`` where there is one camera only."""

    @property
    @override
    def name(self) -> str:
        """Return the word that begins the addresses."""
        return "spinnaker"

    @override
    def readiness(self) -> Readiness:
        """Say whether PySpin can be used here. Never raises, never slow."""
        try:
            sdk.load()
        except CameraUnavailableError as error:
            return Readiness(ready=False, reason=error.message, remedy=error.remedy)
        return Readiness(ready=True)

    @override
    def find(self) -> list[CameraFound]:
        """List the cameras, those in use too. Never raises."""
        if not self.readiness().ready:
            return []
        try:
            seen = _system().cameras()
        except CameraError as error:
            logger.warning("%s", error)
            return []
        return [
            CameraFound(
                f"{self.name}:{camera.serial}",
                camera.serial,
                camera.model,
                camera.problem,
            )
            for camera in seen
            if camera.serial
        ]

    @override
    def open(self, address: Address, role: CameraRole) -> Source:
        """Open the camera of this address, or else of this role's serial number.

        Raises
        ------
        CameraUnavailableError
            When it is not there or in use, or PySpin is missing.
        UsageError
            When the address has an unknown option, or does not say which of several.
        """
        # It loads what only an opened camera needs.
        from camsetup.sources.genicam.camera import GenicamCamera  # noqa: PLC0415

        return GenicamCamera(self.open_device(address, role), role)

    def open_device(self, address: Address, role: CameraRole) -> SpinnakerDevice:
        """Open the camera as `open` does, without preparing it.

        Raises
        ------
        CameraUnavailableError, UsageError
            As `open`.
        """
        from camsetup.sources.spinnaker.device import (  # noqa: PLC0415 - an optional SDK
            SpinnakerDevice,
        )

        address.numbers(())
        return SpinnakerDevice(_system(), address.place or role.serial)


def _system() -> System:
    """Return the process's System, which needs PySpin."""
    from camsetup.sources.spinnaker.system import system  # noqa: PLC0415 - optional SDK

    return system()
