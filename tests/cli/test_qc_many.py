"""``camsetup qc ROOT --all``: what people and programs get to read."""

from __future__ import annotations

import csv
import itertools
import json
import os
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from rich.text import Text

from cameraqc.many import pretend
from cameraqc.many.pretend import asked, make_sessions, verdict
from cameraqc.small_session import SmallSession
from camsetup.cameraqc.many.crew import Answer
from camsetup.cameraqc.many.judging import Judgement
from camsetup.cameraqc.many.round import Progress, Stop
from camsetup.cameraqc.options import Options
from camsetup.cli import qc_many_progress
from camsetup.cli.exit_codes import ExitCode
from camsetup.cli.main import run
from camsetup.cli.qc_many import judge_all
from camsetup.cli.qc_many_progress import shown
from camsetup.cli.qc_many_words import duration
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome


def judge(root, *, jobs=1, out=None, as_json=False, options=None, scheduler=None):
    return judge_all(
        root,
        options or Options(),
        jobs=jobs,
        scheduler=scheduler,
        out=out,
        as_json=as_json,
        judge=pretend.judge,
    )


def results(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_table_has_a_row_for_each_session_with_what_is_worst(tmp_path, capsys):
    make_sessions(tmp_path, 3, s1="fail", s2="refuse")
    assert judge(tmp_path) == ExitCode.FAIL
    out, said = capsys.readouterr()
    lines = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert lines["session"].split()[1] == "verdict"
    assert lines["s00"].split() == ["s00", "PASS"]
    assert "FAIL" in lines["s01"]
    assert "left brightness: Dark." in lines["s01"]
    assert lines["s02"].split()[1:6] == ["ERROR", "s02", "holds", "no", "camera."]
    assert "3 sessions: 1 ERROR · 1 FAIL · 1 PASS" in out
    assert str(tmp_path / "camsetup-qc.csv") in said


def test_json_holds_every_session_under_its_path(tmp_path, capsys):
    make_sessions(tmp_path / "mouse", 2, s1="refuse")
    judge(tmp_path, as_json=True)
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "outcome": "PASS",
        "sessions": {
            "mouse/s00": verdict(Path("s00"), Outcome.PASS).report,
            "mouse/s01": {"error": "s01 holds no camera. Copy the videos."},
        },
    }


@pytest.mark.parametrize(
    ("orders", "code"),
    [
        ({}, ExitCode.PASS),
        ({"s0": "fail"}, ExitCode.FAIL),
        ({"s0": "fail", "s1": "refuse"}, ExitCode.FAIL),
        ({"s0": "refuse"}, ExitCode.NOT_JUDGED),
        ({"s0": "refuse", "s1": "refuse"}, ExitCode.NOT_JUDGED),
    ],
    ids=str,
)
def test_the_exit_code_is_the_worst_and_an_error_is_no_pass(tmp_path, orders, code):
    make_sessions(tmp_path, 2, **orders)
    assert judge(tmp_path) == code


def test_a_second_run_judges_nothing_and_answers_the_same(tmp_path, capsys):
    make_sessions(tmp_path, 3, s1="fail", s2="refuse")
    first = judge(tmp_path), capsys.readouterr().out
    before = (tmp_path / "camsetup-qc.csv").read_text()
    second = judge(tmp_path), capsys.readouterr().out
    assert second == first
    assert len(asked(tmp_path)) == 3
    assert (tmp_path / "camsetup-qc.csv").read_text() == before


def test_a_changed_session_is_judged_again(tmp_path):
    sessions = make_sessions(tmp_path, 3)
    judge(tmp_path)
    (sessions[1] / "raw_video_data" / "_iblrig_leftCamera.GPIO.bin").touch()
    judge(tmp_path)
    assert [name for name, _ in asked(tmp_path)] == ["s00", "s01", "s02", "s01"]


def test_what_went_wrong_by_itself_is_tried_again(tmp_path):
    make_sessions(tmp_path, 2, s0="stumble", s1="refuse")
    judge(tmp_path)
    judge(tmp_path)
    assert [name for name, _ in asked(tmp_path)] == ["s00", "s01", "s00"]


def test_other_options_are_judged_anew_and_the_first_answers_stay(tmp_path):
    make_sessions(tmp_path, 1)
    for n_samples in (100, 20, 100):
        judge(tmp_path, options=Options(n_samples=n_samples))
    assert len(asked(tmp_path)) == 2


def test_results_and_ledger_go_where_out_says(tmp_path):
    make_sessions(tmp_path / "Subjects", 1)
    out = tmp_path / "november.csv"
    judge(tmp_path / "Subjects", out=out)
    assert {row["session"] for row in results(out)} == {"s00"}
    assert (tmp_path / "november.ledger.sqlite").exists()
    assert not (tmp_path / "Subjects" / "camsetup-qc.csv").exists()


def test_references_are_handed_on_as_they_are_seen_from_anywhere(tmp_path, monkeypatch):
    make_sessions(tmp_path / "Subjects", 1)
    (tmp_path / "references").mkdir()
    monkeypatch.chdir(tmp_path)
    handed = []

    def make_no_plan(sessions, options, ledger):
        handed.append(options.references)
        raise UsageError("far enough")

    monkeypatch.setattr("camsetup.cli.qc_many.make_plan", make_no_plan)
    with pytest.raises(UsageError):
        judge(Path("Subjects"), options=Options(references=Path("references")))
    assert handed == [tmp_path / "references"]


def test_jobs_and_scheduler_exclude_each_other(tmp_path):
    make_sessions(tmp_path, 1)
    with pytest.raises(UsageError, match="Leave one of them out"):
        judge(tmp_path, jobs=2, scheduler="tcp://127.0.0.1:1")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="as root")
def test_a_folder_that_may_not_be_read_is_said(tmp_path, capsys):
    make_sessions(tmp_path, 1)
    (tmp_path / "locked").mkdir(mode=0)
    judge(tmp_path)
    assert "locked cannot be read" in capsys.readouterr().err


class Shown:
    """A display on a console of our own, and what it has drawn."""

    def __init__(self, *, terminal):
        self.file = StringIO()
        self.console = Console(file=self.file, force_terminal=terminal, width=100)
        self.stop = Stop.NO

    def show(self, *steps):
        with shown(self.console, Path("r"), 4, lambda: self.stop) as display:
            for step in steps:
                display.show(step)
        return self.file.getvalue()


DONE = Answer(Path("r/s00"), verdict(Path("s00"), Outcome.FAIL))
FAILED = Answer(Path("r/s01"), Judgement(error="No."))
AT_WORK = (Path("r/[s02]"), Path("r/s03"))


@pytest.fixture
def by_minutes(monkeypatch):
    """Let a minute pass between one look at the clock and the next."""
    clock = SimpleNamespace(monotonic=itertools.count(0, 60).__next__)
    monkeypatch.setattr(qc_many_progress, "time", clock)


@pytest.mark.usefixtures("by_minutes")
def test_a_terminal_shows_what_is_read_how_much_is_done_and_the_time_left():
    drawn = Shown(terminal=True).show(Progress((DONE,), AT_WORK))
    text = Text.from_ansi(drawn).plain
    assert "1 of 4  about 3 min left" in text
    assert "reading [s02], s03" in text
    assert "1 FAIL" in text


@pytest.mark.usefixtures("by_minutes")
def test_elsewhere_every_session_has_a_line():
    lines = Shown(terminal=False).show(
        Progress((DONE,), AT_WORK), Progress((), AT_WORK), Progress((FAILED,), AT_WORK)
    )
    assert lines.splitlines() == [
        "1 of 4  s00  FAIL  about 3 min left",
        "2 of 4  s01  ERROR  about 2 min left",
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_an_interruption_says_what_happens_now(terminal):
    display = Shown(terminal=terminal)
    display.stop = Stop.SOON
    said = display.show(Progress((), AT_WORK), Progress((), AT_WORK))
    assert "Finishing what is being read. Ctrl-C again stops at once." in said
    assert "left" not in said


@pytest.mark.parametrize("terminal", [True, False])
def test_why_nothing_gets_done_is_said(terminal):
    said = Shown(terminal=terminal).show(Progress((), AT_WORK, "No worker."))
    assert "No worker." in said


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (59, "59 s"), (61, "1 min"), (3700, "1 h 2 min")],
)
def test_durations_are_short(seconds, words):
    assert duration(seconds) == words


def test_real_sessions_are_judged_from_the_command_line(tmp_path, capsys):
    SmallSession().write(tmp_path / "mouse" / "2026-11-20" / "001")
    SmallSession(without=frozenset({"video"})).write(tmp_path / "mouse" / "002")
    arguments = ["qc", str(tmp_path), "--all", "--jobs", "2", "--json"]
    code = run([*arguments, "--out", str(tmp_path / "qc.parquet")])
    answer = json.loads(capsys.readouterr().out)
    sessions = answer["sessions"]
    assert set(sessions) == {"mouse/2026-11-20/001", "mouse/002"}
    metrics = sessions["mouse/2026-11-20/001"]["cameras"]["left"]["metrics"]
    assert metrics["_videoLeft_framerate"] == ["PASS", 30.0]
    assert code == ExitCode[answer["outcome"]]
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(tmp_path / "qc.parquet").to_pylist()
    (rate,) = [
        row["rate_hz"]
        for row in table
        if row["check"] == "framerate" and row["rate_hz"] is not None
    ]
    assert rate == pytest.approx(30)
