import numpy as np
import pytest

from analysis.scenes import SIZE, findings, observation, role
from camsetup.analysis.conformity import judge_resolution, judge_settings
from camsetup.domain.settings import CameraSettings, Trigger
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
        ({"exposure_us": 6100}, "exposure: asked 6000 µs, got 6100 µs"),
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
