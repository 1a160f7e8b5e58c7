"""A plan: which cameras of which rig, from where, under which outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.domain.errors import UsageError
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig, rig_with_camera
from camsetup.sources.abilities import TakesProducers
from camsetup.sources.address import parse_address
from camsetup.sources.by_serial import BY_SERIAL, is_simulated
from camsetup.sources.genicam.serials import same_serial
from camsetup.sources.registry import drivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import CameraRole, Rig
    from camsetup.sources.address import Address

#: Where frames come from unless somebody says otherwise: a rig with a mouse in it.
DEFAULT_ADDRESS = "simulator?mouse=1"

DEFAULT_RIG = "training"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a session is made of.

    Attributes
    ----------
    rig
        With the cameras that are used, and no others.
    addresses, outlines
        By the role's name; an outline only where it replaces the rig's own.
    """

    rig: Rig
    addresses: Mapping[str, str]
    outlines: Mapping[str, Outline] = field(default_factory=dict)


def make_plan(
    rig: str | None = None,
    camera: str | None = None,
    sources: Iterable[str] = (),
    outline: str | None = None,
) -> Plan:
    """Work out what to open; nothing is looked for yet.

    Parameters
    ----------
    rig
        Name or path; by default the rig that has the camera, else `DEFAULT_RIG`.
    camera
        One role; by default all of the rig.
    sources
        Addresses: ``ADDRESS`` for every camera, ``ROLE=ADDRESS`` for one; by default
        each role's own camera, see `own_address`.
    outline
        Name or path, in place of the outline of the (only) camera.

    Raises
    ------
    UsageError, InputError
        When a name is unknown, a file is wrong, or it is not clear which camera a
        recording or an outline is for.
    """
    chosen = load_rig(rig or _rig_for(camera))
    _hand_out_producers(chosen)
    addresses = _addresses(chosen, tuple(sources))
    own = {role.name: own_address(chosen, role) for role in chosen.cameras}
    camera = camera or _camera_of_one(chosen, addresses)
    if camera is not None:
        chosen = replace(chosen, cameras=(chosen.camera(camera),))
    names = [role.name for role in chosen.cameras]
    return Plan(
        chosen,
        {name: addresses.get(name, own[name]) for name in names},
        _outlines(names, outline),
    )


def own_address(rig: Rig, role: CameraRole) -> str:
    """Return where a role's own camera is; the simulator, as long as none is bound.

    Once any role of the rig has a camera, one that has none is not simulated
    silently: its address says so when it is opened.
    """
    if not any(camera.serial for camera in rig.cameras):
        return DEFAULT_ADDRESS
    named = rig.driver and role.serial and not is_simulated(role.serial)
    return f"{rig.driver if named else BY_SERIAL}:{role.serial}"


def _hand_out_producers(rig: Rig) -> None:
    paths = [Path(producer) for producer in rig.producers]
    for driver in drivers().values():
        if paths and isinstance(driver, TakesProducers):
            driver.add_producers(paths)


def _rig_for(camera: str | None) -> str:
    return DEFAULT_RIG if camera is None else rig_with_camera(camera)


def _addresses(rig: Rig, sources: tuple[str, ...]) -> dict[str, str]:
    """Return the addresses given, by role."""
    names = [role.name for role in rig.cameras]
    addresses: dict[str, str] = {}
    for source in sources:
        match = re.fullmatch(r"(\w+)=(.+)", source)
        if match is not None and match[1] in names and not Path(source).exists():
            addresses[match[1]] = match[2]
        else:
            addresses |= dict.fromkeys(names, source)
    return addresses


def _camera_of_one(rig: Rig, addresses: Mapping[str, str]) -> str | None:
    """Say whose the one recording or camera is, when several roles would get it."""
    shared = set(addresses.values())
    if len(rig.cameras) == 1 or len(addresses) == 1 or len(shared) != 1:
        return next(iter(addresses)) if len(addresses) == 1 else None
    address = parse_address(shared.pop(), (*drivers(), BY_SERIAL))
    if address.driver == "simulator" or not address.place:
        return None
    named = [role.name for role in rig.cameras if _is_of(address, role)]
    if len(named) == 1:
        return named[0]
    known = ", ".join(role.name for role in rig.cameras)
    raise UsageError(
        f"It is not clear which camera {address.place} is of.",
        remedy=f"Say --camera, one of: {known}.",
    )


def _is_of(address: Address, role: CameraRole) -> bool:
    if address.driver == "recording":
        return role.name in Path(address.place).stem.lower()
    return same_serial(address.place, role.serial)


def _outlines(names: list[str], outline: str | None) -> dict[str, Outline]:
    if outline is None:
        return {}
    if len(names) > 1:
        raise UsageError(
            "One outline does not do for several cameras.",
            remedy=f"Say --camera, one of: {', '.join(names)}.",
        )
    return {names[0]: load_outline(outline)}
