"""Which drivers there are: ours by name, others by entry point."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, cast

from camsetup.domain.errors import CameraUnavailableError
from camsetup.sources.address import parse_address
from camsetup.sources.base import CameraFound, Driver, Readiness, Source
from camsetup.sources.by_serial import BY_SERIAL, located

if TYPE_CHECKING:
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.address import Address

#: Name of each driver and where its class is. Nobody else imports these modules.
BUILT_IN = {
    "simulator": "camsetup.sources.simulator:SimulatorDriver",
    "recording": "camsetup.sources.recording:RecordingDriver",
    "gentl": "camsetup.sources.gentl:GenTLDriver",
    "spinnaker": "camsetup.sources.spinnaker:SpinnakerDriver",
}


@dataclass(frozen=True, slots=True)
class BrokenDriver:
    """Stands in for a driver that could not be imported, and says why."""

    name: str
    reason: str

    def readiness(self) -> Readiness:
        """Say why the driver is not there."""
        return Readiness(
            ready=False, reason=self.reason, remedy="Reinstall its package."
        )

    def find(self) -> list[CameraFound]:
        """Find nothing."""
        return []

    def open(self, address: Address, role: CameraRole) -> Source:
        """Refuse."""
        raise CameraUnavailableError(
            f"Driver {address.driver} for camera {role.name}: {self.reason}",
            remedy="Reinstall its package.",
        )


@cache
def drivers() -> dict[str, Driver]:
    """Return every driver by name; a broken one is there too, and says why."""
    places = {point.name: point.value for point in entry_points(group=_GROUP)}
    return {name: _load(name, place) for name, place in (places | BUILT_IN).items()}


def open_source(address: str, role: CameraRole) -> Source:
    """Open the camera at an address for a role; ``serial:…`` finds its driver first.

    Raises
    ------
    CameraUnavailableError, InputError, UsageError
        As `Driver.open`.
    """
    known = drivers()
    parsed = parse_address(address, (*known, BY_SERIAL))
    if parsed.driver == BY_SERIAL:
        parsed = located(parsed, role, known)
    return known[parsed.driver].open(parsed, role)


_GROUP = "camsetup.sources"


def _load(name: str, place: str) -> Driver:
    module, _, attribute = place.partition(":")
    try:
        return cast("Driver", getattr(importlib.import_module(module), attribute)())
    except Exception as error:  # noqa: BLE001 - a plug-in's door
        return BrokenDriver(name, f"{type(error).__name__}: {error}")
