"""Mistakes: what is wrong with a camera that shows another view than its role's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.analysis.identity import Sight, combined
from camsetup.domain.rig import Orientation
from camsetup.session.role_values import Mistake

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from camsetup.domain.rig import Rig
    from camsetup.session.state import CameraState


def told(
    camera: CameraState,
    rig: Rig,
    sights: Mapping[str, Sight | None],
    known: Collection[str],
) -> Mistake | None:
    """Say what is wrong with a camera; None when nothing is, or it is not sure.

    Parameters
    ----------
    rig
        With all cameras that its file has.
    sights
        What each role's camera shows, as far as that was found out.
    known
        Roles whose camera was recognised as itself.
    """
    role = camera.role.name
    sight = sights.get(role)
    if role in known or sight is None or sight == Sight(role):
        return None
    live = camera.description is None or camera.description.live
    if sight.role == role:
        return _turned(role, _mended(rig, sight) if live else None, sight.turned)
    swap_with = sight.role if live and sight.role not in known else ""
    both_agree = sights.get(sight.role) == Sight(role) and sight == Sight(sight.role)
    if live and both_agree:
        return _swapped(rig, role, sight.role)
    return _elsewhere(rig, role, sight, swap_with, live=live)


def _mended(rig: Rig, sight: Sight) -> Orientation:
    """Return what the rig file would have to say of the role's orientation."""
    return combined(rig.camera(sight.role).orientation, sight.turned)


def _swapped(rig: Rig, role: str, other: str) -> Mistake:
    names = [camera.name for camera in rig.cameras if camera.name in (role, other)]
    return Mistake(
        f"The {names[0]} and {names[1]} cameras are swapped.",
        "Swap their serial numbers.",
        seen_as=other,
        swap_with=other,
    )


def _elsewhere(
    rig: Rig, role: str, sight: Sight, swap_with: str, *, live: bool
) -> Mistake:
    message = f"This is the {sight.role} camera's view"
    orientation = None
    if sight.turned is Orientation.UPRIGHT:
        message += "."
    else:
        message += f", {_HOW[sight.turned]}."
        orientation = _mended(rig, sight)
    remedy = f"Choose another source for {role}."
    if swap_with:
        remedy = f"Swap the serial numbers of {role} and {swap_with}."
    elif live:
        remedy = (
            f"Bind another camera to {role}, or correct its orientation in the rig "
            "file."
        )
    return Mistake(message, remedy, sight.role, swap_with, orientation)


def _turned(role: str, mended: Orientation | None, turned: Orientation) -> Mistake:
    if mended is None:
        return Mistake(
            f"The picture is {_HOW[turned]}.",
            "Turn the recording, or choose another.",
            seen_as=role,
        )
    if turned is Orientation.TURNED_180:
        message = (
            "The picture is upside down: the camera is turned by 180° against the "
            "rig file."
        )
        remedy = f"Turn the camera, or write orientation: {mended.value}"
    else:
        message = (
            f"The picture is {_HOW[turned]}: the rig file turns it wrongly, or the "
            "camera is on the other side."
        )
        remedy = f"Bind the camera that is meant, or write orientation: {mended.value}"
    remedy += f" for {role} into the rig file."
    return Mistake(message, remedy, seen_as=role, orientation=mended)


_HOW = {
    Orientation.TURNED_180: "upside down",
    Orientation.MIRRORED_TOP_BOTTOM: "mirrored top to bottom",
    Orientation.MIRRORED_LEFT_RIGHT: "mirrored left to right",
}
