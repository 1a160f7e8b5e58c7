"""Binding: which serial numbers a rig file gets when a role gets a camera."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.domain.errors import ProfileError, UsageError
from camsetup.profiles.rig_editing import newest_file, write_serials
from camsetup.profiles.rigs import load_rig
from camsetup.sources.genicam.serials import same_serial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.rig import Rig


@dataclass(frozen=True, slots=True)
class Binding:
    """What a rig file is to say from now on.

    Attributes
    ----------
    serials
        By role, those that change.
    message
        What is so then.
    """

    serials: Mapping[str, str]
    message: str


def bound(rig: Rig, role: str, serial: str) -> Binding:
    """Give a role a camera; who had it gets the role's old one, if it had any.

    Two cameras that were taken for each other are thereby put right in one step.

    Raises
    ------
    UsageError
        When the rig has no such role, or the serial is empty.
    """
    if not serial.strip():
        raise UsageError(
            f"There is no serial number to bind to {role}.",
            remedy="Choose a camera that was found, or type its serial number.",
        )
    before = rig.camera(role).serial
    serials = {role: serial.strip()}
    for other in rig.cameras:
        if other.name != role and same_serial(other.serial, serial):
            serials[other.name] = before
    return Binding(serials, _said(serials))


def unbound(rig: Rig, role: str) -> Binding:
    """Leave a role without a camera.

    Raises
    ------
    UsageError
        When the rig has no such role.
    """
    serials = {rig.camera(role).name: ""}
    return Binding(serials, _said(serials))


def swapped(rig: Rig, role: str, other: str) -> Binding:
    """Give each of two roles the other's camera.

    Raises
    ------
    UsageError
        When the rig has no such role, or neither has a camera.
    """
    serials = {role: rig.camera(other).serial, other: rig.camera(role).serial}
    if not any(serials.values()):
        raise UsageError(
            f"Neither {role} nor {other} has a camera to swap.",
            remedy="Bind cameras to them first.",
        )
    return Binding(serials, _said(serials))


def written(rig: Rig, binding: Binding) -> Rig:
    """Write a binding into the rig's file, and return the rig as it is then.

    Only the cameras that the given rig has are in it, under the name it has.

    Raises
    ------
    InputError
        When there is no file, or it cannot be changed; nothing is changed then.
    """
    if rig.file is None:
        raise ProfileError(
            f"Rig {rig.name} is not from a file that could be changed.",
            remedy="Give the rig a file of its own in the configuration folder.",
        )
    now = load_rig(write_serials(Path(rig.file), binding.serials))
    serials = {camera.name: camera.serial for camera in now.cameras}
    cameras = tuple(
        replace(camera, serial=serials.get(camera.name, camera.serial))
        for camera in rig.cameras
    )
    return replace(rig, cameras=cameras, file=now.file)


def whole_rig(rig: Rig) -> Rig:
    """Return the rig with all cameras of its file, also those that are not used.

    Raises
    ------
    ProfileError
        When the file cannot be read any more.
    """
    return rig if rig.file is None else load_rig(newest_file(Path(rig.file)))


def _said(serials: Mapping[str, str]) -> str:
    given = [
        f"{serial} is the {name} camera now."
        for name, serial in serials.items()
        if serial
    ]
    without = [
        f"No camera is bound to {name} now."
        for name, serial in serials.items()
        if not serial
    ]
    return " ".join(given + without)
