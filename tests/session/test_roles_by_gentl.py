"""Roles by serial through harvesters: virtual cameras are named, swapped, waved at."""

import time

import pytest

from camera_park import draw_hand
from camsetup.profiles.rigs import load_rig
from camsetup.session.state import Phase
from camsetup.sources import registry
from camsim.scene import show_rig
from waiting import wait_until

pytest.importorskip("harvesters.core", exc_type=ImportError)


@pytest.fixture
def cameras(camsim, monkeypatch):
    """Return a virtual camera for each role, before which stands its rig."""
    monkeypatch.delitem(registry.BUILT_IN, "spinnaker", raising=False)
    registry.drivers.cache_clear()
    made = {}
    for role in load_rig("recording").cameras:
        made[role.name] = camsim()
        made[role.name].scene = show_rig(made[role.name], role, mouse=1.0).scene
    return made


def _streams(session, name, camera):
    state = session.state.camera(name)
    described = state.description.serial if state.description else ""
    return state.phase is Phase.STREAMING and described == camera.serial


def test_swapped_cameras_are_named_and_swapped_back(cameras, rig, run):
    left, right = cameras["left"], cameras["right"]
    session = run(rig(left=right.serial, right=left.serial))
    mistake = wait_until(lambda: session.state.camera("left").mistaken, timeout_s=90)
    assert mistake.seen_as == "right"
    session.swap("left", mistake.swap_with)
    wait_until(lambda: _streams(session, "left", left), what="left")
    wait_until(lambda: _streams(session, "right", right), what="right")
    wait_until(lambda: session.state.camera("left").mistaken is None, timeout_s=90)


def test_the_camera_that_is_waved_at_gets_the_role_and_the_others_their_rate_back(
    cameras, rig, run
):
    body = cameras["body"]
    before = cameras["left"].registers["AcquisitionFrameRate"]
    session = run(rig(right=cameras["right"].serial))
    wait_until(lambda: _streams(session, "right", cameras["right"]), what="right")
    session.begin_wave("body")
    wait_until(lambda: session.take_candidate_frame(cameras["left"].serial))
    wait_until(lambda: _waved(body) and _streams(session, "body", body), what="body")
    assert session.state.wave.winner == body.serial
    body.show(body.scene)
    wait_until(
        lambda: cameras["left"].registers["AcquisitionFrameRate"] == before,
        what="the rate of a guest",
    )


def _waved(camera):
    picture = camera.scene.copy()
    draw_hand(picture, time.monotonic())
    camera.show(picture)
    return True
