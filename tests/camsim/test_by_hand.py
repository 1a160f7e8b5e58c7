"""The command line: cameras made, listed, troubled and removed from a terminal."""

import pytest
from typer.testing import CliRunner

from camsim.__main__ import app, main
from camsim.control import VirtualCamera, serials


@pytest.fixture
def say(camsim):
    """Type a command."""

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    yield run
    for serial in serials():
        VirtualCamera(serial).remove()


def test_cameras_are_made_and_the_way_to_them_is_printed(say, camsim):
    told = say("--serials", "15322923,0112D91C", "--binning", "video_mode")
    assert f"GENICAM_GENTL64_PATH={camsim.producer.parent}" in told
    assert f"CAMSIM_BUS={camsim.name}" in told
    assert "camsetup --source gentl:0112D91C\n" in told
    assert serials() == ["0112D91C", "15322923"]


def test_faults_reach_the_camera(say, camsim):
    camera = camsim("15322923")
    say("drop", "15322923", "10")
    say("set", "15322923", "ExposureAuto", "Off")
    say("unplug", "15322923")
    assert camera.drop_every == 10
    assert say("get", "15322923", "ExposureAuto") == "Off\n"
    assert "unplugged, free" in say("list")


def test_a_scene_is_shown(say, camsim):
    camera = camsim("15322923")
    say("scene", "15322923", "--role", "right", "--pan", "12", "--roll", "0.5")
    assert camera.registers["ReferenceExposure"] == 3000.0


def test_a_scene_that_cannot_be_is_refused_in_a_sentence(camsim, monkeypatch):
    camsim("15322923")
    monkeypatch.setattr("sys.argv", ["camsim", "scene", "15322923", "--roll", "180"])
    with pytest.raises(SystemExit, match="cannot set roll to 180"):
        main()
