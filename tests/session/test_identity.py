"""A camera that shows another view, or hangs upside down, is named when it is sure."""

import numpy as np
import pytest

from camera_park import SERIALS
from camsetup.analysis.identity import Identifier
from camsetup.domain.rig import Orientation
from camsetup.session.report import report
from waiting import wait_until as wait_shortly

LEFT, RIGHT, BODY = SERIALS["left"], SERIALS["right"], SERIALS["body"]


def wait_until(condition, *, what="it"):
    """Wait longer than elsewhere: all outlines are prepared and searched for."""
    return wait_shortly(condition, timeout_s=90.0, what=what)


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch):
    """Search without the pauses that spare the computer: tests are not so patient."""
    monkeypatch.setattr("camsetup.session.identity.PERIOD_S", 0.02)
    monkeypatch.setattr("camsetup.session.identity.REST", 0.0)


def _mistake(session, name):
    return wait_until(
        lambda: session.state.camera(name).mistaken, what=f"a mistake of {name}"
    )


def _recognised(session, name):
    inspection = session.state.camera(name).inspection
    return inspection and inspection.alignment and inspection.alignment.recognised


def test_two_cameras_that_are_swapped_are_named_and_swapped_back(park, rig, run):
    park.cameras[LEFT].options = {"mouse": "1", "dx": "20"}
    session = run(rig(left=RIGHT, right=LEFT))
    message = "The left and right cameras are swapped."
    for name in ("left", "right"):
        wait_until(
            lambda name=name: _mistake(session, name).message == message, what=name
        )
    mistake = _mistake(session, "right")
    assert mistake.swap_with == mistake.seen_as == "left"
    assert report(session.state)["cameras"]["left"]["mistaken"]["message"] == message
    session.swap("right", mistake.swap_with)
    for name in ("left", "right"):
        wait_until(lambda name=name: _recognised(session, name), what=name)
        assert session.state.camera(name).mistaken is None


def test_a_camera_that_hangs_upside_down_is_named(park, rig, run):
    park.cameras[RIGHT].upside_down = True
    session = run(rig(right=RIGHT), camera="right")
    mistake = _mistake(session, "right")
    assert "upside down" in mistake.message
    assert (mistake.seen_as, mistake.swap_with) == ("right", "")
    assert mistake.orientation is Orientation.UPRIGHT
    assert "orientation: upright" in mistake.remedy
    park.cameras[RIGHT].upside_down = False
    wait_until(lambda: session.state.camera("right").mistaken is None)


def test_the_view_of_a_role_that_is_not_used_now_is_known_too(park, rig, run):
    park.cameras[BODY].upside_down = True
    session = run(rig(left=BODY), camera="left")
    mistake = _mistake(session, "left")
    assert mistake.message == "This is the body camera's view, upside down."
    assert mistake.swap_with == "body"
    assert mistake.orientation is Orientation.MIRRORED_LEFT_RIGHT


def test_a_recording_of_the_other_side_is_named_without_serials(run, tmp_path, ibl):
    np.save(tmp_path / "left.npy", ibl.frames("right"))
    session = run("recording", sources=[str(tmp_path / "left.npy")])
    mistake = _mistake(session, "left")
    assert mistake.message == "This is the right camera's view."
    assert (mistake.swap_with, mistake.orientation) == ("", None)


def test_what_is_recognised_is_not_mistaken(park, rig, run):
    session = run(rig(left=LEFT))
    wait_until(lambda: _recognised(session, "left"))
    assert report(session.state)["cameras"]["left"]["mistaken"] is None


@pytest.mark.parametrize("level", [0, 128])
def test_nothing_is_said_of_a_picture_without_a_rig(run, tmp_path, level, monkeypatch):
    looks, look = [], Identifier.look
    monkeypatch.setattr("camsetup.session.identity.AGAIN_S", 0.0)
    monkeypatch.setattr(
        Identifier,
        "look",
        lambda self, pixels: (looks.append(pixels), look(self, pixels)),
    )
    np.save(tmp_path / "left.npy", np.full((4, 1024, 1280), level, np.uint8))
    session = run("training", sources=[str(tmp_path / "left.npy")])
    wait_until(lambda: len(looks) > 6)
    assert session.state.camera("left").mistaken is None
