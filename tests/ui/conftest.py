"""Windows for tests: without threads, and driven by hand."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from camsetup.domain.rig import Rig
from camsetup.session.state import RigState
from camsetup.ui.main_window import MainWindow
from ui import at_work
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


@pytest.fixture
def camera():
    """Offer a camera that is 14 px off and has lost three frames."""
    return at_work.a_camera()


@pytest.fixture
def make():
    """Offer the functions that make states by hand."""
    return SimpleNamespace(
        camera=at_work.a_camera,
        inspection=at_work.an_inspection,
        focus=at_work.a_focus,
        exposure=at_work.an_exposure,
        corrections=at_work.corrections,
        outline=at_work.an_outline,
        judged=at_work.judged,
        checks=at_work.CHECKS,
        knobs=at_work.KNOBS,
        asked=at_work.ASKED,
    )


@pytest.fixture
def session(camera):
    return at_work.NotingSession(
        RigState(Rig("one", "One camera", (camera.role,)), (camera,))
    )


@pytest.fixture
def read():
    """Offer `at_work.texts`."""
    return at_work.texts


@pytest.fixture
def push():
    """Offer `at_work.press`."""
    return at_work.press


@pytest.fixture
def shown(qtbot, session):
    """Offer a function that makes a panel and shows it a camera."""

    def show(panel_class, state):
        panel = panel_class(session)
        qtbot.addWidget(panel)
        panel.show_camera(state)
        return panel

    return show
