"""The window over a real session on the simulated rig."""

import pytest

from camsetup.profiles.rigs import load_rig
from camsetup.session.session import Session
from camsetup.session.state import Phase
from camsetup.ui.main_window import MainWindow


@pytest.fixture(params=["training", "recording"])
def live(qtbot, request):
    rig = load_rig(request.param)
    session = Session(rig, {role.name: "simulator" for role in rig.cameras})
    session.start()
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    yield window
    session.close()


def test_every_camera_is_seen_and_the_window_closes_while_frames_flow(live, qtbot):
    names = [camera.role.name for camera in live.session.state.cameras]
    qtbot.waitUntil(
        lambda: all(live.paint_log.painted(name) >= 3 for name in names), timeout=20_000
    )
    live.close()
    phases = {camera.phase for camera in live.session.state.cameras}
    assert phases == {Phase.CLOSED}


def test_a_camera_that_is_opened_anew_comes_back(live, qtbot):
    name = live.choice.camera
    qtbot.waitUntil(lambda: live.paint_log.painted(name) >= 1, timeout=20_000)
    live.session.reopen(name)
    before = live.paint_log.painted(name)
    qtbot.waitUntil(lambda: live.paint_log.painted(name) > before + 2, timeout=20_000)
    qtbot.waitUntil(lambda: live.picture.tile(name).absence_text == "")
