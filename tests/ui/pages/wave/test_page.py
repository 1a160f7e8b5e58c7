"""Waving: a page as long as somebody is to wave, for hands that hold no mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QPushButton

from camsetup.domain.verdict import Outcome
from camsetup.session.role_values import Bound, Candidate, Wave
from camsetup.session.steps import Step
from camsetup.stream.phase import Problem
from camsetup.ui.pages.wave.candidate_card import CandidateCard
from camsetup.ui.pages.wave.page import WavePage, columns_for
from ui.by_hand import HALF, a_frame

INVITED = Wave(
    "left",
    (Candidate("100", "Chameleon3", "left"), Candidate("200", "Chameleon3")),
    message="Wave a hand before the left camera.",
    remedy="Keep the others still.",
)


@pytest.fixture
def waving(trio, opened):
    window = opened(trio, step=Step.CONNECT)
    trio.change_rig(wave=INVITED)
    window._show_metrics()
    return window


def see(window, **changes):
    session = window.session
    session.change_rig(wave=replace(session.state.wave, **changes))
    window._show_metrics()


def cards(window):
    return {card._serial: card for card in window.findChildren(CandidateCard)}


def button(window, text):
    page = window.findChild(WavePage)
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_the_page_is_not_made_before_somebody_is_to_wave(trio, opened):
    window = opened(trio, step=Step.CONNECT)
    window._show_metrics()
    assert window.findChild(WavePage) is None


def test_it_says_what_to_do_in_words_that_are_read_from_the_rig(waving):
    page = waving.pages.currentWidget()
    assert page.text == "Wave a hand before the left camera. Keep the others still."


def test_every_candidate_is_shown_live_with_its_motion(waving, trio):
    trio.frames["200"].append(a_frame(HALF))
    see(waving, candidates=(*INVITED.candidates[:1], Candidate("200", "C", "", 0.7)))
    shown = cards(waving)
    assert set(shown) == {"100", "200"}
    assert shown["200"].motion.fill == 0.7
    assert shown["200"].motion.outcome is Outcome.PASS
    assert shown["200"]._picture.isVisible()
    assert shown["100"].motion.outcome is Outcome.NOT_SET


def test_a_candidate_without_a_picture_says_why(waving, read):
    taken = Problem("It is in use by SpinView.", "Close SpinView.")
    see(waving, candidates=(Candidate("100", "Chameleon3", problem=taken),))
    assert "It is in use by SpinView. Close SpinView." in read(cards(waving)["100"])


def test_a_camera_that_is_gone_leaves(waving):
    see(waving, candidates=INVITED.candidates[1:])
    assert [serial for serial, card in cards(waving).items() if card.isVisible()] == [
        "200"
    ]


def test_the_winner_is_marked_and_the_next_camera_s_turn_is_one_key_away(
    waving, trio, qtbot
):
    bound = Bound("100 is the left camera now.", number=1)
    trio.change_rig(bound=bound)
    see(waving, winner="100")
    assert cards(waving)["100"].won
    assert not cards(waving)["200"].won
    following = button(waving, "Wave at the right camera")
    assert following.hasFocus()
    qtbot.keyClick(following, Qt.Key.Key_Return)
    assert trio.told[-1] == ("begin_wave", "right")


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_a_key_ends_it(waving, trio, qtbot, key):
    qtbot.keyClick(waving, key)
    assert trio.told[-1] == ("end_wave",)


def test_the_work_page_is_back_when_nobody_waves_any_more(waving, trio):
    trio.change_rig(wave=None)
    waving._show_metrics()
    assert waving.pages.currentWidget() is waving.page


def test_going_to_a_step_ends_it(waving, trio, qtbot):
    qtbot.keyClick(waving, Qt.Key.Key_3)
    assert ("end_wave",) in trio.told


def test_arm_s_length_waits_until_it_is_over(waving, qtbot):
    qtbot.keyClick(waving, Qt.Key.Key_F)
    assert waving.pages.waving


def test_a_camera_can_be_chosen_by_its_picture(waving, trio):
    cards(waving)["200"].findChild(QPushButton).click()
    assert trio.told[-2:] == [("end_wave",), ("bind", "left", "200")]


def test_a_binding_that_failed_is_said_in_large_words(waving, trio):
    refused = Problem("The rig file is write-protected.", "Free it.")
    trio.change_rig(bound=Bound("", refused, 1))
    see(waving, winner="100")
    page = waving.pages.currentWidget()
    assert page.text == "The rig file is write-protected. Free it."
    button(waving, "Wave again").click()
    assert trio.told[-1] == ("begin_wave", "left")


@pytest.mark.parametrize(
    ("number", "columns"), [(0, 1), (1, 1), (3, 3), (4, 2), (6, 3), (9, 3)]
)
def test_pictures_stand_side_by_side(number, columns):
    assert columns_for(number) == columns
