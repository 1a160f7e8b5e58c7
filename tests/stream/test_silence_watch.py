"""A camera that is silent for too long is asked why, again and again."""

import pytest

from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.abilities import Silence
from camsetup.stream.silence_watch import SILENCE_S, SilenceWatch
from stream.scripted import DiagnosableSource, ScriptedSource


def _watch():
    watch = SilenceWatch()
    watch.begin(10.0)
    return watch


def test_a_camera_is_silent_after_two_seconds_without_a_whole_frame():
    watch = _watch()
    watch.hear(11.0, complete=True)
    watch.hear(12.0, complete=False)
    assert not watch.is_due(11.0 + SILENCE_S - 0.01)
    assert watch.is_due(11.0 + SILENCE_S)


def test_it_is_asked_again_as_long_as_it_is_silent():
    watch, source = _watch(), DiagnosableSource([], Silence.STALLED)
    watch.reason(source, CameraSettings(), 12.0)
    assert not watch.is_due(13.9)
    assert watch.is_due(12.0 + SILENCE_S)


def test_a_camera_that_can_say_why_is_asked():
    source = DiagnosableSource([], Silence.UNPLUGGED)
    found = _watch().reason(source, CameraSettings(), 12.0)
    assert found.silence is Silence.UNPLUGGED


@pytest.mark.parametrize(
    ("trigger", "silence"),
    [
        (Trigger.HARDWARE, Silence.WAITS_FOR_TRIGGER),
        (Trigger.OFF, Silence.STALLED),
        (None, Silence.STALLED),
    ],
)
def test_of_one_that_cannot_its_trigger_tells(trigger, silence):
    got = CameraSettings(trigger=trigger)
    found = _watch().reason(ScriptedSource([]), got, 12.0)
    assert found.silence is silence
    assert found.remedy


def test_frames_that_are_all_broken_are_told_of_where_the_camera_knows_nothing():
    watch, source = _watch(), DiagnosableSource([], Silence.STALLED)
    watch.hear(11.0, complete=False)
    found = watch.reason(source, CameraSettings(), 12.0)
    assert found.silence is Silence.INCOMPLETE
    assert "cable" in found.remedy


def test_what_a_camera_knows_better_is_told_although_broken_frames_came():
    watch, source = _watch(), DiagnosableSource([], Silence.TAKEN)
    watch.hear(11.0, complete=False)
    assert watch.reason(source, CameraSettings(), 12.0).silence is Silence.TAKEN


def test_what_was_broken_before_does_not_explain_a_later_silence():
    watch, source = _watch(), DiagnosableSource([], Silence.STALLED)
    watch.hear(11.0, complete=False)
    watch.hear(11.1, complete=True)
    assert watch.reason(source, CameraSettings(), 14.0).silence is Silence.STALLED
