"""A session over the real simulator: commands show in a later snapshot."""

import json
from dataclasses import replace

import cv2
import numpy as np
import pytest

from camsetup import paths
from camsetup.domain.rig import OnChange
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.domain.verdict import Outcome
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig
from camsetup.session.gate_samples import live_gate
from camsetup.session.plan import make_plan
from camsetup.session.report import report, save_report
from camsetup.session.session import Session
from camsetup.session.state import Phase
from camsetup.session.station import Station
from camsetup.session.steps import Step, step_state
from camsetup.session.turns import Turns
from camsetup.stream.report import Report
from waiting import wait_until


@pytest.fixture
def session(request):
    """Run the training rig, or what the test's parameters say, and close it."""
    arguments = getattr(request, "param", {})
    plan = make_plan(
        arguments.get("rig"), arguments.get("camera"), arguments.get("sources", ())
    )
    running = Session(plan.rig, plan.addresses, plan.outlines)
    running.start()
    yield running
    running.close()


def _simulated(*sources, rig=None):
    return pytest.mark.parametrize(
        "session", [{"rig": rig, "sources": sources}], indirect=True
    )


def _camera(session, name="left"):
    return session.state.camera(name)


def _wait_for(session, condition, name="left"):
    return wait_until(
        lambda: condition(_camera(session, name)) and _camera(session, name)
    )


def _inspected(session, name="left"):
    return _wait_for(session, lambda camera: camera.inspection is not None, name)


def test_frames_are_judged_and_shown(session):
    camera = _inspected(session)
    assert camera.phase is Phase.STREAMING
    assert camera.inspection.check("resolution").outcome is Outcome.PASS
    assert wait_until(lambda: session.take_frame("left")).size == camera.role.size


def test_the_snapshot_stays_the_same_object_until_something_changes():
    plan = make_plan()
    session = Session(plan.rig, plan.addresses)
    assert session.state is session.state


@_simulated("simulator?seed=1")
def test_turning_the_rig_shows_in_the_pose(session):
    _inspected(session)
    session.turn("left", "dx", 60.0)
    _wait_for(session, lambda camera: _offset_px(camera) == pytest.approx(60, abs=3))
    _wait_for(
        session,
        lambda camera: camera.inspection.check("position").outcome > Outcome.PASS,
    )


def _offset_px(camera):
    alignment = camera.inspection and camera.inspection.alignment
    return alignment.pose.dx_px if alignment else None


def test_settings_that_were_asked_are_read_back(session):
    _inspected(session)
    session.apply_settings("left", CameraSettings(gain_db=6.0))
    camera = _wait_for(session, lambda camera: camera.got.gain_db == 6.0)
    assert camera.asked.gain_db == 6.0


def test_a_setting_out_of_range_is_refused_and_the_picture_goes_on(session):
    _inspected(session)
    session.apply_settings("left", CameraSettings(gain_db=999.0))
    camera = _wait_for(session, lambda camera: camera.settings_problem is not None)
    assert "999" in camera.settings_problem.message
    assert camera.phase is Phase.STREAMING
    assert camera.asked.gain_db == 0


def test_the_profile_can_be_applied_again(session):
    profile = _inspected(session).asked
    session.apply_settings("left", CameraSettings(gain_db=6.0))
    _wait_for(session, lambda camera: camera.got.gain_db == 6.0)
    session.apply_profile("left")
    _wait_for(session, lambda camera: camera.got.gain_db == profile.gain_db)


def test_another_outline_is_judged_from_then_on(session):
    _inspected(session)
    session.use_outline("left", load_outline("recording-right"))
    camera = _wait_for(
        session,
        lambda camera: (
            camera.outline is not None
            and camera.outline.name == "recording-right"
            and camera.inspection is not None
            and camera.inspection.alignment is not None
        ),
    )
    assert camera.outline.size == camera.role.size


@_simulated("simulator?dx=50")
def test_a_reference_photo_becomes_the_target_and_can_be_dropped(session):
    _wait_for(session, lambda camera: _offset_px(camera) == pytest.approx(50, abs=3))
    session.take_reference("left")
    assert _camera(session).reference.shape == (1024, 1280)
    _wait_for(session, lambda camera: _offset_px(camera) == pytest.approx(0, abs=2))
    session.drop_reference("left")
    _wait_for(session, lambda camera: _offset_px(camera) == pytest.approx(50, abs=3))


def test_the_reference_of_a_simulated_rig_is_not_kept(session):
    _inspected(session)
    session.take_reference("left")
    assert not (paths.user_data() / "references").exists()


def test_the_mean_picture_is_less_noisy_than_a_frame(session):
    wait_until(lambda: session.mean_picture("left") is not None)
    _wait_for(session, lambda camera: camera.counters.received > 60)
    frame, mean = _camera(session).judged.pixels, session.mean_picture("left")
    patch = np.s_[0:60, 0:60]
    assert mean[patch].astype(float).std() <= frame[patch].astype(float).std()


@_simulated("simulator?drop_every=5")
def test_dropped_frames_are_counted_until_the_counters_are_reset(session):
    _wait_for(session, lambda camera: camera.counters.dropped > 3)
    session.reset_counters("left")
    assert _camera(session).counters.dropped == 0


def test_what_is_being_judged_while_a_camera_is_lost_proves_nothing():
    role = load_rig("training").camera("left")
    gate = live_gate("left", Turns(0.1), None)
    station = Station(role, "simulator", None, gate)
    before = station.state.revision
    station._on_report(Report(Phase.LOST))
    assert station.state.revision > before


@_simulated("simulator?unplug_after=0.5&return_after=0.5")
def test_an_unplugged_camera_comes_back_by_itself(session):
    lost = _wait_for(session, lambda camera: camera.phase is Phase.LOST)
    assert lost.problem.remedy
    assert lost.inspection is None
    _wait_for(session, lambda camera: camera.phase is Phase.STREAMING)


def test_the_source_can_be_changed_while_it_runs(session, tmp_path):
    _inspected(session)
    frames = np.full((3, 1024, 1280), 90, np.uint8)
    np.save(tmp_path / "grey.npy", frames)
    session.reopen("left", str(tmp_path / "grey.npy"))
    camera = _wait_for(
        session,
        lambda camera: (
            camera.phase is Phase.STREAMING
            and camera.description is not None
            and not camera.description.live
        ),
    )
    assert camera.address.endswith("grey.npy")


@_simulated("/no/such/recording.npy")
def test_a_source_that_cannot_be_opened_is_visible_state(session):
    camera = _wait_for(session, lambda camera: camera.phase is Phase.FAILED)
    assert "/no/such/recording.npy" in camera.problem.message


@_simulated(rig="recording")
def test_three_cameras_run_side_by_side(session):
    for name in ("left", "right", "body"):
        assert _inspected(session, name).phase is Phase.STREAMING


@pytest.mark.parametrize("session", [{"sources": ["SQUARE"]}], indirect=True)
def test_an_outline_that_does_not_fit_is_said(session, tmp_path):
    np.save(tmp_path / "square.npy", np.zeros((1, 500, 500), np.uint8))
    session.reopen("left", str(tmp_path / "square.npy"))
    camera = _wait_for(session, lambda camera: camera.outline_problem is not None)
    assert "another shape" in camera.outline_problem.message


def test_a_report_is_written_whole_with_its_pictures(session, tmp_path):
    _inspected(session)
    state = session.state
    written = save_report(state, tmp_path / "deep" / "folder")
    assert [path.name for path in written] == [
        "check.json",
        "left.png",
        "left-outline.png",
    ]
    assert json.loads(written[0].read_text()) == report(state)
    drawn, plain = (cv2.imread(str(path)) for path in (written[2], written[1]))
    assert (drawn != plain).any()


@_simulated("simulator?trigger=1")
def test_a_camera_that_waits_for_its_trigger_says_so(session):
    camera = _wait_for(
        session, lambda camera: camera.phase is Phase.WAITING_FOR_TRIGGER
    )
    assert camera.problem is None


def test_the_session_gate_judges_what_it_knows_beside_our_checks(session):
    camera = _wait_for(session, lambda camera: camera.gate)
    assert camera.gate_verdict("resolution").outcome is Outcome.PASS
    assert camera.gate_verdict("saturation") is None
    gate = report(session.state)["cameras"]["left"]["gate"]
    assert gate["resolution"]["outcome"] == "PASS"
    assert set(gate) == {
        "position",
        "focus",
        "brightness",
        "framerate",
        "dropped_frames",
        "resolution",
    }


def test_the_gate_waits_for_a_mouse_in_an_empty_rig(session):
    _wait_for(session, lambda camera: camera.gate)
    session.reopen("left", "simulator?mouse=0")
    camera = _wait_for(
        session,
        lambda camera: camera.gate and "mouse" in camera.gate_verdict("focus").message,
    )
    assert camera.gate_verdict("focus").outcome is Outcome.NOT_SET


@_simulated("simulator?trigger=1")
def test_a_trigger_that_is_stuck_can_be_switched_off(session):
    camera = _wait_for(session, lambda camera: camera.diagnosis is not None)
    assert "switch it off" in camera.diagnosis.remedy
    assert step_state(camera, Step.CONNECT).remedy == camera.diagnosis.remedy
    settings = step_state(camera, Step.SETTINGS)
    assert settings.outcome is Outcome.FAIL
    assert "trigger: asked off, got hardware" in settings.message
    session.trigger_off("left")
    camera = _wait_for(session, lambda camera: camera.phase is Phase.STREAMING)
    assert camera.diagnosis is None


@_simulated("simulator?automatic_after=0.3")
@pytest.mark.logs_warnings
def test_an_automatic_that_is_on_again_fails_the_settings_until_they_are_applied(
    session,
):
    def _failed(camera):
        return step_state(camera, Step.SETTINGS).outcome is Outcome.FAIL

    camera = _wait_for(session, _failed)
    judged = step_state(camera, Step.SETTINGS)
    assert "Exposure automatic is on again" in judged.message
    assert "Apply the settings again" in judged.remedy
    session.apply_profile("left")
    _wait_for(session, lambda camera: camera.inspection and not _failed(camera))


@_simulated("simulator?unplug_after=0.5&return_after=0.3")
def test_a_camera_that_comes_back_has_its_settings_and_one_interruption(session):
    lost = _wait_for(session, lambda camera: camera.phase is Phase.LOST)
    assert lost.retrying
    assert lost.counters.interruptions == 1
    camera = _wait_for(session, lambda camera: camera.phase is Phase.STREAMING)
    assert not camera.retrying
    assert camera.got.automatics == frozenset()
    assert camera.got.exposure_us == camera.role.settings.exposure_us
    camera = _wait_for(session, lambda camera: camera.inspection is not None)
    assert (camera.counters.dropped, camera.counters.interruptions) == (0, 1)
    session.reset_counters("left")
    assert _camera(session).counters.interruptions == 0


@_simulated("simulator", "left=simulator?unplug_after=0.5", rig="recording")
def test_one_camera_that_is_lost_leaves_the_others_alone(session):
    _wait_for(session, lambda camera: camera.phase is Phase.LOST)
    for name in ("right", "body"):
        before = _inspected(session, name).counters.received
        camera = _wait_for(
            session,
            lambda camera, before=before: camera.counters.received > before + 5,
            name,
        )
        assert camera.phase is Phase.STREAMING
        assert camera.counters.interruptions == 0


def test_a_camera_that_cannot_keep_its_settings_says_so_in_its_settings_step(session):
    _inspected(session)
    session.keep_settings("left")
    camera = _wait_for(session, lambda camera: camera.settings_problem is not None)
    judged = step_state(camera, Step.SETTINGS)
    assert (judged.outcome, camera.kept) == (Outcome.FAIL, "")
    assert "cannot keep" in judged.message


def test_a_setting_that_was_changed_by_hand_is_a_warning_until_the_profile_is_back(
    session,
):
    _inspected(session)
    session.apply_settings("left", CameraSettings(gain_db=6.0))
    camera = _wait_for(
        session,
        lambda camera: step_state(camera, Step.SETTINGS).outcome is Outcome.WARNING,
    )
    assert camera.by_hand == ("gain_db",)
    assert "gain 6 dB (rig file: 0 dB)" in step_state(camera, Step.SETTINGS).message
    session.apply_profile("left")
    _wait_for(
        session,
        lambda camera: step_state(camera, Step.SETTINGS).outcome is Outcome.PASS,
    )


def test_the_report_holds_settings_remarks_and_notes(session):
    _inspected(session)
    told = report(session.state)["cameras"]["left"]
    assert told["settings"]["asked"]["trigger"] == "off"
    assert told["settings"]["got"]["exposure_us"] == 8000
    assert told["settings"]["got"]["automatics"] == []
    assert (told["remarks"], told["notes"], told["interruptions"]) == ([], [], 0)


@pytest.mark.logs_warnings
def test_a_rig_file_can_have_changes_undone_at_once():
    plan = make_plan(sources=["simulator?automatic_after=0.3"])
    roles = tuple(
        replace(role, on_change=OnChange.REAPPLY) for role in plan.rig.cameras
    )
    session = Session(replace(plan.rig, cameras=roles), plan.addresses)
    session.start()
    try:
        camera = _wait_for(session, lambda camera: camera.reapplied == 1)
        assert camera.got.automatics == frozenset()
        assert camera.got.exposure_us == camera.role.settings.exposure_us
        assert camera.settings_problem is None
    finally:
        session.close()


def test_a_trigger_that_is_off_for_set_up_is_not_kept():
    role = load_rig("training").camera("left")
    wanted = replace(role, settings=replace(role.settings, trigger=Trigger.HARDWARE))
    station = Station(wanted, "simulator", None, live_gate("left", Turns(0.1), None))
    station.apply(CameraSettings(trigger=Trigger.OFF))
    assert station.state.trigger_off
    station.keep_settings()
    assert "trigger is off" in station.state.settings_problem.message


def test_what_was_just_asked_is_not_forgotten_for_a_late_report():
    role = load_rig("training").camera("left")
    gate = live_gate("left", Turns(0.1), None)
    station = Station(role, "simulator", None, gate)
    station.apply(CameraSettings(gain_db=6.0))
    station._on_report(Report(Phase.STREAMING, asked=role.profile))
    assert station.state.asked.gain_db == 6.0
