"""What the gate knows of each camera: its regions, and how its video should be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from camsetup.domain.frame import Size

#: ((y1, y2), (x1, x2)) in px, half open: how ibllib writes a region.
Roi: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

#: The cameras of a rig, in their usual order.
CAMERAS = ("left", "right", "body")

#: ibllib knows a fourth camera; it has neither references nor regions.
KNOWN_CAMERAS = (*CAMERAS, "belly")


class RigKind(Enum):
    """What a session was recorded on, as its experiment description tells."""

    TRAINING = "training"
    EPHYS = "ephys"


@dataclass(frozen=True, slots=True)
class ExpectedVideo:
    """How the video of a camera should be; None is what nobody says."""

    rate_hz: float | None
    size: Size | None


_LARGE, _SMALL = Size(1280, 1024), Size(640, 512)

#: IBL_QC.md section 2.
EXPECTED_VIDEOS = {
    (RigKind.EPHYS, "left"): ExpectedVideo(60, _LARGE),
    (RigKind.EPHYS, "right"): ExpectedVideo(150, _SMALL),
    (RigKind.EPHYS, "body"): ExpectedVideo(30, _SMALL),
    (RigKind.TRAINING, "left"): ExpectedVideo(30, _LARGE),
}

#: Where the face (the body for the body camera) is in reference frame 0; section 4.
FACE_ROIS: dict[str, Roi] = {
    "left": ((45, 346), (138, 501)),
    "right": ((14, 174), (430, 618)),
    "body": ((141, 272), (90, 339)),
}

#: Where the wheel is in the video; section 4.
WHEEL_ROIS: dict[str, Roi] = {
    "left": ((800, 1020), (233, 1096)),
    "right": ((426, 510), (104, 545)),
}
