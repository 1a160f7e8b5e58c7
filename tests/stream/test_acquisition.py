"""A camera's thread opens, reads, recovers and lets go."""

from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from threading import Event

import pytest

from camsetup.domain.errors import (
    CameraError,
    CameraLostError,
    CameraUnavailableError,
    EndOfRecordingError,
    InputError,
    SettingRejectedError,
)
from camsetup.domain.rig import OnChange
from camsetup.domain.settings import Automatic, CameraSettings, Trigger
from camsetup.sources.abilities import Silence
from camsetup.stream import acquisition as module
from camsetup.stream import run, settings_watch, silence_watch
from camsetup.stream.acquisition import Acquisition
from camsetup.stream.feed import Feed
from camsetup.stream.phase import Cause, Phase
from camsetup.stream.report import Orders
from stream.scripted import (
    DiagnosableSource,
    KeepingSource,
    Reports,
    ScriptedSource,
    frame,
)


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


@pytest.fixture
def impatient(monkeypatch):
    """Look at the settings, and ask a silent camera, at every turn."""
    monkeypatch.setattr(silence_watch, "SILENCE_S", 0.0)
    monkeypatch.setattr(settings_watch, "WATCH_S", 0.0)


@pytest.mark.parametrize(
    ("silence", "phase", "is_problem"),
    [
        (Silence.WAITS_FOR_TRIGGER, Phase.WAITING_FOR_TRIGGER, False),
        (Silence.STALLED, Phase.STALLED, True),
        (Silence.INCOMPLETE, Phase.STALLED, True),
        (Silence.SLOW, Phase.OPENING, False),
    ],
)
def test_a_silent_camera_says_why_and_what_to_do(impatient, silence, phase, is_problem):
    with running(DiagnosableSource([], silence)) as (_, reports, _feed):
        report = reports.wait_for(lambda report: report.diagnosis is not None)
    assert (report.phase, report.diagnosis.remedy) == (phase, "Do this.")
    assert (report.problem is not None) is is_problem


def test_another_reason_for_the_same_silence_is_said_too(impatient):
    source = DiagnosableSource([], Silence.STALLED, Silence.WAITS_FOR_TRIGGER)
    with running(source) as (_, reports, _feed):
        reports.wait_for(lambda report: report.phase is Phase.STALLED)
        waiting = reports.wait_for(
            lambda report: report.phase is Phase.WAITING_FOR_TRIGGER
        )
    assert waiting.problem is None


def test_a_computer_that_was_busy_is_no_silence_of_the_camera(monkeypatch):
    monkeypatch.setattr(silence_watch, "SILENCE_S", 0.0)
    end = EndOfRecordingError("The test is over.")
    script = [*(frame(i) for i in range(20)), end]
    source = DiagnosableSource(script, Silence.STALLED)
    with running(source) as (camera, reports, _feed):
        assert camera.join()
    assert source.asked_why == 0
    assert Phase.STALLED not in reports.phases


def test_frames_that_are_all_broken_are_a_problem_although_they_come(monkeypatch):
    monkeypatch.setattr(silence_watch, "SILENCE_S", 0.0)
    end = EndOfRecordingError("The test is over.")
    source = ScriptedSource([frame(1), frame(2, complete=False), end])
    with running(source) as (_, reports, _feed):
        report = reports.wait_for(lambda report: report.diagnosis is not None)
    assert report.diagnosis.silence is Silence.INCOMPLETE
    assert report.phase is Phase.STALLED


def test_a_camera_that_sends_again_is_streaming_and_nothing_is_wrong(monkeypatch):
    monkeypatch.setattr(silence_watch, "SILENCE_S", 0.0)
    stalled = Event()
    script = [lambda: None, lambda: stalled.wait(10), frame(1)]
    source = DiagnosableSource(script, Silence.STALLED)
    with running(source) as (_, reports, _feed):
        reports.wait_for(lambda report: report.phase is Phase.STALLED)
        monkeypatch.setattr(silence_watch, "SILENCE_S", 60.0)
        stalled.set()
        report = reports.wait_for(lambda report: report.phase is Phase.STREAMING)
    assert (report.problem, report.diagnosis) == (None, None)


@pytest.mark.parametrize(
    ("silence", "phase"),
    [(Silence.UNPLUGGED, Phase.LOST), (Silence.TAKEN, Phase.TAKEN)],
)
def test_a_silent_camera_that_is_gone_is_closed_and_looked_for(
    impatient, silence, phase
):
    gone = DiagnosableSource([frame(1)], silence)
    away = CameraUnavailableError("Not there.")
    back = DiagnosableSource([frame(1)], Silence.WAITS_FOR_TRIGGER)
    with running(gone, away, back) as (_, reports, _feed):
        lost = reports.wait_for(lambda report: report.phase is phase)
        still = reports.wait_for(
            lambda report: (
                report.problem is not None and report.problem.message == "Not there."
            )
        )
        assert back.exhausted.wait(10)
    assert gone.closed == 1
    assert (still.phase, still.retrying) == (phase, True)
    assert lost.asked == still.asked


def test_a_camera_that_does_not_answer_is_lost_before_its_silence_is_long(monkeypatch):
    monkeypatch.setattr(settings_watch, "WATCH_S", 0.0)
    source = ScriptedSource([frame(1)])

    def unplug():
        source.refusal = CameraLostError("Unplugged.")

    source._script = iter([frame(1), unplug])
    back = ScriptedSource([frame(1)])
    with running(source, back) as (_, reports, _feed):
        lost = reports.wait_for(lambda report: report.phase is Phase.LOST)
        assert back.exhausted.wait(10)
    assert (lost.problem.message, lost.retrying) == ("Unplugged.", True)


def test_a_camera_that_is_back_is_not_looked_for_any_more():
    first = ScriptedSource([frame(1), CameraLostError("Unplugged.")])
    second = ScriptedSource([frame(1)])
    with running(first, second) as (_, reports, _feed):
        assert second.exhausted.wait(10)
    assert not reports.all[-1].retrying
    assert [report.phase for report in reports.all if report.retrying] == [Phase.LOST]


def test_a_camera_that_was_never_there_is_said_to_be_looked_for_and_does_not_flicker():
    source = ScriptedSource([frame(1)])
    absent = CameraUnavailableError("In use.", remedy="Close SpinView.")
    with running(absent, absent, absent, source) as (_, reports, _feed):
        reports.wait_for(lambda report: report.phase is Phase.STREAMING)
    failed = reports.all[reports.phases.index(Phase.FAILED)]
    assert failed.retrying
    assert [phase for phase, _ in groupby(reports.phases)][:4] == [
        Phase.OPENING,
        Phase.FAILED,
        Phase.OPENING,
        Phase.STREAMING,
    ]


def test_a_setting_that_is_refused_at_the_opening_is_named_and_not_tried_again():
    source = ScriptedSource([frame(1)])
    source.refusal = SettingRejectedError("Exposure 9 s is too long.", remedy="1 s.")
    with running(source) as (camera, reports, _feed):
        failed = reports.wait_for(lambda report: report.phase is Phase.FAILED)
        assert camera.join()
    assert "Exposure 9 s" in failed.problem.message
    assert failed.description.serial == "S1"
    assert not failed.retrying
    assert source.closed == 1


def test_a_refusal_is_shown_for_a_while_and_then_over(impatient, monkeypatch):
    monkeypatch.setattr(run, "REFUSAL_S", 0.0)
    monkeypatch.setattr(silence_watch, "SILENCE_S", 60.0)
    source = ScriptedSource([frame(1)])
    apply = source.apply

    def refusing(settings):
        if settings.asked():
            raise SettingRejectedError("Too much.")
        return apply(settings)

    with running(source) as (camera, reports, _feed):
        assert source.exhausted.wait(10)
        source.apply = refusing
        camera.wishes.apply(CameraSettings(gain_db=99))
        reports.wait_for(lambda report: report.settings_problem is not None)
        reports.wait_for(
            lambda report: report is reports.all[-1] and not report.settings_problem
        )


def test_a_camera_that_was_just_plugged_in_may_take_a_moment():
    first = ScriptedSource([frame(1), CameraLostError("Unplugged.")])
    drowsy = CameraError("Width cannot be read.")
    second = ScriptedSource([frame(1)])
    with running(first, drowsy, second) as (_, reports, _feed):
        assert second.exhausted.wait(10)
    assert Phase.FAILED not in reports.phases


@pytest.mark.logs_warnings
def test_a_change_from_outside_is_read_back_while_frames_come(impatient):
    asked = CameraSettings(automatics=frozenset())
    source = ScriptedSource([])
    on = frozenset({Automatic.EXPOSURE})
    source._script = iter([frame(1), lambda: source.meddle(automatics=on), frame(2)])
    with running(source, settings=asked) as (_, reports, _feed):
        report = reports.wait_for(lambda report: report.got.automatics == on)
    assert report.asked.automatics == frozenset()


@pytest.mark.logs_warnings
def test_a_change_from_outside_is_undone_while_the_camera_is_silent(impatient):
    asked = CameraSettings(gain_db=0.0)
    source = DiagnosableSource([], Silence.WAITS_FOR_TRIGGER)
    source._script = iter([lambda: source.meddle(gain_db=6.0)])
    with running(source, settings=asked, on_change=OnChange.REAPPLY) as (
        _,
        reports,
        _f,
    ):
        report = reports.wait_for(lambda report: report.reapplied == 1)
    assert report.got.gain_db == 0.0


def test_a_recording_has_no_settings_to_watch_and_may_be_slow(impatient):
    source = DiagnosableSource([], Silence.STALLED)
    described = source.describe()
    source.describe = lambda: replace(described, live=False)
    with running(source):
        assert source.exhausted.wait(10)
    assert source.asked_why == 0
    assert len(source.applied) == 1


def test_a_camera_is_told_to_keep_its_settings_and_says_where():
    source = KeepingSource([frame(1)])
    with running(source) as (camera, reports, _feed):
        camera.wishes.keep()
        reports.wait_for(lambda report: report.kept == "UserSet1")
        camera.wishes.apply(CameraSettings(gain_db=3.0))
        reports.wait_for(lambda report: report.asked.gain_db == 3.0)
    assert reports.all[-1].kept == ""


def test_a_camera_that_cannot_keep_its_settings_says_so():
    with running(ScriptedSource([frame(1)])) as (camera, reports, _feed):
        camera.wishes.keep()
        report = reports.wait_for(lambda report: report.settings_problem is not None)
    assert "cannot keep" in report.settings_problem.message


@pytest.mark.logs_warnings
def test_settings_that_are_not_as_asked_are_not_kept():
    source = KeepingSource([])
    source._script = iter([frame(1), lambda: source.meddle(gain_db=6.0)])
    with running(source, settings=CameraSettings(gain_db=0.0)) as (camera, reports, _f):
        assert source.exhausted.wait(10)
        camera.wishes.keep()
        report = reports.wait_for(lambda report: report.settings_problem is not None)
    assert "asked 0 dB, got 6 dB" in report.settings_problem.message
    assert report.kept == ""


def test_a_refusal_is_over_with_the_next_setting_that_is_taken():
    source = ScriptedSource([frame(1)])
    with running(source) as (camera, reports, _feed):
        assert source.exhausted.wait(10)
        source.refusal = SettingRejectedError("Too much.")
        camera.wishes.apply(CameraSettings(gain_db=99))
        reports.wait_for(lambda report: report.settings_problem is not None)
        source.refusal = None
        camera.wishes.apply(CameraSettings(gain_db=9))
        report = reports.wait_for(lambda report: report.got.gain_db == 9)
    assert report.settings_problem is None


@pytest.mark.logs_warnings
def test_a_driver_that_hangs_while_it_opens_holds_nobody_up_and_is_closed_later():
    source, release, opening = ScriptedSource([frame(1)]), Event(), Event()

    def hang():
        opening.set()
        release.wait(10)
        return source

    camera = Acquisition("left", hang, Orders(), Feed(), Reports())
    camera.start()
    assert opening.wait(10)
    camera.ask_to_stop()
    assert not camera.join(0.01)
    release.set()
    assert camera.join()
    assert (source.applied, source.closed) == ([], 1)


def test_nobody_hears_of_a_camera_that_was_dismissed():
    source = ScriptedSource([frame(1)])
    with running(source) as (camera, reports, _feed):
        assert source.exhausted.wait(10)
        camera.dismiss()
        assert camera.join()
    assert reports.phases[-1] is Phase.STREAMING
