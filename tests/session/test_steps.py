"""Steps and the big verdict follow from the snapshot alone."""

from dataclasses import replace

import pytest

from camsetup.analysis.inspection import Inspection
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole, Rig
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.role_values import Mistake
from camsetup.session.state import CameraState, Phase, Problem, RigState
from camsetup.session.steps import Step, step_state, verdict
from camsetup.sources.abilities import Diagnosis, Silence
from camsetup.sources.base import CameraDescription, Remark

KEYS = ["settings", "resolution", "position", "focus", "saturation", "brightness"]


def _camera(name="left", **outcomes):
    checks = tuple(
        CheckResult(
            key,
            outcomes.get(key, Outcome.PASS),
            message=f"{key} found",
            remedy=f"mend {key}",
        )
        for key in KEYS
    )
    return CameraState(
        CameraRole(name, Size(1280, 1024), 60.0, "recording-left"),
        "simulator",
        phase=Phase.STREAMING,
        inspection=Inspection(0, 0, checks),
    )


def _rig(*cameras):
    roles = tuple(camera.role for camera in cameras)
    return RigState(Rig("recording", "Recording", roles), cameras)


def test_a_rig_is_ready_when_every_check_of_every_camera_passes():
    answer = verdict(_rig(_camera(), _camera("right")))
    assert (answer.ready, answer.word, answer.outcome) == (True, "READY", Outcome.PASS)


@pytest.mark.parametrize("key", KEYS)
def test_one_failing_check_makes_it_not_ready_and_says_what_to_do(key):
    answer = verdict(_rig(_camera(), _camera("right", **{key: Outcome.FAIL})))
    assert (answer.ready, answer.outcome) == (False, Outcome.FAIL)
    assert answer.reason == f"Right camera: mend {key}"


def test_a_camera_that_is_gone_comes_before_what_another_one_shows():
    gone = replace(
        _camera("right"), phase=Phase.LOST, problem=Problem("It is gone.", "Plug it.")
    )
    answer = verdict(_rig(_camera(position=Outcome.FAIL), gone))
    assert answer.reason == "Right camera: Plug it."


def test_what_was_not_judged_is_not_ready():
    answer = verdict(_rig(_camera(focus=Outcome.NOT_SET)))
    assert (answer.ready, answer.outcome) == (False, Outcome.NOT_SET)
    assert "focus" in answer.reason


def test_a_warning_is_ready_but_is_shown():
    answer = verdict(_rig(_camera(brightness=Outcome.WARNING)))
    assert (answer.ready, answer.word) == (True, "WARNING")
    assert answer.outcome is Outcome.WARNING


def test_a_step_is_as_bad_as_its_worst_check():
    state = step_state(_camera(settings=Outcome.FAIL), Step.SETTINGS)
    assert (state.outcome, state.remedy) == (Outcome.FAIL, "mend settings")


def test_a_problem_fails_the_connection_and_brings_its_remedy():
    camera = replace(_camera(), problem=Problem("In use.", "Close SpinView."))
    state = step_state(camera, Step.CONNECT)
    assert (state.outcome, state.remedy) == (Outcome.FAIL, "Close SpinView.")


@pytest.mark.parametrize(
    ("phase", "silence"),
    [
        (Phase.WAITING_FOR_TRIGGER, Silence.WAITS_FOR_TRIGGER),
        (Phase.STREAMING, Silence.SLOW),
    ],
)
def test_a_silence_that_nothing_is_wrong_with_is_a_warning_with_its_remedy(
    phase, silence
):
    diagnosis = Diagnosis(silence, "It waits.", "Start the trigger.")
    camera = replace(_camera(), phase=phase, diagnosis=diagnosis)
    state = step_state(camera, Step.CONNECT)
    assert state.outcome is Outcome.WARNING
    assert (state.message, state.remedy) == ("It waits.", "Start the trigger.")


def test_a_camera_that_shows_another_view_fails_the_connection_and_says_what_to_do():
    mistake = Mistake("This is the right camera's view.", "Swap them.", "right")
    mistaken = replace(_camera(position=Outcome.FAIL), mistaken=mistake)
    state = step_state(mistaken, Step.CONNECT)
    assert (state.outcome, state.remedy) == (Outcome.FAIL, "Swap them.")
    assert verdict(_rig(mistaken)).reason == "Swap them."


def test_a_camera_that_is_looked_for_says_so():
    problem = Problem("It is not there.", "Plug it in.")
    camera = replace(_camera(), problem=problem, retrying=True)
    state = step_state(camera, Step.CONNECT)
    assert state.message == "It is not there. The camera is being looked for."


def test_what_will_hurt_is_a_warning_while_all_is_well():
    remarks = (Remark("It runs at USB 2.", "Use a blue port."), Remark("More."))
    description = CameraDescription("S1", "Scripted", remarks=remarks)
    state = step_state(replace(_camera(), description=description), Step.CONNECT)
    assert (state.outcome, state.message) == (Outcome.WARNING, "It runs at USB 2.")
    assert state.remedy == "Use a blue port."


def test_settings_that_are_refused_fail_their_step_whatever_is_judged():
    camera = replace(_camera(), settings_problem=Problem("Too much.", "Less."))
    state = step_state(camera, Step.SETTINGS)
    assert (state.outcome, state.remedy) == (Outcome.FAIL, "Less.")
    assert step_state(camera, Step.CONNECT).outcome is Outcome.PASS


@pytest.mark.parametrize("phase", [Phase.WAITING_FOR_TRIGGER, Phase.STALLED])
def test_settings_are_judged_without_frames_while_the_camera_is_open(phase):
    silent = replace(
        _camera(),
        phase=phase,
        inspection=None,
        description=CameraDescription("S1", "Scripted"),
        asked=CameraSettings(trigger=Trigger.OFF),
        got=CameraSettings(trigger=Trigger.HARDWARE),
    )
    state = step_state(silent, Step.SETTINGS)
    assert state.outcome is Outcome.FAIL
    assert "trigger: asked off" in state.message


def test_a_trigger_that_is_off_for_set_up_is_a_warning():
    role = replace(_camera().role, settings=CameraSettings(trigger=Trigger.HARDWARE))
    off = CameraSettings(trigger=Trigger.OFF)
    camera = replace(
        _camera(),
        role=role,
        phase=Phase.STALLED,
        description=CameraDescription("S1", "Scripted"),
        asked=off,
        got=off,
    )
    state = step_state(camera, Step.SETTINGS)
    assert camera.trigger_off
    assert (state.outcome, "off for set-up" in state.message) == (Outcome.WARNING, True)


def test_nothing_is_judged_before_the_first_inspection():
    camera = replace(_camera(), inspection=None, phase=Phase.OPENING)
    outcomes = {step_state(camera, step).outcome for step in Step}
    assert outcomes == {Outcome.NOT_SET}


def test_the_step_check_is_as_bad_as_the_worst_of_all_checks():
    state = step_state(_camera(position=Outcome.FAIL), Step.CHECK)
    assert (state.outcome, state.remedy) == (Outcome.FAIL, "mend position")
