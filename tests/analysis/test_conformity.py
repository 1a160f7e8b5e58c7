import numpy as np
import pytest

from analysis.scenes import SIZE, findings, observation, role
from camsetup.analysis.conformity import judge_resolution, judge_settings
from camsetup.domain.settings import Automatic, CameraSettings, Range, Trigger
from camsetup.domain.verdict import Outcome

ASKED = CameraSettings(
    width_px=1280, rate_hz=60, exposure_us=6000, gain_db=0, trigger=Trigger.OFF
)


def judged(**changes):
    got = CameraSettings(**(ASKED.asked() | changes))
    return judge_settings(findings(observation(asked=ASKED, got=got)))


def test_settings_as_asked_pass():
    assert judged().outcome is Outcome.PASS


@pytest.mark.parametrize("changes", [{"exposure_us": 6030}, {"gain_db": 0.05}])
def test_settings_may_be_rounded_by_the_camera(changes):
    assert judged(**changes).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"exposure_us": 6100}, "exposure time: asked 6000 µs, got 6100 µs"),
        ({"width_px": 1279}, "width: asked 1280 px, got 1279 px"),
        ({"gain_db": 1.0}, "gain: asked 0 dB, got 1 dB"),
        ({"trigger": Trigger.HARDWARE}, "trigger: asked off, got hardware"),
    ],
)
def test_a_setting_that_was_not_taken_is_named(changes, words):
    result = judged(**changes)
    assert result.outcome is Outcome.FAIL
    assert words in result.message
    assert result.value == 1


def test_a_camera_that_names_its_step_may_be_off_by_one_and_no_more():
    def with_step(got_us):
        got = CameraSettings(exposure_us=got_us).over(ASKED)
        limits = {"exposure_us": Range(6.0, 30000.0, 20.0)}
        seen = observation(asked=ASKED, got=got, limits=limits)
        return judge_settings(findings(seen)).outcome

    assert with_step(6020) is Outcome.PASS
    assert with_step(6021) is Outcome.FAIL


def test_an_automatic_that_is_on_comes_first_and_is_called_by_its_name():
    asked = CameraSettings(automatics=frozenset()).over(ASKED)
    on = frozenset({Automatic.EXPOSURE})
    got = CameraSettings(automatics=on, exposure_us=9000).over(asked)
    result = judge_settings(findings(observation(asked=asked, got=got)))
    assert result.outcome is Outcome.FAIL
    assert result.message == (
        "Exposure automatic is on again; exposure time: asked 6000 µs, got 9000 µs."
    )
    assert "close the other program" in result.remedy


def test_an_exposure_longer_than_a_frame_is_a_warning():
    settings = CameraSettings(exposure_us=20_000).over(ASKED)
    result = judge_settings(findings(observation(asked=settings, got=settings)))
    assert result.outcome is Outcome.WARNING
    assert "20000 µs is longer than a frame (16667 µs at 60 Hz)" in result.message


def test_what_was_set_by_hand_is_a_warning_with_the_rig_files_value():
    asked = CameraSettings(gain_db=6.0).over(ASKED)
    seen = observation(asked=asked, got=asked, role=role(settings=ASKED))
    result = judge_settings(findings(seen))
    assert result.outcome is Outcome.WARNING
    assert "gain 6 dB (rig file: 0 dB)" in result.message


def test_a_trigger_that_is_off_for_set_up_is_a_warning_and_no_fail():
    off = CameraSettings(trigger=Trigger.OFF)
    wanted = role(settings=CameraSettings(trigger=Trigger.HARDWARE))
    result = judge_settings(findings(observation(asked=off, got=off, role=wanted)))
    assert result.outcome is Outcome.WARNING
    assert "off for set-up" in result.message


def test_with_a_hardware_trigger_the_pulses_set_the_rate():
    asked = CameraSettings(rate_hz=60, trigger=Trigger.HARDWARE)
    got = CameraSettings(rate_hz=150, trigger=Trigger.HARDWARE)
    result = judge_settings(findings(observation(asked=asked, got=got)))
    assert result.outcome is Outcome.PASS


def test_settings_that_nobody_asked_for_do_not_matter():
    got = CameraSettings(**(ASKED.asked() | {"gamma": 2.0}))
    result = judge_settings(findings(observation(asked=ASKED, got=got)))
    assert result.outcome is Outcome.PASS


def test_a_camera_that_reads_nothing_back_is_not_judged():
    seen = observation(asked=ASKED, got=CameraSettings())
    assert judge_settings(findings(seen)).outcome is Outcome.NOT_SET


def test_a_recording_has_no_settings():
    assert judge_settings(findings(observation(live=False))).outcome is Outcome.NOT_SET


def test_the_frame_size_must_be_the_rigs():
    right = observation(np.zeros((1024, 1280), np.uint8), role=role(size=SIZE))
    wrong = observation(np.zeros((512, 640), np.uint8), role=role(size=SIZE))
    assert judge_resolution(findings(right)).outcome is Outcome.PASS
    result = judge_resolution(findings(wrong))
    assert result.outcome is Outcome.FAIL
    assert "640×512" in result.message
    assert "1280×1024" in result.message
