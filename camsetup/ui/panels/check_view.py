"""What is said of a check: name, number, limits, and the order by urgency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.verdict import Outcome
from camsetup.ui.parts.wording import check_title, check_value_text, limits_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.domain.verdict import CheckResult
    from camsetup.session.state import CameraState


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check as written on screen."""

    title: str
    outcome: Outcome
    value: str
    unit: str
    limits: str
    message: str
    remedy: str


def check_view(result: CheckResult) -> CheckView:
    """Return what to show of one check."""
    return CheckView(
        title=check_title(result.key),
        outcome=result.outcome,
        value=check_value_text(result),
        unit=_unit(result),
        limits=limits_text(result),
        message=result.message,
        remedy=result.remedy,
    )


def checks_of(camera: CameraState) -> tuple[CheckResult, ...]:
    """Return the checks of a camera in their own order; empty without a picture."""
    return camera.inspection.checks if camera.inspection else ()


def by_urgency(results: Iterable[CheckResult]) -> list[CheckResult]:
    """Return the worst first, what was not judged before what passes."""
    return sorted(results, key=lambda result: -_urgency(result.outcome))


def first_remedy(results: Iterable[CheckResult]) -> CheckResult | None:
    """Return the check whose remedy comes first, or None when there is none."""
    ordered = by_urgency(results)
    return next((result for result in ordered if result.remedy), None)


def _unit(result: CheckResult) -> str:
    """Return the unit, unless nothing was measured or the name says it already."""
    said = check_title(result.key).lower().endswith(result.unit)
    return "" if said or result.value is None else result.unit


def _urgency(outcome: Outcome) -> float:
    return Outcome.PASS + 1 if outcome is Outcome.NOT_SET else outcome
