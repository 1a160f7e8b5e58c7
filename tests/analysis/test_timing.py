import dataclasses

import pytest

from analysis.scenes import findings, observation, stamps
from camsetup.analysis.timing import (
    judge_dropped_frames,
    judge_framerate,
    judge_incomplete_frames,
    read_timing,
)
from camsetup.domain.frame import Stamp
from camsetup.domain.settings import CameraSettings
from camsetup.domain.verdict import Outcome


def test_rate_and_jitter_are_read_off_the_cameras_clock():
    reading = read_timing(observation(stamps=stamps(600, 150.0, jitter_us=100)))
    assert reading.rate_hz == pytest.approx(150, rel=0.005)
    # An interval lies between two moments, each with its own error.
    assert reading.jitter_us == pytest.approx(100 * 2**0.5, rel=0.1)


def test_dropped_frames_are_no_jitter():
    lost = read_timing(observation(stamps=stamps(120, lost=(10, 50, 51, 52, 90))))
    assert lost.rate_hz == pytest.approx(60)
    assert lost.jitter_us == pytest.approx(0, abs=0.01)


def test_a_camera_that_was_opened_anew_is_no_gap():
    before = stamps(30)
    after = tuple(
        dataclasses.replace(stamp, device_time_ns=stamp.device_time_ns + 5_000)
        for stamp in stamps(30)
    )
    reading = read_timing(observation(stamps=before + after))
    assert reading.jitter_us == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_stamps_have_no_rate(count):
    reading = read_timing(observation(stamps=stamps(count)))
    assert reading.rate_hz is None
    assert reading.jitter_us is None


def test_stamps_of_one_moment_have_no_rate():
    same = tuple(Stamp(i, 0, 0) for i in range(10))
    assert read_timing(observation(stamps=same)).rate_hz is None


def judged(**changes):
    return judge_framerate(findings(observation(**changes)))


def test_the_right_rate_passes():
    result = judged()
    assert result.outcome is Outcome.PASS
    assert result.value == pytest.approx(60)
    assert result.limits == pytest.approx((59.4, 60.6))


def test_a_wrong_rate_fails():
    result = judged(stamps=stamps(rate_hz=50))
    assert result.outcome is Outcome.FAIL
    assert "Apply the settings again" in result.remedy


def test_an_exposure_that_is_too_long_is_blamed():
    slow = CameraSettings(exposure_us=20_000.0)
    result = judged(stamps=stamps(rate_hz=50), got=slow)
    assert "Shorten the exposure" in result.remedy


def test_jitter_alone_is_a_warning():
    result = judged(stamps=stamps(rate_hz=60, jitter_us=900))
    assert result.outcome is Outcome.WARNING
    assert "jitter" in result.message


def test_a_recording_proves_no_rate_and_no_losses():
    seen = findings(observation(live=False, dropped=5, incomplete=5))
    for judge in (judge_framerate, judge_dropped_frames, judge_incomplete_frames):
        result = judge(seen)
        assert result.outcome is Outcome.NOT_SET
        assert "recording" in result.message


def test_a_few_frames_are_not_judged():
    assert judged(stamps=stamps(3)).outcome is Outcome.NOT_SET


@pytest.mark.parametrize(
    ("judge", "field"),
    [(judge_dropped_frames, "dropped"), (judge_incomplete_frames, "incomplete")],
)
@pytest.mark.parametrize(
    ("lost", "outcome"), [(0, Outcome.PASS), (5, Outcome.WARNING), (50, Outcome.FAIL)]
)
def test_lost_frames_are_judged_by_their_share(judge, field, lost, outcome):
    result = judge(findings(observation(received=10_000, **{field: lost})))
    assert result.outcome is outcome
    assert result.value == lost
    assert bool(result.remedy) is (lost > 0)


@pytest.mark.parametrize("judge", [judge_dropped_frames, judge_incomplete_frames])
def test_who_has_mended_the_loss_is_told_to_count_again(judge):
    seen = observation(received=10_000, dropped=50, incomplete=50)
    assert "then count again" in judge(findings(seen)).remedy


def test_nothing_is_judged_before_the_first_frame():
    seen = findings(observation(received=0, stamps=()))
    assert judge_dropped_frames(seen).outcome is Outcome.NOT_SET
