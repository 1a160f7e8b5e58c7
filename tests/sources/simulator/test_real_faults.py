"""What happens to real cameras: stuck triggers, automatics, and no reason at hand."""

import pytest

from camsetup.domain.errors import CameraLostError, ReadTimeoutError
from camsetup.domain.settings import (
    Automatic,
    CameraSettings,
    PixelFormat,
    Trigger,
)
from camsetup.sources.abilities import Diagnosable, Silence
from sources.simulator.bench import Bench, ids

NOTHING = CameraSettings()
FIXED = CameraSettings(automatics=frozenset())


def test_all_automatics_are_on_after_power_up():
    assert Bench().open().apply(NOTHING).automatics == frozenset(Automatic)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (CameraSettings(exposure_us=4000.0), {Automatic.GAIN, Automatic.RATE}),
        (CameraSettings(gain_db=1.0), {Automatic.EXPOSURE, Automatic.RATE}),
        (FIXED, frozenset()),
    ],
)
def test_what_is_given_is_fixed(asked, left):
    assert Bench().open().apply(asked).automatics == left


def test_binning_and_pixel_format_are_taken_as_asked():
    asked = CameraSettings(binning=2, pixel_format=PixelFormat.MONO12P)
    got = Bench().open().apply(asked)
    assert (got.binning, got.pixel_format) == (2, PixelFormat.MONO12P)


def test_an_automatic_comes_on_once_and_changes_the_exposure():
    source = Bench().camera(FIXED, automatic_after=0.1)
    ids(source, 5)
    assert source.apply(NOTHING).automatics == frozenset()
    ids(source, 2)
    got = source.apply(NOTHING)
    assert got.automatics == {Automatic.EXPOSURE}
    assert got.exposure_us > 5000.0
    source.apply(CameraSettings(automatics=frozenset(), exposure_us=5000.0))
    ids(source, 10)
    got = source.apply(NOTHING)
    assert (got.automatics, got.exposure_us) == (frozenset(), 5000.0)


def test_a_stuck_trigger_is_undone_by_switching_the_trigger_off():
    source = Bench().camera(trigger=1)
    assert source.apply(NOTHING).trigger is Trigger.HARDWARE
    with pytest.raises(ReadTimeoutError):
        source.read(0.5)
    assert source.apply(CameraSettings(trigger=Trigger.OFF)).trigger is Trigger.OFF
    assert ids(source, 2) == [0, 1]


@pytest.mark.parametrize(
    ("options", "silence"),
    [
        ({"trigger": 1}, Silence.WAITS_FOR_TRIGGER),
        ({"stall": 1}, Silence.STALLED),
        ({"trigger": 1, "pulse_hz": 10, "stall": 1}, Silence.STALLED),
    ],
)
def test_it_says_why_it_is_silent(options, silence):
    source = Bench().camera(**options)
    assert isinstance(source, Diagnosable)
    found = source.diagnose()
    assert found.silence is silence
    assert found.remedy


def test_an_unplugged_camera_neither_answers_nor_takes_settings():
    source = Bench().camera()
    source.turn("unplug", 1)
    with pytest.raises(CameraLostError):
        source.read(0.5)
    assert source.diagnose().silence is Silence.UNPLUGGED
    with pytest.raises(CameraLostError):
        source.apply(NOTHING)
