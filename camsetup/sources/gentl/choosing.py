"""Which of the cameras that are there is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.errors import CameraUnavailableError, UsageError
from camsetup.sources.genicam.serials import same_serial
from camsetup.sources.gentl import paths

if TYPE_CHECKING:
    from camsetup.sources.gentl.hub import View
    from camsetup.sources.gentl.producer import Sighting

_CABLE = "Check its cable and its power"


def chosen(view: View, serial: str) -> Sighting:
    """Return the camera of that serial number; the only one when it is empty.

    Raises
    ------
    CameraUnavailableError
        When there is no such camera; the message says which there are, and which
        producers failed.
    UsageError
        When no serial number is given and there are several.
    """
    if not serial:
        return _only_one(view)
    for camera in view.cameras:
        if same_serial(camera.serial, serial):
            return camera
    raise CameraUnavailableError(
        f"Camera {serial} is not there. {_there(view)}{_troubles(view)}",
        remedy=_remedy(view, f"{_CABLE}, and the serial number."),
    )


def _only_one(view: View) -> Sighting:
    if len(view.cameras) > 1:
        first = view.cameras[0].serial
        raise UsageError(
            f"Which camera is meant? {_there(view)}",
            remedy=f"Give its serial number, in the rig file or as gentl:{first}.",
        )
    if not view.cameras:
        raise CameraUnavailableError(
            f"{_there(view)}{_troubles(view)}", remedy=_remedy(view, f"{_CABLE}.")
        )
    return view.cameras[0]


def _there(view: View) -> str:
    if not view.cameras:
        return "No GenTL producer shows a camera."
    names = ", ".join(f"{each.serial} ({each.model})" for each in view.cameras)
    return f"There {'is' if len(view.cameras) == 1 else 'are'}: {names}."


def _troubles(view: View) -> str:
    """Return what producers failed; that one shows no camera has been said."""
    return "".join(f" {each.problem}" for each in view.verdicts if each.problem)


def _remedy(view: View, otherwise: str) -> str:
    return paths.REMEDY if _troubles(view) else otherwise
