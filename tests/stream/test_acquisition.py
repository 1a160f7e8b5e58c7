"""A camera's thread opens, reads, recovers and lets go."""

from contextlib import contextmanager

import pytest

from camsetup.domain.errors import (
    CameraLostError,
    CameraUnavailableError,
    EndOfRecordingError,
    InputError,
    SettingRejectedError,
)
from camsetup.domain.rig import OnChange
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.stream import acquisition as module
from camsetup.stream import silence_watch
from camsetup.stream.acquisition import Acquisition
from camsetup.stream.feed import Feed
from camsetup.stream.phase import Cause, Phase
from camsetup.stream.report import Orders
from stream.scripted import Reports, ScriptedSource, frame


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(module, "RETRY_S", 0.0)


@contextmanager
def running(*openings, settings=None, after=None, on_change=OnChange.REPORT):
    """Run a camera whose every opening gives the next source, or raises it."""
    queue = list(openings)
    reports = Reports()
    feed = Feed()

    def open_next():
        opening = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(opening, Exception):
            raise opening
        return opening

    camera = Acquisition(
        "left",
        open_next,
        Orders(settings or CameraSettings(), on_change),
        feed,
        reports,
        after=after,
    )
    camera.start()
    try:
        yield camera, reports, feed
    finally:
        camera.ask_to_stop()
        assert camera.join()


def test_frames_are_published_and_the_phase_is_streaming():
    source = ScriptedSource([frame(1), frame(2), frame(3)])
    with running(source) as (_, reports, feed):
        reports.wait_for(lambda report: report.phase is Phase.STREAMING)
        assert source.exhausted.wait(10)
        assert feed.tally().received == 3


def test_the_settings_are_applied_before_the_first_frame():
    source = ScriptedSource([frame(1)])
    with running(source, settings=CameraSettings(gain_db=2)) as (_, reports, _feed):
        report = reports.wait_for(lambda report: report.phase is Phase.STREAMING)
    assert report.got.gain_db == 2
    assert source.applied[0] == CameraSettings(gain_db=2)


def test_the_source_is_closed_when_asked_to_stop():
    source = ScriptedSource([frame(1)])
    with running(source) as (_, reports, _feed):
        assert source.exhausted.wait(10)
    assert source.closed == 1
    assert reports.phases[-1] is Phase.CLOSED


def test_an_unplugged_camera_is_opened_again_with_its_settings():
    first = ScriptedSource([frame(1), CameraLostError("Unplugged.")])
    second = ScriptedSource([frame(1), frame(2)])
    settings = CameraSettings(gain_db=2)
    gone = CameraUnavailableError("Not there.")
    with running(first, gone, second, settings=settings) as (_, reports, feed):
        reports.wait_for(lambda report: report.phase is Phase.LOST)
        assert second.exhausted.wait(10)
        assert feed.tally().dropped == 0
    assert first.closed == 1
    assert second.applied[0] == settings
    assert Phase.FAILED not in reports.phases


def test_a_camera_that_was_never_there_is_looked_for_again():
    source = ScriptedSource([frame(1)])
    with running(
        CameraUnavailableError("In use.", remedy="Close SpinView."), source
    ) as (
        _,
        reports,
        _feed,
    ):
        failed = reports.wait_for(lambda report: report.phase is Phase.FAILED)
        reports.wait_for(lambda report: report.phase is Phase.STREAMING)
    assert failed.problem.remedy == "Close SpinView."


def test_a_file_that_cannot_be_read_is_not_tried_again():
    with running(InputError("No such file.")) as (camera, reports, _feed):
        failed = reports.wait_for(lambda report: report.phase is Phase.FAILED)
        assert camera.join()
    assert failed.problem.cause is Cause.INPUT
    assert reports.phases[-1] is Phase.FAILED


def test_a_recording_ends_as_finished():
    source = ScriptedSource([frame(1), EndOfRecordingError("Over.")])
    with running(source) as (camera, reports, _feed):
        reports.wait_for(lambda report: report.phase is Phase.FINISHED)
        assert camera.join()
    assert source.closed == 1


def test_silence_with_a_hardware_trigger_is_waiting_for_it(monkeypatch):
    monkeypatch.setattr(silence_watch, "SILENCE_S", 0.0)
    source = ScriptedSource([], CameraSettings(trigger=Trigger.HARDWARE))
    with running(source) as (_, reports, _feed):
        reports.wait_for(lambda report: report.phase is Phase.WAITING_FOR_TRIGGER)


def test_silence_without_a_trigger_is_a_stalled_camera(monkeypatch):
    monkeypatch.setattr(silence_watch, "SILENCE_S", 0.0)
    with running(ScriptedSource([])) as (_, reports, _feed):
        stalled = reports.wait_for(lambda report: report.phase is Phase.STALLED)
    assert "cable" in stalled.problem.remedy


def test_a_wish_is_granted_between_two_reads():
    source = ScriptedSource([frame(1)])
    with running(source) as (camera, reports, _feed):
        assert source.exhausted.wait(10)
        camera.wishes.apply(CameraSettings(gain_db=6))
        camera.wishes.turn("dx", 12.0)
        reports.wait_for(lambda report: report.got.gain_db == 6)
    assert source.turned == [("dx", 12.0)]


def test_a_rejected_setting_is_said_and_the_picture_goes_on():
    source = ScriptedSource([frame(1)])
    with running(source) as (camera, reports, _feed):
        assert source.exhausted.wait(10)
        source.refusal = SettingRejectedError("Gain 99 dB is too much.")
        camera.wishes.apply(CameraSettings(gain_db=99))
        report = reports.wait_for(lambda report: report.settings_problem is not None)
    assert report.phase is Phase.STREAMING
    assert report.asked.gain_db is None
    assert "99 dB" in report.settings_problem.message


@pytest.mark.logs_warnings
def test_a_bug_in_a_driver_becomes_visible_state():
    with running(ScriptedSource([ZeroDivisionError("oops")])) as (_, reports, _feed):
        report = reports.wait_for(lambda report: report.phase is Phase.FAILED)
    assert report.problem.cause is Cause.PROGRAM
    assert "oops" in report.problem.message


def test_a_successor_opens_only_after_its_predecessor_has_closed():
    first = ScriptedSource([frame(1)])
    second = ScriptedSource([frame(1)])
    with running(first) as (before, _, _feed):
        assert first.exhausted.wait(10)
        before.ask_to_stop()
        with running(second, after=before) as (_, reports, _feed2):
            reports.wait_for(lambda report: report.phase is Phase.STREAMING)
            assert first.closed == 1


def test_a_recording_that_turns_out_damaged_says_so_and_is_not_tried_again():
    source = ScriptedSource([frame(1), InputError("Picture 7 is damaged.")])
    with running(source) as (camera, reports, _feed):
        failed = reports.wait_for(lambda report: report.phase is Phase.FAILED)
        assert camera.join()
    assert failed.problem.cause is Cause.INPUT
    assert source.closed == 1
