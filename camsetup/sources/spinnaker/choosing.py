"""Which of the cameras that Spinnaker sees is meant, and what hinders its use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from camsetup.domain.errors import CameraUnavailableError, UsageError
from camsetup.sources.genicam.serials import same_serial

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Entries of DeviceAccessStatus (GenTL's words) when another process has the camera.
TAKEN: Final = frozenset({"Busy", "NoAccess", "ReadOnly", "OpenReadOnly"})

#: Entries of DeviceCurrentSpeed below USB 3.
SLOW: Final = frozenset({"LowSpeed", "FullSpeed", "HighSpeed"})

IN_USE: Final = "It is in use by another program: close SpinView, Bonsai …"
USB_2: Final = "It is on a USB 2 port: use a blue one (USB 3)."

_CABLE: Final = "Check its cable and its power"


@dataclass(frozen=True, slots=True)
class Seen:
    """A camera as its link describes it; a text is empty where nothing is said.

    Attributes
    ----------
    access, speed
        Entries of DeviceAccessStatus and DeviceCurrentSpeed.
    ours
        It is open in this process.
    """

    serial: str
    model: str
    access: str
    speed: str
    ours: bool

    @property
    def problem(self) -> str:
        """Say what will hinder its use; empty when nothing will."""
        if self.access in TAKEN and not self.ours:
            return IN_USE
        return USB_2 if self.speed in SLOW else ""


def chosen(here: Sequence[Seen], serial: str) -> int:
    """Return the index of the camera of that serial number; of the only one if empty.

    Raises
    ------
    CameraUnavailableError
        When there is no such camera; the message says which there are.
    UsageError
        When no serial number is given and there are several.
    """
    if not serial and len(here) > 1:
        raise UsageError(
            f"Which camera is meant? {_there(here)}",
            remedy="Give its serial number, in the rig file or as "
            f"spinnaker:{here[0].serial}.",
        )
    for index, camera in enumerate(here):
        if not serial or same_serial(camera.serial, serial):
            return index
    named = f"Camera {serial} is not there. " if serial else ""
    number = ", and the serial number" if serial else ""
    raise CameraUnavailableError(f"{named}{_there(here)}", remedy=f"{_CABLE}{number}.")


def _there(here: Sequence[Seen]) -> str:
    if not here:
        return "Spinnaker sees no camera."
    names = ", ".join(f"{each.serial} ({each.model})" for each in here)
    return f"There {'is' if len(here) == 1 else 'are'}: {names}."
