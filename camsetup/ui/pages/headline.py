"""What can be read from across the room: one sign, one number, one word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step, step_state
from camsetup.sources.abilities import Silence
from camsetup.ui.look.icons import OUTCOME_ICONS
from camsetup.ui.panels.aperture_view import aperture_view
from camsetup.ui.panels.focus_view import focus_view
from camsetup.ui.panels.position_view import amount_text, position_view
from camsetup.ui.parts.arrow import arrow_icon
from camsetup.ui.parts.wording import check_title, number_text
from camsetup.ui.picture.absence import absence

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """Return what to say of a step; ``before`` is the axis that led until now.

    Without pictures no step says anything but that: hands must not follow old numbers.
    """
    if camera.phase not in (Phase.STREAMING, Phase.FINISHED):
        return _without_picture(camera)
    if camera.mistaken is not None:
        return _mistaken(camera)
    if step is Step.POSITION:
        return _position(camera, before)
    say = _SAID.get(step)
    return say(camera) if say is not None else _other(camera, step)


def _without_picture(camera: CameraState) -> Headline:
    if camera.phase in (Phase.OPENING, Phase.CLOSED):
        icon, outcome = "hourglass", Outcome.NOT_SET
    else:
        missing = absence(camera, seen=True)
        icon = missing.icon if missing else "fail"
        outcome = max(step_state(camera, Step.CONNECT).outcome, Outcome.WARNING)
    word = "no camera yet" if camera.unbound else _PHASE_WORDS[camera.phase]
    silence = camera.diagnosis.silence if camera.diagnosis else None
    if camera.phase is Phase.STALLED and silence is Silence.INCOMPLETE:
        word = "no whole frame"
    return Headline(icon, outcome, word)


def _mistaken(camera: CameraState) -> Headline:
    mistake = camera.mistaken
    elsewhere = mistake is not None and mistake.seen_as != camera.role.name
    word = "wrong camera" if elsewhere else "picture is turned"
    outcome = max(step_state(camera, Step.CONNECT).outcome, Outcome.WARNING)
    return Headline(OUTCOME_ICONS[outcome], outcome, word)


_PHASE_WORDS = {
    Phase.CLOSED: "not opened",
    Phase.OPENING: "opening",
    Phase.WAITING_FOR_TRIGGER: "waits for trigger",
    Phase.STALLED: "no frames come",
    Phase.TAKEN: "in use elsewhere",
    Phase.LOST: "camera lost",
    Phase.FAILED: "camera failed",
}


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


def _check(camera: CameraState) -> Headline:
    """Name the check that keeps the camera from passing."""
    checks = camera.inspection.checks if camera.inspection else ()
    worst = max(checks, key=lambda check: check.outcome, default=None)
    if worst is None or worst.outcome <= Outcome.PASS:
        return _other(camera, Step.CHECK)
    icon = OUTCOME_ICONS[worst.outcome]
    return Headline(icon, worst.outcome, check_title(worst.key).lower())


def _other(camera: CameraState, step: Step) -> Headline:
    outcome = step_state(camera, step).outcome
    word = step.title.lower()
    if outcome is Outcome.NOT_SET:
        return Headline(OUTCOME_ICONS[outcome], outcome, f"{word}: not judged")
    return Headline(OUTCOME_ICONS[outcome], outcome, word)


_SAID: dict[Step, Callable[[CameraState], Headline]] = {
    Step.FOCUS: _focus,
    Step.APERTURE: _aperture,
    Step.CHECK: _check,
}
