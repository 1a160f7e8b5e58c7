"""The connect panel names the source, counts frames in three words, and reopens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QPushButton

from camsetup.session.role_values import AbsentDriver, Mistake
from camsetup.session.state import Counters, Phase, Problem
from camsetup.sources.base import Remark
from camsetup.ui.panels import connect
from camsetup.ui.panels.connect import ConnectPanel, connection_facts


@pytest.fixture
def panel(shown, camera):
    return shown(ConnectPanel, camera)


def test_it_names_source_serial_and_model(panel, read):
    expected = {"simulator?dx=40", "SIM-0001", "Simulated Chameleon3", "streaming"}
    assert expected <= set(read(panel))


def test_four_counters_stay_apart(shown, make, read):
    camera = make.camera(counters=Counters(10000, 3, 1, 5012, 7))
    shown_texts = read(shown(ConnectPanel, camera))
    counted = {
        "Dropped": "3",
        "Incomplete": "1",
        "Not displayed": "5012",
        "Interruptions": "7",
    }
    assert set(counted) <= set(shown_texts)
    assert set(counted.values()) <= set(shown_texts)


def test_a_problem_is_shown_with_its_remedy(shown, make, read):
    problem = Problem("The camera is in use by SpinView.", "Close SpinView.")
    camera = make.camera(phase=Phase.FAILED, problem=problem, description=None)
    shown_texts = read(shown(ConnectPanel, camera))
    assert {problem.message, problem.remedy, "FAIL", "failed"} <= set(shown_texts)


def test_a_serial_that_is_wanted_is_shown_until_a_camera_is_found(shown, make, read):
    camera = make.camera(description=None, phase=Phase.OPENING)
    assert "15322923" in read(shown(ConnectPanel, camera))


def test_the_simulator_can_be_used(panel, session, push):
    push(panel, "Use simulator")
    assert session.told == [("reopen", "left", "simulator")]


def test_trying_again_keeps_the_address(panel, session, push):
    push(panel, "Try again")
    assert session.told == [("reopen", "left")]


@pytest.mark.parametrize(
    ("button", "chooser"),
    [("Open recording…", "choose_recording"), ("Open folder…", "choose_folder")],
)
def test_a_recording_is_opened(panel, session, push, monkeypatch, button, chooser):
    monkeypatch.setattr(connect, chooser, lambda _: "session/video.mp4")
    push(panel, button)
    assert session.told == [("reopen", "left", "session/video.mp4")]


def test_changing_ones_mind_reopens_nothing(panel, session, push, monkeypatch):
    monkeypatch.setattr(connect, "choose_recording", lambda _: "")
    push(panel, "Open recording…")
    assert session.told == []


def test_counting_can_begin_again(panel, session, push):
    push(panel, "Count again")
    assert session.told == [("reset_counters", "left")]


def test_cameras_are_looked_for_as_long_as_it_is_seen(panel, session):
    panel.show()
    assert session.told == [("look_for_cameras", True)]
    panel.hide()
    assert session.told[-1] == ("look_for_cameras", False)


def test_every_remark_is_shown_not_only_the_first(shown, make, read):
    remarks = (
        Remark("The link is USB 2.", "Use a USB 3 port."),
        Remark("The exposure is longer than a period.", "Shorten it."),
    )
    described = replace(make.camera().description, remarks=remarks)
    shown_texts = read(shown(ConnectPanel, make.camera(description=described)))
    assert {"The link is USB 2.", "Use a USB 3 port.", "WARNING"} <= set(shown_texts)
    assert "The exposure is longer than a period. Shorten it." in shown_texts


def test_a_swapped_camera_is_named_and_swapped_in_one_press(
    shown, make, session, read, push
):
    swapped = Mistake("The left and right cameras are swapped.", "Swap.", "right")
    panel = shown(
        ConnectPanel, make.camera(mistaken=replace(swapped, swap_with="right"))
    )
    assert swapped.message in read(panel)
    push(panel, "Swap left and right")
    assert session.told == [("swap", "left", "right")]


def test_a_turned_picture_offers_no_swap(shown, make, read):
    turned = Mistake("The picture is upside down.", "Turn the camera.", "left")
    panel = shown(ConnectPanel, make.camera(mistaken=turned))
    assert {turned.message, turned.remedy} <= set(read(panel))
    buttons = panel.findChildren(QPushButton)
    assert not [b for b in buttons if b.text().startswith("Swap") and not b.isHidden()]


def test_a_role_without_a_camera_has_no_source(shown, make, read):
    none = Problem("No camera is bound to left.", "Choose one.")
    camera = make.camera(
        address="serial:", phase=Phase.FAILED, problem=none, description=None
    )
    assert "no camera" in read(shown(ConnectPanel, camera))
    assert connection_facts(camera)["Source"] == "–"


def test_a_driver_that_is_not_ready_is_one_quiet_line(panel, session, read, push):
    absent = AbsentDriver("spinnaker", "PySpin is not installed.", "Install it.")
    panel.show_rig(replace(session.state, absent=(absent,)))
    why = "spinnaker: PySpin is not installed. Install it."
    assert why not in read(panel)
    push(panel, "Not ready here: spinnaker")
    assert why in read(panel)
