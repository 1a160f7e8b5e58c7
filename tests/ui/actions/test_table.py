from collections import Counter

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMessageBox

from camsetup.domain.frame import Size
from camsetup.profiles.outlines import save_outline
from camsetup.session.steps import Step
from camsetup.ui.actions import camera_commands
from camsetup.ui.actions.action import Place
from camsetup.ui.actions.table import ACTIONS
from camsetup.ui.picture.display import Layer
from ui.by_hand import StillSession, a_camera, a_frame, a_rig

KEY = Qt.Key


@pytest.fixture
def window(opened):
    return opened(StillSession(a_rig(a_camera(reference=a_frame().pixels))))


@pytest.fixture
def answers(monkeypatch):
    """Answer every dialog; the keys are what is asked for."""
    given = {"recording": "", "outline": ""}
    monkeypatch.setattr(
        camera_commands, "choose_recording", lambda parent: given["recording"]
    )
    monkeypatch.setattr(
        camera_commands, "choose_outline_file", lambda parent: given["outline"]
    )
    monkeypatch.setattr(QMessageBox, "about", lambda *_: given.update(about="said"))
    monkeypatch.setattr(
        "camsetup.ui.outline_editor.editor.edit_outline",
        lambda session, camera, parent: given.update(edited=camera.role.name),
    )
    return given


def test_no_two_actions_share_a_key_or_a_name():
    keys = Counter(key for action in ACTIONS for key in action.keys)
    names = Counter(action.name for action in ACTIONS)
    assert max(keys.values()) == 1
    assert max(names.values()) == 1


def test_qt_understands_every_key():
    for action in ACTIONS:
        for key in action.keys:
            assert not QKeySequence(key).isEmpty()
            assert QKeySequence(key)[0].key() is not Qt.Key.Key_unknown


def test_what_has_no_key_is_in_the_menu():
    keyless = [action for action in ACTIONS if not action.keys]
    assert all(action.place is not Place.KEYS_ONLY for action in keyless)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_can_be_done(window, answers, action):
    action.run(window)


@pytest.mark.parametrize(("number", "step"), list(enumerate(Step, start=1)))
def test_a_digit_goes_to_its_step(window, qtbot, number, step):
    qtbot.keyClick(window, str(number))
    assert window.choice.step is step


@pytest.mark.parametrize(
    ("key", "layer"),
    [
        (KEY.Key_O, Layer.OUTLINE),
        (KEY.Key_B, Layer.BLINK),
        (KEY.Key_Z, Layer.SATURATION),
        (KEY.Key_G, Layer.GHOST),
        (KEY.Key_X, Layer.TWO_COLOUR),
    ],
)
def test_a_key_switches_its_layer(window, qtbot, key, layer):
    before = window.picture.display
    qtbot.keyClick(window, key)
    assert window.picture.display == before.toggled(layer)


def test_without_a_reference_the_ghost_says_what_is_missing(opened, qtbot):
    window = opened(StillSession(a_rig(a_camera())))
    qtbot.keyClick(window, KEY.Key_G)
    assert not window.picture.display.ghost
    assert "no reference photo" in window.notices.text


def test_space_and_page_down_go_on_and_page_up_goes_back(window, qtbot):
    qtbot.keyClick(window, KEY.Key_Space)
    assert window.choice.step is Step.FOCUS
    qtbot.keyClick(window, KEY.Key_PageDown)
    assert window.choice.step is Step.APERTURE
    qtbot.keyClick(window, KEY.Key_PageUp)
    assert window.choice.step is Step.FOCUS


def test_the_last_step_is_the_last_one(window, qtbot):
    window.choice.choose_step(Step.SIGN_OFF)
    qtbot.keyClick(window, KEY.Key_PageDown)
    assert window.choice.step is Step.SIGN_OFF


def test_f_fills_the_window_and_escape_brings_it_back(window, qtbot):
    qtbot.keyClick(window, KEY.Key_F)
    assert window.pages.far
    assert not window.header.isVisible()
    qtbot.keyClick(window, KEY.Key_Escape)
    assert not window.pages.far
    assert window.header.isVisible()


@pytest.mark.parametrize("key", [KEY.Key_F1, "?"])
def test_the_keys_are_listed_on_request(window, qtbot, key):
    qtbot.keyClick(window, key)
    assert window.pages.keys_are_listed
    qtbot.keyClick(window, KEY.Key_Escape)
    assert not window.pages.keys_are_listed


def test_a_recording_is_opened_in_place_of_the_chosen_camera(window, answers):
    answers["recording"] = "frames.npy"
    window.commands.open_recording()
    assert ("reopen", "left", "frames.npy") in window.session.told


def test_a_dialog_that_is_cancelled_changes_nothing(window, answers):
    window.commands.open_recording()
    window.commands.open_outline()
    assert window.session.told == []


def test_an_outline_of_another_shape_is_refused_in_a_line(window, answers, tmp_path):
    drawn = a_camera(size=Size(640, 640)).outline
    save_outline(drawn, tmp_path / "square.svg")
    answers["outline"] = str(tmp_path / "square.svg")
    window.commands.open_outline()
    assert "640×640" in window.notices.text
    assert window.session.told == []


def test_an_outline_that_fits_is_used_and_named(window, answers, tmp_path):
    save_outline(a_camera().outline, tmp_path / "by-hand.svg")
    answers["outline"] = str(tmp_path / "by-hand.svg")
    window.commands.open_outline()
    ((command, role, outline),) = window.session.told
    assert (command, role) == ("use_outline", "left")
    assert outline.name in window.notices.text


def test_a_reference_is_taken_only_when_there_is_a_picture(window):
    window.commands.take_reference()
    assert window.session.told == []
    window.session.picture = a_frame().pixels
    window.commands.take_reference()
    assert window.session.told == [("take_reference", "left")]


def test_quit_closes_the_window(window):
    quitting = next(
        action for action in window.findChildren(QAction) if action.text() == "Quit"
    )
    quitting.trigger()
    assert window.session.closed


def test_w_begins_a_wave_at_the_chosen_camera(window, qtbot):
    qtbot.keyClick(window, KEY.Key_W)
    assert window.session.told[-1] == ("begin_wave", "left")
