"""Why there is no picture, or no other: what it is, why, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.session.state import Phase
from camsetup.sources.abilities import Silence

if TYPE_CHECKING:
    from camsetup.session.state import CameraState


class WayOut(Enum):
    """What the one button does."""

    NONE = "none"
    REOPEN = "reopen"
    TRIGGER_OFF = "trigger off"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Absence:
    """What to say where a picture should be.

    Attributes
    ----------
    way_out, press
        What the button does, and what it says.
    keeps_picture
        Whether the last frame, if there was one, stays in view behind the words.
    grave
        Whether that frame is no longer what the camera sees: it is then said in full.
    """

    icon: str
    title: str
    message: str
    remedy: str = ""
    way_out: WayOut = WayOut.REOPEN
    press: str = "Try again"
    keeps_picture: bool = False
    grave: bool = True


def absence(camera: CameraState, *, seen: bool) -> Absence | None:
    """Return why there is no picture; None when there is one.

    ``seen`` says whether a frame has come since the camera was opened.
    """
    if camera.phase is Phase.STREAMING:
        return None if seen else _opening(camera)
    if camera.phase is Phase.OPENING:
        return _opening(camera)
    if camera.unbound:
        return _UNBOUND
    told = _TOLD[camera.phase]
    silence = camera.diagnosis.silence if camera.diagnosis else None
    if silence is Silence.INCOMPLETE and camera.phase is Phase.STALLED:
        told = replace(told, icon="fail", title="No frame comes whole")
    said = camera.problem or camera.diagnosis
    if said is None:
        return told
    sought = " The camera is being looked for." if camera.retrying else ""
    return replace(told, message=said.message + sought, remedy=said.remedy)


def _opening(camera: CameraState) -> Absence:
    slow = camera.diagnosis
    if slow is not None:
        return Absence(
            "hourglass", "Wait", slow.message, slow.remedy, way_out=WayOut.NONE
        )
    name = camera.role.name
    message = f"The {name} camera is being opened at {camera.address}."
    return Absence("hourglass", "Opening…", message, way_out=WayOut.NONE)


_UNBOUND = Absence(
    "camera",
    "No camera yet",
    "No camera has this role in the rig file.",
    "Wave at the camera that shall have it, or choose it in Connect.",
    way_out=WayOut.WAVE,
    press="Wave at it",
)
_TOLD = {
    Phase.WAITING_FOR_TRIGGER: Absence(
        "trigger",
        "Waiting for a trigger",
        "The camera is open and takes a frame only when its trigger input says so.",
        "Start the trigger, or press T to switch it off for set-up.",
        way_out=WayOut.TRIGGER_OFF,
        press="Trigger off (T)",
        keeps_picture=True,
    ),
    Phase.STALLED: Absence(
        "hourglass",
        "No frames come",
        "The camera is open and answers, and sends nothing.",
        "Unplug it and plug it in again.",
        keeps_picture=True,
    ),
    Phase.TAKEN: Absence(
        "fail",
        "In use by another program",
        "Another program has the camera.",
        "Close it there; the picture comes back by itself.",
        keeps_picture=True,
    ),
    Phase.LOST: Absence(
        "unplugged",
        "The camera is gone",
        "It was there and does not answer any more.",
        "Check its cable. It is opened again as soon as it is back.",
        keeps_picture=True,
    ),
    Phase.FAILED: Absence(
        "fail",
        "The camera could not be used",
        "It was refused, or something failed.",
        "Try again; if it fails again, look at Connect.",
    ),
    Phase.CLOSED: Absence(
        "camera",
        "Not opened",
        "No frames are taken from this camera.",
        "Open it to see its picture.",
        press="Open",
    ),
    Phase.FINISHED: Absence(
        "film",
        "End of the recording",
        "All of its frames have been shown.",
        "Play it again, or open another recording.",
        press="Play again",
        keeps_picture=True,
        grave=False,
    ),
}
