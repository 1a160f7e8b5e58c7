"""A camera is chosen from a list that lives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QPushButton

from camsetup.sources.base import CameraFound
from camsetup.ui.panels.binding.panel import BindingPanel
from ui.by_hand import StillSession, three_cameras

ONE = CameraFound("gentl:100", "100", "Chameleon3")
CORNER = QPoint(0, 0)
TWO = CameraFound("gentl:200", "200", "Chameleon3")


@pytest.fixture
def session():
    state = three_cameras()
    cameras = tuple(replace(role, serial="") for role in state.rig.cameras)
    rig = replace(state.rig, cameras=cameras)
    return StillSession(replace(state, rig=rig, found=(ONE, TWO), looking=True))


@pytest.fixture
def panel(qtbot, session):
    made = BindingPanel(session)
    qtbot.addWidget(made)
    made.show_rig(session.state, "left")
    made.show()
    qtbot.waitExposed(made)
    return made


def buttons(panel, text):
    every = panel.findChildren(QPushButton)
    return [each for each in every if each.text() == text and each.isVisible()]


def bind(session, **serials):
    rig = session.state.rig
    cameras = tuple(
        replace(role, serial=serials.get(role.name, role.serial))
        for role in rig.cameras
    )
    session.change_rig(rig=replace(rig, cameras=cameras))


def test_one_press_gives_the_role_a_camera(panel, session):
    buttons(panel, "Use")[1].click()
    assert session.told == [("bind", "left", "200")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_it_is_chosen_with_keys_only(panel, session, qtbot, key):
    panel.activateWindow()
    buttons(panel, "Wave at the left camera (W)")[0].setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Tab)
    qtbot.keyClick(panel, Qt.Key.Key_Tab)
    chosen = buttons(panel, "Use")[1]
    qtbot.waitUntil(chosen.hasFocus)
    qtbot.keyClick(chosen, key)
    assert session.told == [("bind", "left", "200")]


def test_a_camera_that_comes_is_listed_and_one_that_goes_is_not(panel, session, qtbot):
    three = CameraFound("gentl:300", "300", "Chameleon3")
    session.change_rig(found=(three, TWO))
    panel.show_rig(session.state, "left")
    qtbot.waitUntil(lambda: len(buttons(panel, "Use")) == 2)
    listed = sorted(buttons(panel, "Use"), key=lambda use: use.mapTo(panel, CORNER).y())
    assert [use.accessibleName() for use in listed] == ["Use 300", "Use 200"]


def test_the_keyboard_stays_where_it_is_when_a_camera_comes(panel, session):
    panel.activateWindow()
    chosen = buttons(panel, "Use")[1]
    chosen.setFocus()
    session.change_rig(found=(CameraFound("gentl:050", "050", "New"), ONE, TWO))
    panel.show_rig(session.state, "left")
    assert chosen.hasFocus()
    assert chosen.accessibleName() == "Use 200"


def test_the_role_s_own_camera_cannot_be_chosen_again(panel, session, read):
    bind(session, left="100")
    panel.show_rig(session.state, "left")
    assert len(buttons(panel, "Use")) == 1
    assert "left camera" in read(panel)


def test_a_role_can_be_left_without_a_camera(panel, session):
    assert buttons(panel, "Use none") == []
    bind(session, left="100")
    panel.show_rig(session.state, "left")
    buttons(panel, "Use none")[0].click()
    assert session.told == [("unbind", "left")]


def test_the_wave_is_for_the_role_that_is_shown(panel, session):
    panel.show_rig(session.state, "right")
    buttons(panel, "Wave at the right camera (W)")[0].click()
    assert session.told == [("begin_wave", "right")]


def test_it_says_where_the_choice_is_saved(panel, session, read, tmp_path):
    rig = replace(session.state.rig, file=str(tmp_path / "mine.yaml"))
    session.change_rig(rig=rig)
    panel.show_rig(session.state, "left")
    assert f"Saved in {tmp_path / 'mine.yaml'}" in read(panel)
