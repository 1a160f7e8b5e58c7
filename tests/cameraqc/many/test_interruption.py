"""Sixty sessions are interrupted, killed and run again, and each is judged once."""

from __future__ import annotations

import csv
import sys
from collections import Counter

import psutil
import pytest

from cameraqc.many.pretend import asked, let_go, make_sessions
from cameraqc.many.running import Run, kept
from camsetup.cli.exit_codes import ExitCode
from waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")

SESSIONS, BEFORE = 60, 20


@pytest.fixture
def root(tmp_path):
    """Sixty sessions, of which the twentieth and all later ones hold."""
    root = tmp_path / "Subjects"
    held = {f"s{number}": "hold" for number in range(BEFORE, SESSIONS)}
    make_sessions(root, SESSIONS, **held)
    return root


@pytest.fixture
def half_way(root):
    """A run that has judged twenty sessions and is busy with two more."""
    run = Run(root, jobs=2)
    wait_until(lambda: kept(root) == BEFORE, what="the first sessions")
    wait_until(lambda: len(asked(root)) == BEFORE + 2, what="two being judged")
    yield run
    if run.process.poll() is None:
        run.process.kill()
        run.process.wait()


def results(root):
    with (root / "camsetup-qc.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_ctrl_c_finishes_what_was_begun_and_the_next_run_does_the_rest(root, half_way):
    half_way.interrupt()
    half_way.wait_for_words("Ctrl-C again")
    let_go(root)
    assert half_way.end() == ExitCode.INTERRUPTED
    assert f"{BEFORE + 2} of {SESSIONS}" in half_way.said
    assert "Run the same command to go on" in half_way.said
    assert "Traceback" not in half_way.said
    assert len({row["session"] for row in results(root)}) == BEFORE + 2

    assert Run(root, jobs=2).end() == ExitCode.PASS
    judged = Counter(name for name, _ in asked(root))
    assert judged == {f"s{number:02}": 1 for number in range(SESSIONS)}
    assert {row["session"] for row in results(root)} == set(judged)


def test_a_second_ctrl_c_stops_at_once_and_leaves_no_process(root, half_way):
    workers = half_way.workers()
    half_way.interrupt()
    half_way.wait_for_words("Ctrl-C again")
    half_way.interrupt()
    assert half_way.end() == ExitCode.INTERRUPTED
    assert len(workers) == 2
    assert not any(worker.is_running() for worker in workers)
    assert "Traceback" not in half_way.said
    assert kept(root) == BEFORE


def test_what_a_killed_run_had_done_is_not_done_again(root, half_way):
    workers = half_way.workers()
    half_way.process.kill()
    half_way.process.wait()
    wait_until(
        lambda: not psutil.wait_procs(workers, timeout=0)[1], what="the workers' end"
    )
    let_go(root)
    assert Run(root, jobs=2).end() == ExitCode.PASS
    judged = Counter(name for name, _ in asked(root))
    twice = {name for name, times in judged.items() if times > 1}
    assert len(judged) == kept(root) == SESSIONS
    assert twice == {f"s{BEFORE}", f"s{BEFORE + 1}"}


def test_two_runs_at_a_time_leave_one_whole_ledger(root, half_way):
    other = Run(root, jobs=1)
    wait_until(lambda: len(asked(root)) == BEFORE + 3, what="the other run")
    let_go(root)
    assert half_way.end() == other.end() == ExitCode.PASS
    assert kept(root) == SESSIONS
