"""The ledger keeps answers, and refuses files that it cannot trust."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from cameraqc.many.pretend import verdict
from camsetup.cameraqc.many.judging import Judgement
from camsetup.cameraqc.many.ledger import Ledger
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome

SESSION = Path("Subjects") / "mäuschen" / "001"
ANSWER = verdict(SESSION, Outcome.WARNING)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "camsetup-qc.ledger.sqlite"


def fill(path):
    with Ledger(path) as ledger:
        ledger.record(SESSION, "all", "abc", ANSWER)


def test_what_is_recorded_is_found_by_the_next_run(path):
    fill(path)
    with Ledger(path) as ledger:
        assert ledger.find(SESSION, "all", "abc") == ANSWER


@pytest.mark.parametrize(
    "key",
    [
        (SESSION.parent, "all", "abc"),
        (SESSION, "all, strictly", "abc"),
        (SESSION, "all", "abd"),
    ],
    ids=["session", "question", "files"],
)
def test_another_key_finds_nothing(path, key):
    fill(path)
    with Ledger(path) as ledger:
        assert ledger.find(*key) is None


def test_a_folder_named_under_another_encoding_has_its_answer(path):
    session = Path("Subjects") / "m\udce4uschen" / "001"
    with Ledger(path) as ledger:
        ledger.record(session, "all", "abc", ANSWER)
        assert ledger.find(session, "all", "abc") == ANSWER
        assert ledger.find(SESSION, "all", "abc") is None


def test_a_newer_answer_replaces_the_one_about_older_files(path):
    fill(path)
    error = Judgement(error="It holds no camera.")
    with Ledger(path) as ledger:
        ledger.record(SESSION, "all", "new", error)
        assert ledger.find(SESSION, "all", "new") == error
        assert ledger.find(SESSION, "all", "abc") is None


def test_answers_to_two_questions_are_kept_side_by_side(path):
    fill(path)
    with Ledger(path) as ledger:
        ledger.record(SESSION, "all, strictly", "abc", Judgement(error="No."))
        assert ledger.find(SESSION, "all", "abc") == ANSWER


def test_two_runs_may_write_in_turn(path):
    with Ledger(path) as one, Ledger(path) as other:
        one.record(SESSION, "all", "abc", ANSWER)
        other.record(SESSION / "2", "all", "abc", ANSWER)
        assert one.find(SESSION / "2", "all", "abc") == ANSWER


def text(path):
    path.write_text("session,camera,outcome\n" * 100)


def cut_off(path):
    fill(path)
    path.write_bytes(path.read_bytes()[:9000])


def overwritten(path):
    fill(path)
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)


def of_another_program(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE judged (session TEXT)")
    file.close()


def odd_answers(path):
    fill(path)
    with sqlite3.connect(path) as file:
        file.execute("UPDATE judged SET judgement = '[1]'")
    file.close()


@pytest.mark.parametrize(
    "damage", [text, cut_off, overwritten, of_another_program, odd_answers]
)
def test_a_damaged_file_is_named_and_not_touched(path, damage):
    damage(path)
    before = path.read_bytes()
    with (
        pytest.raises(InputError, match="damaged or is no ledger") as refusal,
        Ledger(path) as ledger,
    ):
        ledger.find(SESSION, "all", "abc")
    assert str(path) in str(refusal.value)
    assert "Move it away" in refusal.value.remedy
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_camsetup_is_left_to_it(path):
    fill(path)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 2")
    file.close()
    with pytest.raises(InputError, match="newer camsetup"):
        Ledger(path)


def test_a_folder_in_its_place_is_refused(path):
    path.mkdir()
    with pytest.raises(InputError, match="cannot be used"):
        Ledger(path)


def test_a_ledger_that_stays_locked_is_refused(path, monkeypatch):
    monkeypatch.setattr("camsetup.cameraqc.many.ledger._PATIENCE_S", 0.01)
    fill(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(InputError, match="locked"):
        Ledger(path)
    other.close()
