"""Windows for tests: without threads, and driven by hand."""

from __future__ import annotations

import pytest

from camsetup.ui.main_window import MainWindow
from ui.by_hand import StillSession, a_camera, a_rig, three_cameras


@pytest.fixture
def still_session():
    return StillSession(a_rig(a_camera("left")))


@pytest.fixture
def trio():
    return StillSession(three_cameras())


@pytest.fixture
def opened(qtbot):
    """Open windows whose hearts beat only when a test says so.

    They are kept until the test is over: a window that is garbage may be collected
    while it paints itself, and Qt does not survive that.
    """
    kept = []

    def open_window(session, size=(1280, 800), **how) -> MainWindow:
        window = MainWindow(session, **how)
        window.heartbeat.stop()
        kept.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_window
    kept.clear()
