"""Workers judge, fail, die and are replaced; none of it stops the others."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import closing

import pytest

from cameraqc.many import pretend
from cameraqc.many.pretend import asked, let_go, make_sessions
from camsetup.cameraqc.many.workers import Workers
from camsetup.cameraqc.options import Options
from camsetup.domain.verdict import Outcome
from waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals")


@pytest.fixture
def crew():
    with closing(Workers(2, pretend.judge, Options())) as crew:
        yield crew


def judge_all(crew, sessions):
    """Return what becomes of each, by the session's name."""
    waiting, answers = list(sessions), {}
    while waiting or crew.at_work:
        while waiting and crew.has_room:
            crew.begin(waiting.pop(0))
        for answer in crew.collect(10):
            answers[answer.session.name] = answer.judgement
    return answers


def test_every_session_gets_its_own_answer(tmp_path, crew):
    answers = judge_all(crew, make_sessions(tmp_path, 5, s3="fail"))
    outcomes = [answers[name].outcome for name in sorted(answers)]
    assert outcomes == [Outcome.PASS] * 3 + [Outcome.FAIL, Outcome.PASS]


def test_there_are_as_many_workers_as_jobs_and_they_are_kept(tmp_path, crew):
    judge_all(crew, make_sessions(tmp_path, 6))
    assert len({pid for _, pid in asked(tmp_path)}) == 2


def test_what_cannot_be_judged_is_an_answer_with_the_reason(tmp_path, crew):
    sessions = make_sessions(tmp_path, 3, s0="refuse", s1="stumble")
    answers = judge_all(crew, sessions)
    assert answers["s00"].error == "s00 holds no camera. Copy the videos."
    assert answers["s00"].lasting
    assert answers["s01"].error == "ZeroDivisionError: by nothing"
    assert not answers["s01"].lasting
    assert not answers["s02"].error


def test_a_session_whose_worker_died_is_given_to_another(tmp_path, crew):
    answers = judge_all(crew, make_sessions(tmp_path, 3, s1="die once"))
    assert {each.outcome for each in answers.values()} == {Outcome.PASS}
    assert [name for name, _ in asked(tmp_path)].count("s01") == 2


def test_a_session_that_kills_every_worker_is_an_error_and_the_rest_goes_on(
    tmp_path, crew
):
    answers = judge_all(crew, make_sessions(tmp_path, 4, s1="die"))
    assert "SIGKILL" in answers["s01"].error
    assert not answers["s01"].lasting
    assert [name for name, _ in asked(tmp_path)].count("s01") == 2
    assert sum(each.outcome is Outcome.PASS for each in answers.values()) == 3


def test_a_worker_that_died_while_idle_is_replaced(tmp_path, crew):
    first, second = make_sessions(tmp_path, 2)
    judge_all(crew, [first])
    os.kill(asked(tmp_path)[0][1], signal.SIGKILL)
    assert judge_all(crew, [second])["s01"].outcome is Outcome.PASS


def test_nobody_is_awaited_when_nothing_is_ready(tmp_path, crew):
    (session,) = make_sessions(tmp_path, 1, s0="hold")
    crew.begin(session)
    assert crew.collect(0.01) == []
    assert crew.at_work == (session,)
    let_go(tmp_path)
    assert crew.collect(20)


def test_closing_ends_what_is_at_work(tmp_path, crew):
    crew.begin(make_sessions(tmp_path, 1, s0="hold")[0])
    pid = wait_until(lambda: asked(tmp_path), what="the worker")[0][1]
    crew.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert crew.at_work == ()
