"""Scenarios of a program that dies: the next one puts back what it had touched."""

from __future__ import annotations

import pytest

from camsetup import paths
from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step
from scenarios.watching import EXPOSURE_US, settings_of, streams, write_rig
from waiting import wait_until

#: How the camera was before anybody started the program.
AS_FOUND = {
    "ExposureAuto": "Off",
    "ExposureTime": 777.0,
    "GainAuto": "Continuous",
    "AcquisitionFrameRateAuto": "Continuous",
    "TriggerSource": "Line3",
    "TriggerMode": "On",
}


@pytest.fixture
def killed(park, camsetup, tmp_path):
    """Kill the program while it has a camera; return camera and state as found."""
    camera = park.plug()
    for name, value in AS_FOUND.items():
        camera.registers[name] = value
    before = settings_of(camera)
    file = tmp_path / "killed.yaml"
    write_rig(file, 1)
    address = f"{park.driver}:{camera.serial}"
    arguments = ["--rig", str(file), "--source", address, "--seconds", "600"]
    program = camsetup("check", *arguments)
    wait_until(lambda: camera.delivered > 3, what="the program to stream")
    program.kill()
    wait_until(lambda: not camera.is_open)
    return camera, before


def test_a_camera_of_a_killed_program_works_and_is_left_as_it_was_found_at_first(
    killed, rig_on
):
    camera, before = killed
    assert camera.registers["TriggerMode"] == "Off"
    assert camera.registers["ExposureTime"] == pytest.approx(EXPOSURE_US, rel=1e-3)
    rig = rig_on(camera)
    sight = rig.see(streams)
    assert sight.step(Step.CONNECT).outcome is Outcome.PASS
    assert sight.step(Step.SETTINGS).outcome is Outcome.PASS
    rig.close()
    assert settings_of(camera) == before
    assert not list((paths.user_data() / "as_found").glob("*.json"))


def test_a_camera_of_a_killed_program_that_lost_its_power_is_left_as_found_at_first(
    killed, rig_on
):
    camera, before = killed
    camera.power_cycle()
    rig = rig_on(camera)
    rig.see(streams)
    rig.close()
    after = settings_of(camera)
    assert {name: after[name] for name in AS_FOUND} == AS_FOUND
    assert after == before


def test_a_camera_of_a_killed_program_that_nobody_opens_now_is_put_back_too(
    killed, park, rig_on, log
):
    camera, before = killed
    rig = rig_on(park.plug())
    wait_until(lambda: log(f"Camera {camera.serial} is as it was before"))
    assert settings_of(camera) == before
    rig.see(streams)
    assert not camera.is_open
