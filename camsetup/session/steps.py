"""The steps of a set-up, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.analysis.conformity import settings_result
from camsetup.domain.verdict import Outcome, worst
from camsetup.session.state import Phase

if TYPE_CHECKING:
    from camsetup.session.state import CameraState, RigState


class Step(Enum):
    """The steps of a set-up, in order."""

    CONNECT = "connect"
    SETTINGS = "settings"
    POSITION = "position"
    FOCUS = "focus"
    APERTURE = "aperture"
    CHECK = "check"
    SIGN_OFF = "sign-off"

    @property
    def title(self) -> str:
        """Return the step's name as shown."""
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class StepState:
    """How far a step is: outcome, and one sentence on what to do."""

    outcome: Outcome
    message: str
    remedy: str = ""


#: The checks that decide each step. The step "check" is decided by all of them.
STEP_CHECKS: dict[Step, tuple[str, ...]] = {
    Step.SETTINGS: ("settings", "resolution"),
    Step.POSITION: ("position",),
    Step.FOCUS: ("focus",),
    Step.APERTURE: ("saturation",),
}


def step_state(camera: CameraState, step: Step) -> StepState:
    """Judge one step of one camera."""
    if step is Step.CONNECT:
        return _connection(camera)
    if step is Step.SIGN_OFF:
        return StepState(Outcome.NOT_SET, "Nothing is signed off.")
    if step is Step.SETTINGS:
        return _settings(camera)
    return _from_checks(camera, STEP_CHECKS.get(step))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one big answer: READY, WARNING or NOT READY, and the first thing to do.

    ``ready`` says whether a session may begin: a warning does not forbid it.
    """

    ready: bool
    outcome: Outcome
    word: str
    reason: str


def verdict(state: RigState) -> Verdict:
    """Judge the whole rig: ready when every step of every camera passes.

    Of equals, a camera that is not there comes before what another's picture shows.
    """
    pairs = [
        (camera, step, step_state(camera, step))
        for camera in state.cameras
        for step in Step
        if step is not Step.SIGN_OFF
    ]
    pairs.sort(key=lambda pair: pair[1] is not Step.CONNECT)
    outcome = worst(judged.outcome for _, _, judged in pairs)
    open_steps = [pair for pair in pairs if pair[2].outcome is Outcome.NOT_SET]
    if outcome > Outcome.PASS:
        blamed = next(pair for pair in pairs if pair[2].outcome is outcome)
    elif open_steps:
        blamed = open_steps[0]
    else:
        return Verdict(True, outcome, "READY", "Every check passes.")
    camera, _, judged = blamed
    ready = outcome is Outcome.WARNING and not open_steps
    word = "WARNING" if ready else "NOT READY"
    shown = outcome if outcome > Outcome.PASS else Outcome.NOT_SET
    prefix = (
        f"{camera.role.name.capitalize()} camera: " if len(state.cameras) > 1 else ""
    )
    return Verdict(ready, shown, word, prefix + (judged.remedy or judged.message))


def _connection(camera: CameraState) -> StepState:
    if camera.problem is not None:
        message = camera.problem.message
        if camera.retrying and not camera.unbound:
            message = f"{message} The camera is being looked for."
        return StepState(Outcome.FAIL, message, camera.problem.remedy)
    if camera.diagnosis is not None:
        why = camera.diagnosis
        return StepState(Outcome.WARNING, why.message, why.remedy)
    if camera.phase in (Phase.STREAMING, Phase.FINISHED):
        return _with_frames(camera)
    return StepState(Outcome.NOT_SET, f"The camera is {camera.phase.value}.")


def _with_frames(camera: CameraState) -> StepState:
    if camera.mistaken is not None:
        mistake = camera.mistaken
        return StepState(Outcome.FAIL, mistake.message, mistake.remedy)
    remarks = camera.description.remarks if camera.description else ()
    if remarks:
        return StepState(Outcome.WARNING, remarks[0].message, remarks[0].remedy)
    return StepState(Outcome.PASS, f"Frames come from {camera.address}.")


def _settings(camera: CameraState) -> StepState:
    """Judge the settings, also of an open camera that sends nothing."""
    problem = camera.settings_problem
    if problem is not None:
        return StepState(Outcome.FAIL, problem.message, problem.remedy)
    silent = camera.phase in (Phase.WAITING_FOR_TRIGGER, Phase.STALLED)
    if not silent or camera.description is None:
        return _from_checks(camera, STEP_CHECKS[Step.SETTINGS])
    limits = camera.description.limits
    result = settings_result(camera.role, camera.asked, camera.got, limits)
    return StepState(result.outcome, result.message, result.remedy)


def _from_checks(camera: CameraState, keys: tuple[str, ...] | None) -> StepState:
    """Return the worst of some checks, the first named of equals; of all for None."""
    inspection = camera.inspection
    found = {check.key: check for check in (inspection.checks if inspection else ())}
    results = [found[key] for key in keys or found if key in found]
    if not results:
        return StepState(Outcome.NOT_SET, "Nothing has been judged yet.")
    result = max(results, key=lambda result: result.outcome)
    return StepState(result.outcome, result.message, result.remedy)
