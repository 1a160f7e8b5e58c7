"""What an alignment found."""

from __future__ import annotations

from dataclasses import dataclass, field

from camsetup.domain.pose import Pose


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pose of the rig in one frame, and how far to trust it.

    Attributes
    ----------
    recognised
        False: this is not the rig of the outline; the pose must not be shown.
    pose
        Outline to frame, for the frame's size.
    rms_px
        Rms displacement of the outline's points by the pose, px of the frame.
    match
        0 to 100: how well the camera is placed; 0 when not recognised.
    confidence
        0 to 1: how surely this is the rig.
    """

    recognised: bool
    pose: Pose = field(default_factory=Pose)
    rms_px: float = 0.0
    match: float = 0.0
    confidence: float = 0.0
