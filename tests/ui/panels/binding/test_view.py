"""What is said of the cameras that are found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camsetup import paths
from camsetup.session.role_values import AbsentDriver
from camsetup.sources.base import CameraFound
from camsetup.ui.panels.binding.view import absent_drivers, binding_view, kept_in
from ui.by_hand import three_cameras

LEFT = CameraFound("spinnaker:15322923", "15322923", "Chameleon3")
NEW = CameraFound("gentl:200", "200", "Chameleon3", "It is on a USB 2 port.")


def rig_state(*found, looking=True, **serials):
    state = three_cameras()
    cameras = tuple(
        replace(role, serial=serials.get(role.name, "")) for role in state.rig.cameras
    )
    rig = replace(state.rig, cameras=cameras)
    return replace(state, rig=rig, found=found, looking=looking)


def test_a_camera_is_said_with_its_model_and_its_driver():
    (line,) = binding_view(rig_state(LEFT), "left").lines
    assert (line.serial, line.kind) == ("15322923", "Chameleon3 · spinnaker")


def test_a_camera_that_has_a_role_says_whose_it_is():
    state = rig_state(LEFT, left="15322923")
    (mine,) = binding_view(state, "left").lines
    (others,) = binding_view(state, "right").lines
    assert (mine.role, mine.mine) == ("left", True)
    assert (others.role, others.mine) == ("left", False)


def test_serials_are_compared_as_drivers_do():
    (line,) = binding_view(rig_state(LEFT, left="00E9CF2B"), "left").lines
    assert line.mine == (int("00E9CF2B", 16) == 15322923)


def test_no_camera_is_that_of_a_role_without_serial():
    nameless = replace(LEFT, serial="")
    (line,) = binding_view(rig_state(nameless), "left").lines
    assert (line.role, line.mine) == ("", False)


def test_taking_another_s_camera_says_what_the_other_gets():
    state = rig_state(LEFT, left="15322923", right="300")
    (line,) = binding_view(state, "right").lines
    assert line.hint == "Makes it the right camera; the left camera gets 300."


def test_what_is_wrong_with_a_camera_is_passed_on():
    (line,) = binding_view(rig_state(NEW), "left").lines
    assert line.problem == "It is on a USB 2 port."


def test_nothing_found_yet_says_that_it_is_being_looked_for():
    assert "Plug one in" in binding_view(rig_state(), "left").note


def test_a_bound_camera_that_is_not_there_is_missed_by_name():
    note = binding_view(rig_state(NEW, left="15322923"), "left").note
    assert note == "15322923, the left camera's serial number, is not among them."


def test_a_role_without_a_camera_is_said_to_have_none():
    view = binding_view(rig_state(NEW), "left")
    assert view.note == "None of them is the left camera yet."
    assert not view.bound


def test_a_shipped_rig_is_kept_as_a_copy_of_the_user_s_own():
    shipped = paths.resources() / "rigs" / "recording.yaml"
    rig = replace(rig_state().rig, file=str(shipped))
    assert kept_in(rig) == str(paths.user_config() / "rigs" / "recording.yaml")


def test_a_file_at_home_is_said_from_there():
    rig = replace(rig_state().rig, file=str(Path.home() / "rigs" / "mine.yaml"))
    assert kept_in(rig) == str(Path("~/rigs/mine.yaml"))


def test_a_rig_without_a_file_is_kept_nowhere():
    assert kept_in(rig_state().rig) == ""


def test_a_driver_that_is_not_ready_says_why_and_what_to_do():
    absent = AbsentDriver("spinnaker", "PySpin is not installed.", "Install it.")
    state = replace(rig_state(), absent=(absent,))
    assert absent_drivers(state) == "spinnaker: PySpin is not installed. Install it."


def test_simulated_cameras_are_left_out_where_there_are_real_ones():
    simulated = CameraFound("simulator:SIM-LEFT", "SIM-LEFT", "Simulated Chameleon3")
    alone = binding_view(rig_state(simulated), "left").lines
    beside = binding_view(rig_state(LEFT, simulated), "left").lines
    at_work = binding_view(rig_state(LEFT, simulated, body="SIM-LEFT"), "left").lines
    assert [len(alone), len(beside), len(at_work)] == [1, 1, 2]
