"""A picture that is another role's says so, and is not hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QPushButton

from camsetup.session.role_values import Mistake
from ui.by_hand import HALF, a_frame

SWAPPED = Mistake(
    "The left and right cameras are swapped.", "Swap their serials.", "right", "right"
)


@pytest.fixture
def window(trio, opened):
    made = opened(trio)
    trio.frames["left"].append(a_frame(level=200))
    made.heartbeat.beat()
    return made


def show(window, mistake):
    window.session.change("left", mistaken=mistake)
    window.picture.show_state(window.session.state)
    return window.picture.tile("left")


def test_a_right_picture_has_no_band(window):
    assert show(window, None).mistake_text == ""


def test_a_swapped_camera_is_said_over_its_picture_which_stays_in_view(window):
    tile = show(window, SWAPPED)
    assert tile.mistake_text.startswith(SWAPPED.message)
    assert tile.view.isVisible()
    # Beside the outline's bar, which runs through the middle.
    shade = tile.view.grab().toImage().pixelColor(tile.view.rect().center() / 2)
    assert shade.lightness() == 200


def test_one_press_swaps_them(window, trio):
    tile = show(window, SWAPPED)
    pressed = [b for b in tile.findChildren(QPushButton) if b.isVisible()]
    assert [each.text() for each in pressed] == ["Swap left and right"]
    pressed[0].click()
    assert trio.told[-1] == ("swap", "left", "right")


def test_what_a_swap_does_not_mend_has_words_and_no_button(window):
    turned = Mistake("The picture is upside down.", "Turn the camera.", "left")
    tile = show(window, turned)
    assert tile.mistake_text == "The picture is upside down. Turn the camera."
    assert not [b for b in tile.findChildren(QPushButton) if b.isVisible()]


def test_it_goes_when_the_mistake_is_mended(window):
    show(window, SWAPPED)
    assert show(window, None).mistake_text == ""


def test_a_small_picture_keeps_the_words_and_leaves_the_button_to_the_large_one(
    window, trio
):
    trio.change("right", mistaken=replace(SWAPPED, seen_as="left", swap_with="left"))
    trio.frames["right"].append(a_frame(HALF))
    window.picture.show_frames()
    window.picture.show_state(trio.state)
    tile = window.picture.tile("right")
    assert tile.mistake_text.startswith(SWAPPED.message)
    assert not [b for b in tile.findChildren(QPushButton) if b.isVisible()]
