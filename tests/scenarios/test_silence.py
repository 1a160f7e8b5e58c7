"""Scenarios of silence: no frame comes, or not every one, and it is said why."""

from __future__ import annotations

import pytest

from camsetup.domain.settings import Trigger
from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsetup.ui.picture.absence import WayOut
from scenarios.watching import EXPOSURE_US, is_in, streams


def test_a_trigger_left_on_is_named_switched_off_by_one_key_and_is_on_again_after(
    park, rig_on
):
    camera = park.plug()
    camera.registers["TriggerMode"] = "On"
    rig = rig_on(camera, trigger=None)
    sight = rig.see(is_in(Phase.WAITING_FOR_TRIGGER))
    assert sight.missing.title == "Waiting for a trigger"
    assert "TriggerMode is On for FrameStart, by Line0" in sight.missing.message
    assert "press T" in sight.missing.remedy
    assert sight.missing.way_out is WayOut.TRIGGER_OFF
    assert sight.step(Step.CONNECT).outcome is Outcome.WARNING
    rig.session.trigger_off("left")
    sight = rig.see(streams)
    assert sight.camera.got.trigger is Trigger.OFF
    assert sight.counted == (0, 0, 0)
    rig.close()
    assert camera.registers["TriggerMode"] == "On"


def test_a_trigger_that_is_off_stays_off_however_often_the_key_is_pressed(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera, trigger=None)
    rig.see(streams)
    for _ in range(3):
        rig.session.trigger_off("left")
        rig.see(lambda sight: sight.camera.asked.trigger is Trigger.OFF)
    assert rig.see(streams).camera.got.trigger is Trigger.OFF
    assert camera.registers["TriggerMode"] == "Off"
    rig.close()
    assert camera.registers["TriggerMode"] == "Off"


def test_a_trigger_that_the_rig_wants_is_switched_off_for_set_up_only(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera, trigger="hardware")
    rig.see(is_in(Phase.WAITING_FOR_TRIGGER))
    rig.session.trigger_off("left")
    sight = rig.see(streams)
    judged = sight.step(Step.SETTINGS)
    assert judged.outcome is Outcome.WARNING
    assert "trigger is off for set-up" in judged.message
    rig.session.apply_profile("left")
    rig.see(lambda sight: sight.camera.got.trigger is Trigger.HARDWARE)
    assert camera.registers["TriggerMode"] == "On"
    rig.close()
    assert camera.registers["TriggerMode"] == "Off"


def test_a_stall_is_said_and_ends_by_itself(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(streams)
    camera.stall()
    sight = rig.see(is_in(Phase.STALLED))
    assert sight.missing.title == "No frames come"
    assert "its trigger is off, and no frame comes" in sight.missing.message
    assert "Unplug the camera and plug it in again" in sight.missing.remedy
    assert sight.missing.keeps_picture
    assert sight.step(Step.CONNECT).outcome is Outcome.FAIL
    assert not sight.verdict.ready
    camera.stall(on=False)
    assert rig.see(streams).counted == (0, 0, 1)


def test_an_unplugged_camera_comes_back_with_its_settings_and_honest_counts(
    park, rig_on
):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(streams)
    camera.unplug()
    sight = rig.see(is_in(Phase.LOST))
    assert sight.missing.title == "The camera is gone"
    assert f"Camera {camera.serial} does not answer any more" in sight.missing.message
    assert ". The camera is being looked for." in sight.missing.message
    assert "cable" in sight.missing.remedy
    assert sight.missing.keeps_picture
    assert sight.step(Step.CONNECT).outcome is Outcome.FAIL
    camera.plug_in()
    sight = rig.see(streams)
    assert sight.counted == (0, 0, 1)
    assert sight.camera.got.exposure_us == pytest.approx(EXPOSURE_US, rel=1e-3)
    assert sight.step(Step.CONNECT).outcome is Outcome.PASS


def test_a_camera_without_power_comes_back_without_its_automatics(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(streams)
    camera.power_off()
    rig.see(is_in(Phase.LOST))
    assert camera.registers["ExposureAuto"] == "Continuous"
    camera.plug_in()
    sight = rig.see(streams)
    assert sight.camera.got.automatics == frozenset()
    assert sight.camera.got.exposure_us == pytest.approx(EXPOSURE_US, rel=1e-3)
    assert sight.step(Step.SETTINGS).outcome is Outcome.PASS
    assert sight.counted == (0, 0, 1)
    rig.close()
    assert camera.registers["ExposureAuto"] == "Continuous"


def test_frames_that_are_all_incomplete_are_said_and_never_judged(park, rig_on):
    camera = park.plug()
    camera.incomplete_every = 1
    sight = rig_on(camera).see(is_in(Phase.STALLED))
    assert sight.missing.title == "No frame comes whole"
    assert "with data missing" in sight.missing.message
    assert sight.counted[1] == sight.camera.counters.received > 3
    assert "cable" in sight.missing.remedy
    assert sight.step(Step.CONNECT).outcome is Outcome.FAIL
    assert sight.camera.inspection is None
    assert sight.camera.judged is None


def test_some_frames_that_are_incomplete_are_counted_and_fail(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(streams)
    camera.incomplete_every = 4
    sight = rig.see(lambda sight: sight.counted[1] > 3 and streams(sight))
    judged = rig.see(failed("incomplete_frames")).check("incomplete_frames")
    assert "cable" in judged.remedy
    assert sight.counted[0] == 0


def test_every_tenth_frame_missing_is_counted_exactly(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(streams)
    camera.drop_every = 10
    sight = rig.see(failed("dropped_frames"))
    judged = sight.check("dropped_frames")
    assert "frames dropped; 0 passes" in judged.message
    assert "USB 3 port" in judged.remedy
    assert not sight.verdict.ready
    rig.see(lambda sight: sight.counted[0] > 3)
    camera.drop_every = 0
    before = camera.delivered
    rig.see(lambda sight: sight.camera.counters.received > before + 5)
    assert rig.see(streams).counted == (camera.dropped, 0, 0)


def test_two_cameras_one_of_which_dies_leave_the_other_alone(park, rig_on):
    left, right = park.plug(), park.plug()
    rig = rig_on(left, right)
    for role in ("left", "right"):
        rig.see(streams, role)
    left.unplug()
    sight = rig.see(is_in(Phase.LOST))
    assert sight.verdict.reason.startswith("Left camera: ")
    before = rig.look("right").camera.counters.received
    sight = rig.see(lambda sight: sight.camera.counters.received > before + 40, "right")
    assert streams(sight)
    assert sight.counted == (0, 0, 0)
    assert rig.look("left").phase is Phase.LOST
    left.plug_in()
    rig.see(streams)
    assert rig.look("right").counted == (0, 0, 0)


def failed(key):
    """Return what asks whether a check fails."""

    def asked(sight):
        check = sight.check(key)
        return check is not None and check.outcome is Outcome.FAIL

    return asked
