"""Steps and the big verdict follow from the snapshot alone."""

from dataclasses import replace

import pytest

from camsetup.analysis.inspection import Inspection
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole, Rig
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.state import CameraState, Phase, Problem, RigState
from camsetup.session.steps import Step, step_state, verdict

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


def test_waiting_for_a_trigger_is_a_warning_with_its_remedy():
    camera = replace(_camera(), phase=Phase.WAITING_FOR_TRIGGER)
    state = step_state(camera, Step.CONNECT)
    assert state.outcome is Outcome.WARNING
    assert "trigger" in state.remedy


def test_nothing_is_judged_before_the_first_inspection():
    camera = replace(_camera(), inspection=None, phase=Phase.OPENING)
    outcomes = {step_state(camera, step).outcome for step in Step}
    assert outcomes == {Outcome.NOT_SET}


def test_the_step_check_is_as_bad_as_the_worst_of_all_checks():
    state = step_state(_camera(position=Outcome.FAIL), Step.CHECK)
    assert (state.outcome, state.remedy) == (Outcome.FAIL, "mend position")
