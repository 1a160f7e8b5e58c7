"""The driver of cameras behind Spinnaker."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.domain.errors import CameraError, CameraUnavailableError
from camsetup.sources.abilities import PutsBack
from camsetup.sources.address import Address
from camsetup.sources.base import CameraFound, Driver, Readiness
from camsetup.sources.spinnaker import sdk

if TYPE_CHECKING:
    from collections.abc import Collection

    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import Source
    from camsetup.sources.spinnaker.device import SpinnakerDevice
    from camsetup.sources.spinnaker.system import System

logger = logging.getLogger(__name__)


class SpinnakerDriver(Driver, PutsBack):
    """Opens ``spinnaker:SERIAL``, and ``spinnaker`` where there is one camera only."""

    def __init__(self) -> None:
        self._trouble: CameraError | None = None

    @property
    @override
    def name(self) -> str:
        """Return the word that begins the addresses."""
        return "spinnaker"

    @override
    def readiness(self) -> Readiness:
        """Say whether PySpin can be used here. Never raises, never slow.

        It starts nothing: that Spinnaker fails is known once cameras were looked for.
        """
        trouble = _missing() or self._trouble
        if trouble:
            return Readiness(ready=False, reason=trouble.message, remedy=trouble.remedy)
        return Readiness(ready=True)

    @override
    def find(self) -> list[CameraFound]:
        """List the cameras, those in use too. Never raises."""
        if _missing():
            return []
        try:
            seen = _system().cameras()
        except CameraError as error:
            if self._trouble is None:
                logger.warning("%s", error)
            self._trouble = error
            return []
        self._trouble = None
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

        return GenicamCamera(self.open_device(address, role.serial), role)

    def open_device(self, address: Address, serial: str = "") -> SpinnakerDevice:
        """Open the camera of this address, or else of this serial number, untouched.

        Raises
        ------
        CameraUnavailableError, UsageError
            As `open`.
        """
        from camsetup.sources.spinnaker.device import (  # noqa: PLC0415 - an optional SDK
            SpinnakerDevice,
        )

        address.numbers(())
        return SpinnakerDevice(_system(), address.place or serial)

    @override
    def put_back_left_behind(self, but: Collection[str]) -> tuple[str, ...]:
        """Put back as found the cameras that died in our hands, but these."""
        # It loads what only an opened camera needs.
        from camsetup.sources.genicam.custody import (  # noqa: PLC0415
            put_back_orphans,
        )

        return put_back_orphans(
            lambda serial: self.open_device(Address(self.name, serial)), but=but
        )


def _missing() -> CameraError | None:
    """Return why PySpin cannot be loaded; None when it can."""
    try:
        sdk.load()
    except CameraUnavailableError as error:
        return error
    return None


def _system() -> System:
    """Return the process's System, which needs PySpin."""
    from camsetup.sources.spinnaker.system import system  # noqa: PLC0415 - optional SDK

    return system()
