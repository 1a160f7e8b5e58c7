"""What can be read from across the room: one sign, one number, one word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, step_state
from camsetup.ui.look.icons import OUTCOME_ICONS
from camsetup.ui.panels.aperture_view import aperture_view
from camsetup.ui.panels.focus_view import focus_view
from camsetup.ui.panels.position_view import amount_text, position_view
from camsetup.ui.parts.arrow import arrow_icon
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from camsetup.analysis.inspection import Axis
    from camsetup.session.state import CameraState


@dataclass(frozen=True, slots=True)
class Headline:
    """One step of one camera, said as shortly as can be.

    Attributes
    ----------
    icon, degrees
        What to paint, and how far to turn it clockwise.
    number, unit
        The one number; empty where there is none to say.
    word
        What to do now, or how it is.
    axis
        The axis that leads, so that the next headline keeps to it.
    """

    icon: str
    outcome: Outcome
    word: str
    number: str = ""
    unit: str = ""
    degrees: float = 0.0
    axis: Axis | None = None


def headline(camera: CameraState, step: Step, before: Axis | None = None) -> Headline:
    """Return what to say of a step; ``before`` is the axis that led until now."""
    if step is Step.POSITION:
        return _position(camera, before)
    if step is Step.FOCUS:
        return _focus(camera)
    if step is Step.APERTURE:
        return _aperture(camera)
    return _other(camera, step)


def _position(camera: CameraState, before: Axis | None) -> Headline:
    view = position_view(camera, before)
    icon, degrees = arrow_icon(view.leading, view.outcome)
    if view.leading is None:
        match = number_text(view.match) if view.match is not None else ""
        unit = "match" if match else ""
        return Headline(icon, view.outcome, view.headline, match, unit)
    leading = view.leading
    number = amount_text(leading)
    return Headline(
        icon, view.outcome, view.headline, number, leading.unit, degrees, leading.axis
    )


def _focus(camera: CameraState) -> Headline:
    view = focus_view(camera)
    icon = OUTCOME_ICONS[view.judged]
    if view.judged is Outcome.NOT_SET:
        return Headline(icon, view.judged, view.headline)
    return Headline(icon, view.judged, view.headline, view.percent, "% of best")


def _aperture(camera: CameraState) -> Headline:
    view = aperture_view(camera)
    if view.judged is Outcome.NOT_SET:
        return Headline(view.icon, view.judged, view.headline)
    return Headline(view.icon, view.judged, view.headline, view.mouse, "% of mouse")


def _other(camera: CameraState, step: Step) -> Headline:
    outcome = step_state(camera, step).outcome
    word = step.title.lower()
    if outcome is Outcome.NOT_SET:
        return Headline(OUTCOME_ICONS[outcome], outcome, f"{word}: not judged")
    return Headline(OUTCOME_ICONS[outcome], outcome, word)
