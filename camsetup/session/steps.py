"""The steps of a set-up, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

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
    """Judge the whole rig: ready when every step of every camera passes."""
    pairs = [
        (camera, step, step_state(camera, step))
        for camera in state.cameras
        for step in Step
        if step is not Step.SIGN_OFF
    ]
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
        problem = camera.problem
        return StepState(Outcome.FAIL, problem.message, problem.remedy)
    if camera.phase in (Phase.STREAMING, Phase.FINISHED):
        return StepState(Outcome.PASS, f"Frames come from {camera.address}.")
    if camera.phase is Phase.WAITING_FOR_TRIGGER:
        return StepState(
            Outcome.WARNING,
            "The camera waits for a trigger.",
            "Start the trigger, or switch the trigger off for set-up.",
        )
    return StepState(Outcome.NOT_SET, f"The camera is {camera.phase.value}.")


def _from_checks(camera: CameraState, keys: tuple[str, ...] | None) -> StepState:
    """Return the worst of some checks; of all, where none are named."""
    inspection = camera.inspection
    results = [
        check
        for check in (inspection.checks if inspection else ())
        if keys is None or check.key in keys
    ]
    if not results:
        return StepState(Outcome.NOT_SET, "Nothing has been judged yet.")
    result = max(results, key=lambda result: result.outcome)
    return StepState(result.outcome, result.message, result.remedy)
