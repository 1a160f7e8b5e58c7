"""``camsetup check`` on a camera behind real GenICam software, and its exit codes."""

from __future__ import annotations

import json

import pytest

from camsetup.cli.exit_codes import ExitCode
from camsetup.cli.main import run
from camsetup.profiles.rigs import load_rig
from camsim.scene import show_rig


@pytest.fixture
def camera(camsim):
    """A Chameleon3 that looks at a rig with a mouse in it, all as it should be."""
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    camera = camsim("18012444")
    show_rig(camera, load_rig("training").camera("left"), mouse=1)
    return camera


@pytest.fixture
def check(capsys):
    """Run the command; return its exit code and its JSON."""

    def checked(serial, seconds="2"):
        source = f"gentl:{serial}"
        arguments = ["check", "--source", source, "--seconds", seconds, "--json"]
        code = run(arguments)
        return code, json.loads(capsys.readouterr().out)

    return checked


def outcomes(camera):
    return {check["key"]: check["outcome"] for check in camera["checks"]}


def test_a_camera_that_is_set_up_passes(camera, check):
    code, answer = check(camera.serial)
    left = answer["cameras"]["left"]
    assert set(outcomes(left).values()) == {"PASS"}, outcomes(left)
    assert (code, answer["outcome"]) == (ExitCode.PASS, "PASS")
    assert left["serial"] == camera.serial
    assert left["problems"] == []
    assert (left["dropped"], left["incomplete"], left["interruptions"]) == (0, 0, 0)
    assert left["settings"]["got"]["automatics"] == []


def test_dropped_frames_are_a_fail(camera, check):
    camera.drop_every = 10
    code, answer = check(camera.serial)
    left = answer["cameras"]["left"]
    assert (code, answer["outcome"]) == (ExitCode.FAIL, "FAIL")
    assert left["dropped"] >= 1
    failed = [key for key, outcome in outcomes(left).items() if outcome != "PASS"]
    assert failed == ["dropped_frames"]


def test_a_camera_that_is_not_there_is_unavailable(camera, check):
    code, answer = check("18012445", "0.5")
    assert code == ExitCode.UNAVAILABLE
    (problem,) = answer["cameras"]["left"]["problems"]
    assert "Camera 18012445 is not there. There is: 18012444" in problem["message"]
    assert problem["remedy"]


def test_the_camera_is_left_as_it_was_found(camera, check):
    check(camera.serial, "0.5")
    assert not camera.is_open
    assert camera.registers["ExposureAuto"] == "Continuous"
    assert camera.registers["TLParamsLocked"] == 0
