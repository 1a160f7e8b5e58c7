"""Wishes from any thread come out merged, the newest winning."""

from camsetup.domain.settings import CameraSettings
from camsetup.stream.wishes import Wishes


def test_later_settings_win_and_leave_other_settings_alone():
    wishes = Wishes()
    wishes.apply(CameraSettings(gain_db=3, exposure_us=1000))
    wishes.apply(CameraSettings(gain_db=6))
    assert wishes.take().settings == CameraSettings(gain_db=6, exposure_us=1000)


def test_each_knob_keeps_its_newest_value():
    wishes = Wishes()
    for knob, value in (("dx", 1), ("dy", 2), ("dx", 3)):
        wishes.turn(knob, value)
    assert wishes.take().knobs == {"dx": 3, "dy": 2}


def test_nothing_wished_is_nothing():
    wishes = Wishes()
    wishes.turn("dx", 1)
    assert wishes.take() is not None
    assert wishes.take() is None


def test_to_keep_the_settings_is_wished_once():
    wishes = Wishes()
    wishes.keep()
    assert wishes.take().keep
    assert wishes.take() is None


def test_a_wish_is_pending_until_it_is_taken():
    wishes = Wishes()
    wishes.apply(CameraSettings(gain_db=3))
    assert wishes.pending
    wishes.take()
    assert not wishes.pending
