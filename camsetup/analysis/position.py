"""The position check: whether the rig lies where the outline has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.analysis.guidance import instruction
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from camsetup.analysis.findings import Findings
    from camsetup.analysis.guidance import PositionLimits
    from camsetup.domain.pose import Pose


def judge_position(findings: Findings) -> CheckResult:
    """Ask whether the rig lies where the outline has it."""
    alignment, limit = findings.alignment, findings.limits.offset_px
    if alignment is None:
        why = findings.alignment_problem or "There is no outline for this camera."
        remedy = "Choose an outline, or make one from this rig."
        return _position(Outcome.NOT_SET, None, limit, why, remedy)
    if not alignment.recognised:
        return _position(
            Outcome.FAIL,
            None,
            limit,
            "The rig is not recognised.",
            "Look whether this camera is the one that is meant, the lens cap is off, "
            "the light is on, and the rig is roughly in view.",
        )
    pose, biggest = alignment.pose, findings.corrections[0]
    outcome = _outcome(biggest.severity, findings.limits.warning_factor)
    remedy = instruction(biggest) if outcome > Outcome.PASS else ""
    offset = max(abs(pose.dx_px), abs(pose.dy_px))
    return _position(outcome, offset, limit, _where(pose, findings.limits), remedy)


def _outcome(severity: float, warning_factor: float) -> Outcome:
    if severity <= 1:
        return Outcome.PASS
    return Outcome.WARNING if severity <= warning_factor else Outcome.FAIL


def _where(pose: Pose, limits: PositionLimits) -> str:
    across = f"{abs(pose.dx_px):.0f} px {'right' if pose.dx_px >= 0 else 'left'}"
    down = f"{abs(pose.dy_px):.0f} px {'low' if pose.dy_px >= 0 else 'high'}"
    sense = "clockwise" if pose.rotation_deg >= 0 else "counterclockwise"
    turned = f"{abs(pose.rotation_deg):.1f}° {sense}"
    zoom = 100 * (pose.scale - 1)
    sized = f"{abs(zoom):.1f} % {'large' if zoom >= 0 else 'small'}"
    return (
        f"The rig is {across}, {down}, {turned}, {sized}; "
        f"{limits.offset_px:.0f} px, {limits.rotation_deg:.1f}° and "
        f"{limits.scale_percent:.1f} % pass."
    )


def _position(
    outcome: Outcome, offset: float | None, limit: float, message: str, remedy: str
) -> CheckResult:
    return CheckResult(
        "position", outcome, offset, "px", (None, limit), message, remedy
    )
