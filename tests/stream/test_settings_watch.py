"""What was changed from outside is noticed, told once, and set again if wanted."""

import logging

import pytest

from camsetup.domain.errors import CameraError, SettingRejectedError
from camsetup.domain.rig import OnChange
from camsetup.domain.settings import Automatic, CameraSettings, Range
from camsetup.stream.settings_watch import MOST_TRIES, TRIES_WITHIN_S, SettingsWatch
from stream.scripted import ScriptedSource

ASKED = CameraSettings(exposure_us=6000.0, gain_db=0.0, automatics=frozenset())


class Bench:
    """A camera that has taken its settings, and the watch over it."""

    def __init__(self, on_change=OnChange.REPORT, limits=None, took=ASKED):
        self.source = ScriptedSource([], took)
        self.watch = SettingsWatch("left", on_change)
        self.watch.took(ASKED, took, limits or {}, 0.0)
        self.now_s = 0.0

    def look(self, after_s=1.0, **meddled):
        self.now_s += after_s
        self.source.meddle(**meddled)
        return self.watch.look(self.source, self.now_s)

    @property
    def written(self):
        return [settings for settings in self.source.applied if settings.asked()]


def _told(caplog, level):
    return [r.getMessage() for r in caplog.records if r.levelno == level]


def test_settings_are_looked_at_twice_a_second():
    watch = Bench().watch
    assert not watch.is_due(0.49)
    assert watch.is_due(0.5)


@pytest.mark.logs_warnings
def test_a_change_from_outside_is_read_back_and_told_once(caplog):
    bench = Bench()
    for _ in range(3):
        sight = bench.look(automatics=frozenset({Automatic.EXPOSURE}))
    assert sight.got.automatics == {Automatic.EXPOSURE}
    said = _told(caplog, logging.WARNING)
    assert said == [
        "Camera left was changed from outside: exposure automatic is on again"
    ]


@pytest.mark.logs_warnings
def test_the_log_names_the_setting_what_was_asked_and_what_is_there(caplog):
    Bench().look(exposure_us=9000.0)
    assert "exposure time: asked 6000 µs, got 9000 µs" in caplog.text


@pytest.mark.logs_warnings
def test_a_change_is_only_reported_unless_the_rig_file_says_otherwise():
    bench = Bench(OnChange.REPORT)
    bench.look(gain_db=6.0)
    assert bench.written == []


@pytest.mark.logs_warnings
def test_what_was_changed_and_nothing_else_is_set_again(caplog):
    caplog.set_level(logging.INFO)
    bench = Bench(OnChange.REAPPLY)
    sight = bench.look(gain_db=6.0)
    assert bench.written == [CameraSettings(gain_db=0.0)]
    assert (sight.got.gain_db, sight.problem, sight.reapplied) == (0.0, None, 1)
    assert "gain_db" in _told(caplog, logging.INFO)[-1]


@pytest.mark.logs_warnings
def test_who_changes_it_again_and_again_wins_and_is_told_of():
    bench = Bench(OnChange.REAPPLY)
    for _ in range(MOST_TRIES + 3):
        sight = bench.look(gain_db=6.0)
    assert len(bench.written) == MOST_TRIES
    assert sight.got.gain_db == 6.0
    assert "gain: asked 0 dB, got 6 dB" in sight.problem.message
    assert "other program" in sight.problem.remedy


@pytest.mark.logs_warnings
def test_a_change_now_and_then_is_set_again_each_time():
    bench = Bench(OnChange.REAPPLY)
    for _ in range(2 * MOST_TRIES):
        sight = bench.look(after_s=TRIES_WITHIN_S, gain_db=6.0)
    assert (sight.problem, sight.reapplied) == (None, 2 * MOST_TRIES)


@pytest.mark.logs_warnings
def test_settings_that_are_asked_anew_are_fought_for_again():
    bench = Bench(OnChange.REAPPLY)
    for _ in range(MOST_TRIES + 1):
        bench.look(gain_db=6.0)
    bench.watch.took(ASKED, ASKED, {}, bench.now_s)
    sight = bench.look(gain_db=6.0)
    assert (sight.got.gain_db, sight.problem) == (0.0, None)


@pytest.mark.logs_warnings
def test_a_problem_is_over_when_the_settings_are_as_asked():
    bench = Bench(OnChange.REAPPLY)
    for _ in range(MOST_TRIES + 1):
        bench.look(gain_db=6.0)
    assert bench.look(gain_db=0.0).problem is None


@pytest.mark.logs_warnings
def test_what_cannot_be_set_again_is_said():
    bench = Bench(OnChange.REAPPLY)
    bench.source.meddle(gain_db=6.0)
    apply = bench.source.apply

    def refusing(settings):
        if settings.asked():
            raise SettingRejectedError("Gain is locked.", remedy="Unlock it.")
        return apply(settings)

    bench.source.apply = refusing
    sight = bench.look()
    assert (sight.problem.message, sight.reapplied) == ("Gain is locked.", 0)


def test_a_reading_that_fails_is_told_and_the_camera_kept():
    bench = Bench()
    bench.source.refusal = CameraError("ExposureTime cannot be read.")
    sight = bench.look()
    assert (sight.got, sight.problem.message) == (ASKED, "ExposureTime cannot be read.")
    bench.source.refusal = None
    assert bench.look().problem is None


def test_what_the_camera_never_took_was_not_changed_from_outside():
    rounded = CameraSettings(gain_db=1.0).over(ASKED)
    bench = Bench(OnChange.REAPPLY, took=rounded)
    assert bench.look().got.gain_db == 1.0
    assert bench.written == []


@pytest.mark.parametrize(("got_us", "changed"), [(6014.0, False), (6016.0, True)])
@pytest.mark.logs_warnings
def test_a_change_is_more_than_the_step_that_the_camera_names(got_us, changed):
    limits = {"exposure_us": Range(20.0, 30000.0, 15.0)}
    bench = Bench(OnChange.REAPPLY, limits=limits)
    bench.look(exposure_us=got_us)
    assert bool(bench.written) is changed
