"""A plan: which cameras of which rig, from where, under which outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.domain.errors import UsageError
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig, rig_with_camera
from camsetup.sources.address import parse_address
from camsetup.sources.registry import drivers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import Rig

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
    """Work out what to open.

    Parameters
    ----------
    rig
        Name or path; by default the rig that has the camera, else `DEFAULT_RIG`.
    camera
        One role; by default all of the rig.
    sources
        Addresses: ``ADDRESS`` for every camera, ``ROLE=ADDRESS`` for one.
    outline
        Name or path, in place of the outline of the (only) camera.

    Raises
    ------
    UsageError, InputError
        When a name is unknown, a file is wrong, or it is not clear which camera a
        recording or an outline is for.
    """
    chosen = load_rig(rig or _rig_for(camera))
    addresses = _addresses(chosen, tuple(sources))
    camera = camera or _camera_of_recording(chosen, addresses)
    if camera is not None:
        chosen = replace(chosen, cameras=(chosen.camera(camera),))
    names = [role.name for role in chosen.cameras]
    return Plan(
        chosen,
        {name: addresses.get(name, DEFAULT_ADDRESS) for name in names},
        _outlines(names, outline),
    )


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


def _camera_of_recording(rig: Rig, addresses: Mapping[str, str]) -> str | None:
    """Say which camera one recording is of, when several cameras would get it."""
    shared = set(addresses.values())
    if len(rig.cameras) == 1 or len(addresses) == 1 or len(shared) != 1:
        return next(iter(addresses)) if len(addresses) == 1 else None
    address = parse_address(shared.pop(), drivers().keys())
    if address.driver != "recording":
        return None
    stem = Path(address.place).stem.lower()
    named = [role.name for role in rig.cameras if role.name in stem]
    if len(named) == 1:
        return named[0]
    known = ", ".join(role.name for role in rig.cameras)
    raise UsageError(
        f"It is not clear which camera {address.place} is of.",
        remedy=f"Say --camera, one of: {known}.",
    )


def _outlines(names: list[str], outline: str | None) -> dict[str, Outline]:
    if outline is None:
        return {}
    if len(names) > 1:
        raise UsageError(
            "One outline does not do for several cameras.",
            remedy=f"Say --camera, one of: {', '.join(names)}.",
        )
    return {names[0]: load_outline(outline)}
