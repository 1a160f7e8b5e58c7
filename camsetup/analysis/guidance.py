"""From a pose to the hand: how far off each axis is, and which way to move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.analysis.inspection import Axis, Correction, Move
from camsetup.domain.pose import Pose
from camsetup.domain.rig import Orientation

if TYPE_CHECKING:
    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.domain.rig import PositionTarget


@dataclass(frozen=True, slots=True)
class PositionLimits:
    """What passes: px for pan and tilt each, degrees, per cent of the size.

    ``warning_factor`` times as far is a WARNING, beyond it a FAIL.
    """

    offset_px: float
    rotation_deg: float
    scale_percent: float
    warning_factor: float = 3.0


def position_limits(
    target: PositionTarget, tolerance_percent: float, width_px: int
) -> PositionLimits:
    """Return the setup target, never tighter than the outline itself is good for.

    An outline that fits other rigs only within ``tolerance_percent`` of the width
    widens all limits alike (ALGORITHMS.md section 1).
    """
    widened = max(tolerance_percent / target.offset_percent, 1.0)
    return PositionLimits(
        offset_px=target.offset_percent * widened * width_px / 100,
        rotation_deg=target.rotation_deg * widened,
        scale_percent=target.scale_percent * widened,
        warning_factor=target.warning_factor,
    )


def corrections(
    alignment: Alignment | None, limits: PositionLimits, orientation: Orientation
) -> tuple[Correction, ...]:
    """Return what each axis needs, worst first; nothing for an unknown rig.

    The moves are the hand's, with the camera before it. Arrows point where the hand
    goes. A view that is shown turned by 180° because the camera hangs upside down
    changes nothing; a mirrored view exchanges one axis and the sense of rotation.
    """
    if alignment is None or not alignment.recognised:
        return ()
    pose = _as_the_camera_sees(alignment.pose, orientation)
    zoom_percent = 100 * (pose.scale - 1)
    found = (
        _pan(pose.dx_px, limits.offset_px),
        _tilt(pose.dy_px, limits.offset_px),
        _roll(pose.rotation_deg, limits.rotation_deg),
        _distance(zoom_percent, limits.scale_percent),
    )
    return tuple(sorted(found, key=lambda each: each.severity, reverse=True))


def instruction(correction: Correction) -> str:
    """Write a correction as what to do with the hands."""
    size = f"{correction.amount:.{_DIGITS[correction.unit]}f}"
    space = "" if correction.unit == "°" else " "
    return f"{_PHRASES[correction.move]} by {size}{space}{correction.unit}."


def _as_the_camera_sees(pose: Pose, orientation: Orientation) -> Pose:
    if orientation is Orientation.MIRRORED_TOP_BOTTOM:
        return Pose(pose.dx_px, -pose.dy_px, -pose.rotation_deg, pose.scale)
    if orientation is Orientation.MIRRORED_LEFT_RIGHT:
        return Pose(-pose.dx_px, pose.dy_px, -pose.rotation_deg, pose.scale)
    return pose


def _pan(right_px: float, limit: float) -> Correction:
    move, arrow = (Move.PAN_RIGHT, 0.0) if right_px >= 0 else (Move.PAN_LEFT, 180.0)
    return Correction(Axis.PAN, move, abs(right_px), "px", limit, arrow)


def _tilt(down_px: float, limit: float) -> Correction:
    move, arrow = (Move.TILT_DOWN, 90.0) if down_px >= 0 else (Move.TILT_UP, 270.0)
    return Correction(Axis.TILT, move, abs(down_px), "px", limit, arrow)


def _roll(clockwise_deg: float, limit: float) -> Correction:
    clockwise = clockwise_deg >= 0
    move = Move.ROLL_CLOCKWISE if clockwise else Move.ROLL_COUNTERCLOCKWISE
    return Correction(Axis.ROLL, move, abs(clockwise_deg), "°", limit)


def _distance(larger_percent: float, limit: float) -> Correction:
    move = Move.FARTHER if larger_percent >= 0 else Move.CLOSER
    return Correction(Axis.DISTANCE, move, abs(larger_percent), "%", limit)


_DIGITS = {"px": 0, "°": 1, "%": 1}
_PHRASES = {
    Move.PAN_LEFT: "Pan the camera left",
    Move.PAN_RIGHT: "Pan the camera right",
    Move.TILT_UP: "Tilt the camera up",
    Move.TILT_DOWN: "Tilt the camera down",
    Move.ROLL_CLOCKWISE: "Roll the camera clockwise",
    Move.ROLL_COUNTERCLOCKWISE: "Roll the camera counterclockwise",
    Move.CLOSER: "Move the camera closer",
    Move.FARTHER: "Move the camera back",
}
