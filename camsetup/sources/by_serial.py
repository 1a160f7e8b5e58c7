"""Which driver opens the camera with a serial number: addresses ``serial:18012444``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from camsetup.domain.errors import CameraUnavailableError
from camsetup.sources.address import Address, parse_address
from camsetup.sources.genicam.serials import same_serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import CameraFound, Driver, Readiness

#: The word that begins an address which leaves the driver open.
BY_SERIAL = "serial"

#: Who is asked first. The camera's own SDK knows more of it than any GenTL producer.
_FIRST = ("spinnaker", "gentl")

#: What is missing to this one is mended most easily: the SDK of any maker brings it,
#: while PySpin is there for some versions of Python only.
_NEAREST = "gentl"

#: Who has no cameras of glass.
_NOT_REAL = ("simulator", "recording")

#: How the serials of simulated cameras begin.
_SIMULATED = "SIM-"


def located(
    address: Address, role: CameraRole, drivers: Mapping[str, Driver]
) -> Address:
    """Return the address by which a driver opens the camera with this serial.

    Where no driver sees it, the first that could is asked: it can say what is missing.
    It may take a second; called in the camera's own thread.

    Raises
    ------
    CameraUnavailableError
        When no camera is bound to the role, or no driver of real cameras is ready.
    """
    serial = address.place or role.serial
    if not serial:
        raise CameraUnavailableError(
            f"No camera is bound to {role.name}.",
            remedy="Choose its camera by the serial number, or wave at it.",
        )
    if is_simulated(serial):
        return Address("simulator", serial, address.options)
    for name in in_order(drivers):
        for camera in drivers[name].find():
            if same_serial(camera.serial, serial):
                found = parse_address(camera.address, drivers.keys())
                return replace(found, options={**found.options, **address.options})
    return Address(_first_ready(serial, drivers), serial, address.options)


def is_simulated(serial: str) -> bool:
    """Say whether this is the serial number of a simulated camera."""
    return serial.upper().startswith(_SIMULATED)


def in_order(drivers: Iterable[str]) -> list[str]:
    """Return the drivers' names as they are asked: the simulator's last."""
    return sorted(drivers, key=_rank)


def without_twins(cameras: Iterable[CameraFound]) -> tuple[CameraFound, ...]:
    """Return each camera once, as the first driver that sees it has it."""
    kept: list[CameraFound] = []
    for camera in cameras:
        if not any(same_serial(camera.serial, other.serial) for other in kept):
            kept.append(camera)
    return tuple(kept)


def _rank(name: str) -> tuple[bool, int]:
    place = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return name in _NOT_REAL, place


def _first_ready(serial: str, drivers: Mapping[str, Driver]) -> str:
    real = [name for name in in_order(drivers) if name not in _NOT_REAL]
    answers = {name: drivers[name].readiness() for name in real}
    ready = [name for name, answer in answers.items() if answer.ready]
    if ready:
        return ready[0]
    raise _none_ready(serial, answers)


def _none_ready(
    serial: str, answers: Mapping[str, Readiness]
) -> CameraUnavailableError:
    nearest_first = sorted(answers, key=lambda name: name != _NEAREST)
    reasons = "; ".join(
        f"{name}: {answers[name].reason.rstrip('.')}" for name in nearest_first
    )
    remedies = (answers[name].remedy for name in nearest_first)
    return CameraUnavailableError(
        f"No driver for camera {serial} is ready{f' ({reasons})' if reasons else ''}.",
        remedy=next(filter(None, remedies), ""),
    )
