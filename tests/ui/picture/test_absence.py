from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton

from camsetup.session.state import Phase, Problem
from camsetup.sources.abilities import Diagnosis, Silence
from camsetup.ui.picture.absence import WayOut, absence
from ui.by_hand import StillSession, a_camera, a_frame, a_rig

WITHOUT_PICTURE = [phase for phase in Phase if phase is not Phase.STREAMING]


@pytest.mark.parametrize("phase", WITHOUT_PICTURE)
def test_every_phase_without_a_picture_says_what_it_is_and_why(phase):
    told = absence(a_camera(phase=phase), seen=True)
    assert told.title
    assert told.message


@pytest.mark.parametrize("phase", [Phase.WAITING_FOR_TRIGGER, Phase.LOST, Phase.FAILED])
def test_a_problem_says_itself_why_and_what_to_do(phase):
    problem = Problem("The camera is used by SpinView.", "Close SpinView.")
    told = absence(a_camera(phase=phase, problem=problem), seen=True)
    assert (told.message, told.remedy) == (problem.message, problem.remedy)
    assert told.way_out is not WayOut.NONE


def test_a_streaming_camera_has_a_picture_once_a_frame_has_come():
    camera = a_camera()
    assert absence(camera, seen=True) is None
    assert absence(camera, seen=False).title == "Opening…"


def test_the_reason_stands_in_the_place_of_the_picture(opened):
    lost = Problem("The left camera is gone.", "Check its cable.")
    session = StillSession(a_rig(a_camera(phase=Phase.LOST, problem=lost)))
    window = opened(session)
    text = window.picture.tile("left").absence_text
    assert "The left camera is gone." in text
    assert "Check its cable." in text


def test_the_picture_comes_back_with_the_next_frame(opened):
    session = StillSession(a_rig(a_camera(phase=Phase.OPENING)))
    window = opened(session)
    tile = window.picture.tile("left")
    assert tile.absence_text.startswith("Opening")
    session.change("left", phase=Phase.STREAMING)
    session.frames["left"].append(a_frame())
    window.heartbeat.beat()
    window.picture.show_state(session.state)
    assert tile.absence_text == ""


@pytest.fixture
def played(opened):
    """Open a window on a recording that has been shown to its end."""
    session = StillSession(a_rig(a_camera()))
    window = opened(session)
    session.frames["left"].append(a_frame(level=200))
    window.heartbeat.beat()
    session.change("left", phase=Phase.FINISHED)
    window.picture.show_state(session.state)
    return window


def test_a_recording_that_has_ended_keeps_its_last_frame_in_view(played):
    tile = played.picture.tile("left")
    assert tile.absence_text == "End of the recording"
    assert tile.view.isVisible()
    shade = tile.view.grab().toImage().pixelColor(tile.view.rect().center() / 2)
    assert shade.lightness() == 200


def test_it_can_be_played_again_from_there(played, qtbot):
    tile = played.picture.tile("left")
    again = next(b for b in tile.view.findChildren(QPushButton) if b.isVisible())
    assert again.text() == "Play again"
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert ("reopen", "left") in played.session.told
    played.session.change("left", phase=Phase.STREAMING)
    played.picture.show_state(played.session.state)
    assert tile.absence_text == ""
    assert not again.isVisible()


def test_a_recording_that_was_never_seen_says_so_in_the_place_of_the_picture(opened):
    window = opened(StillSession(a_rig(a_camera(phase=Phase.FINISHED))))
    assert not window.picture.tile("left").view.isVisible()
    assert "Play it again" in window.picture.tile("left").absence_text


def test_try_again_opens_the_camera_anew(opened, qtbot):
    problem = Problem("It is in use.", "Close the other program.")
    failed = a_camera(phase=Phase.FAILED, problem=problem)
    session = StillSession(a_rig(failed))
    window = opened(session)
    button = window.picture.tile("left").findChild(QPushButton)
    assert button.text() == "Try again"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ("reopen", "left") in session.told


def test_an_opening_camera_offers_nothing_to_press():
    told = absence(replace(a_camera(), phase=Phase.OPENING), seen=False)
    assert told.way_out is WayOut.NONE


def test_a_camera_that_waits_for_a_trigger_is_freed_by_the_button(opened):
    waits = Diagnosis(Silence.WAITS_FOR_TRIGGER, "Line0 is the trigger.", "Press T.")
    state = a_camera(phase=Phase.WAITING_FOR_TRIGGER, diagnosis=waits)
    session = StillSession(a_rig(state))
    tile = opened(session).picture.tile("left")
    assert "Line0 is the trigger. Press T." in tile.absence_text
    way_out = next(b for b in tile.findChildren(QPushButton) if b.isVisible())
    assert way_out.text() == "Trigger off (T)"
    way_out.click()
    assert ("trigger_off", "left") in session.told


def test_a_frozen_picture_is_said_to_be_one(played):
    problem = Problem("Camera 15322923 was unplugged.", "Plug it in again.")
    played.session.change("left", phase=Phase.LOST, problem=problem, retrying=True)
    played.picture.show_state(played.session.state)
    tile = played.picture.tile("left")
    assert tile.view.isVisible()
    assert tile.absence_text == (
        "The camera is gone Camera 15322923 was unplugged. The camera is being looked "
        "for. Plug it in again."
    )


def test_a_camera_whose_every_frame_is_broken_is_said_to_be_so():
    broken = Diagnosis(Silence.INCOMPLETE, "None is whole.", "Use another cable.")
    told = absence(a_camera(phase=Phase.STALLED, diagnosis=broken), seen=True)
    assert told.title == "No frame comes whole"
    assert told.remedy == "Use another cable."


def test_a_role_without_a_camera_is_filled_by_a_wave(opened):
    none = Problem("No camera is bound to left.", "Choose one.")
    state = a_camera(phase=Phase.FAILED, address="serial:", problem=none, retrying=True)
    session = StillSession(a_rig(state))
    tile = opened(session).picture.tile("left")
    assert tile.absence_text.startswith("No camera yet")
    assert "looked for" not in tile.absence_text
    way_out = next(b for b in tile.findChildren(QPushButton) if b.isVisible())
    way_out.click()
    assert ("begin_wave", "left") in session.told


def test_a_small_picture_says_in_full_what_happened_and_has_no_button(opened, trio):
    window = opened(trio)
    trio.frames["body"].append(a_frame())
    window.heartbeat.beat()
    lost = Problem("Camera 15322925 was unplugged.", "Plug it in again.")
    trio.change("body", phase=Phase.LOST, problem=lost)
    window.picture.show_state(trio.state)
    tile = window.picture.tile("body")
    assert tile.absence_text.startswith("The camera is gone Camera 15322925 was")
    assert not [b for b in tile.findChildren(QPushButton) if b.isVisible()]


def test_a_frozen_picture_is_veiled_until_it_lives_again(played):
    tile = played.picture.tile("left")

    def lightness():
        shade = tile.view.grab().toImage().pixelColor(tile.view.rect().center() / 2)
        return shade.lightness()

    assert lightness() == 200
    played.session.change("left", phase=Phase.LOST)
    played.picture.show_state(played.session.state)
    assert lightness() < 100
    played.session.change("left", phase=Phase.STREAMING)
    played.picture.show_state(played.session.state)
    assert lightness() == 200


def test_a_first_picture_that_takes_seconds_is_explained():
    slow = Diagnosis(Silence.SLOW, "It takes one every 5 s.", "Expose shorter.")
    told = absence(a_camera(phase=Phase.OPENING, diagnosis=slow), seen=False)
    assert (told.message, told.remedy) == (slow.message, slow.remedy)
