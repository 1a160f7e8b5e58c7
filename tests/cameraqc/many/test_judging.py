"""Judging turns a session into a plain answer, whatever happens."""

from __future__ import annotations

import pickle

import pytest

from cameraqc.many import pretend
from cameraqc.many.pretend import make_sessions, verdict
from camsetup import __version__
from camsetup.cameraqc.many.judging import Judgement, answer
from camsetup.cameraqc.many.rows import worst_of
from camsetup.cameraqc.options import Options
from camsetup.domain.verdict import Outcome


def ask(session, version=__version__):
    return answer(pretend.judge, session, Options(), version)


def test_an_answer_survives_pickle_and_json(tmp_path):
    judgement = ask(make_sessions(tmp_path, 1)[0])
    assert pickle.loads(pickle.dumps(judgement)) == judgement
    assert Judgement.from_json(judgement.to_json()) == judgement


def test_a_session_that_the_worker_does_not_see_is_tried_again_next_time(tmp_path):
    judgement = ask(tmp_path / "elsewhere")
    assert "does not see" in judgement.error
    assert not judgement.lasting


def test_a_worker_with_another_version_does_not_judge(tmp_path):
    judgement = ask(make_sessions(tmp_path, 1)[0], version="9.9")
    assert "9.9 is wanted" in judgement.error
    assert not judgement.lasting
    assert pretend.asked(tmp_path) == []


@pytest.mark.parametrize("outcome", [Outcome.FAIL, Outcome.NOT_SET])
def test_the_check_that_is_worst_is_named_before_its_camera(tmp_path, outcome):
    worst = worst_of(verdict(tmp_path, outcome, camera="right").rows, outcome)
    assert (worst.camera, worst.check, worst.message) == (
        "right",
        "brightness",
        "Dark.",
    )
