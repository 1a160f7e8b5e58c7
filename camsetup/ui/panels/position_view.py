"""What the position panel says: which correction leads, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.analysis.inspection import Axis
from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step, step_state
from camsetup.ui.parts.wording import number_text, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.analysis.inspection import Correction
    from camsetup.session.state import CameraState

#: Another axis takes the lead only when it is worse by this factor, so that the
#: arrow does not jump between two that are alike.
_LEAD = 1.25


@dataclass(frozen=True, slots=True)
class PositionView:
    """The position of one camera as written on screen.

    Attributes
    ----------
    leading
        The correction to make now; None when there is none to make.
    outcome
        Of the leading correction; of the check when nothing leads.
    corrections
        The four axes, in an order that never changes; empty when unknown.
    match
        0 to 100, or None when the rig is not recognised.
    """

    headline: str
    outcome: Outcome
    judged: Outcome
    message: str
    remedy: str
    leading: Correction | None = None
    corrections: tuple[Correction, ...] = ()
    match: float | None = None

    @property
    def limits(self) -> str:
        """Return what passes, axis by axis."""
        parts = (
            f"{each.axis.value} " + with_unit(f"{each.limit:g}", each.unit)
            for each in self.corrections
        )
        return "Passes within " + ", ".join(parts) + "." if self.corrections else ""


def amount_text(correction: Correction) -> str:
    """Write how far an axis is off, so that it tells on which side of its limit."""
    return number_text(correction.amount, correction.unit, limits=(correction.limit,))


def position_view(camera: CameraState, before: Axis | None = None) -> PositionView:
    """Return what to show of a camera; ``before`` is the axis that led until now."""
    step = step_state(camera, Step.POSITION)
    unknown = _unknown(camera)
    if unknown or camera.inspection is None:
        problem = camera.outline_problem
        message = problem.message if problem else step.message
        remedy = problem.remedy if problem else step.remedy
        return PositionView(unknown, step.outcome, step.outcome, message, remedy)
    corrections = tuple(
        sorted(camera.inspection.corrections, key=lambda each: _ORDER[each.axis])
    )
    leading = leading_correction(corrections, before)
    alignment = camera.inspection.alignment
    return PositionView(
        headline=leading.move.value if leading else "hold",
        outcome=correction_outcome(leading, camera) if leading else step.outcome,
        judged=step.outcome,
        message=step.message,
        remedy=step.remedy,
        leading=leading,
        corrections=corrections,
        match=alignment.match if alignment else None,
    )


def leading_correction(
    corrections: Iterable[Correction], before: Axis | None
) -> Correction | None:
    """Return the worst correction that must be made, reluctant to change its axis."""
    needed = [each for each in corrections if each.severity > 1]
    if not needed:
        return None
    first = max(needed, key=lambda each: each.severity)
    held = next((each for each in needed if each.axis is before), first)
    return first if first.severity > _LEAD * held.severity else held


def correction_outcome(correction: Correction, camera: CameraState) -> Outcome:
    """Judge one axis by the setup target of the camera's role."""
    if correction.severity <= 1:
        return Outcome.PASS
    factor = camera.role.target.position.warning_factor
    return Outcome.WARNING if correction.severity <= factor else Outcome.FAIL


_ORDER = {axis: place for place, axis in enumerate(Axis)}


def _unknown(camera: CameraState) -> str:
    if camera.inspection is None:
        streaming = camera.phase is Phase.STREAMING
        return "one moment" if streaming else "no picture"
    if camera.outline is None and camera.reference is None:
        return "no outline"
    alignment = camera.inspection.alignment
    if alignment is None or not alignment.recognised:
        return "rig not recognised"
    return ""
