"""The connect panel names the source, counts frames in three words, and reopens."""

from __future__ import annotations

import pytest

from camsetup.session.state import Phase, Problem
from camsetup.ui.panels import connect
from camsetup.ui.panels.connect import ConnectPanel


@pytest.fixture
def panel(shown, camera):
    return shown(ConnectPanel, camera)


def test_it_names_source_serial_and_model(panel, read):
    expected = {"simulator?dx=40", "SIM-0001", "Simulated Chameleon3", "streaming"}
    assert expected <= set(read(panel))


def test_three_counters_stay_apart(panel, read):
    shown_texts = read(panel)
    counted = {"Dropped": "3", "Incomplete": "1", "Not displayed": "5012"}
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
