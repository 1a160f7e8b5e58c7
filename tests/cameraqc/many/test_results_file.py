"""The results file has a row for each check, and is whole at every moment."""

from __future__ import annotations

import csv

import pytest

from cameraqc.many.pretend import verdict
from camsetup.cameraqc.many import results_file
from camsetup.cameraqc.many.judging import Judgement
from camsetup.cameraqc.many.results_file import (
    ledger_path,
    results_path,
    write_results,
)
from camsetup.cameraqc.many.rows import COLUMNS
from camsetup.cameraqc.options import Mode, Options
from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.verdict import Outcome


@pytest.fixture
def judgements(tmp_path):
    return {
        "mäuschen/001": verdict(tmp_path, Outcome.WARNING),
        "mäuschen/002": Judgement(error="It holds no camera."),
    }


def read(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_what_is_no_utf8_in_a_name_is_spelled_out(tmp_path):
    path = tmp_path / "qc.csv"
    judgement = Judgement(error="m\udce4uschen/001 holds no camera.")
    write_results(path, {"m\udce4uschen/001": judgement}, Options())
    (row,) = read(path)
    assert row["session"] == r"m\udce4uschen/001"
    assert row["error"] == r"m\udce4uschen/001 holds no camera."


def test_a_csv_has_session_camera_check_outcome_and_numbers(tmp_path, judgements):
    path = tmp_path / "qc.csv"
    write_results(path, judgements, Options(mode=Mode.STRICT, n_samples=20))
    whole, camera, check, error = read(path)
    assert list(whole) == list(COLUMNS)
    assert (whole["camera"], whole["check"]) == ("", "overall")
    assert (camera["camera"], camera["check"]) == ("left", "overall")
    assert (check["check"], check["outcome"]) == ("brightness", "WARNING")
    assert (check["mean_lowest"], check["std"]) == ("30.0", "8.0")
    assert (check["message"], check["remedy"]) == ("Dark.", "Open up.")
    assert (error["outcome"], error["error"]) == ("NOT_SET", "It holds no camera.")
    assert {row["mode"] for row in read(path)} == {"strict"}
    assert {row["n_samples"] for row in read(path)} == {"20"}


def test_a_parquet_has_the_same_with_types(tmp_path, judgements):
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "qc.parquet"
    write_results(path, judgements, Options())
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert table.column("mean_lowest").to_pylist() == [None, None, 30.0, None]
    assert str(table.schema.field("n_samples").type) == "int64"


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_failure_leaves_the_old_file_and_no_draft(
    tmp_path, judgements, suffix, monkeypatch
):
    path = tmp_path / f"qc{suffix}"
    path.write_text("old")

    def fill_the_disk(path, rows):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(results_file._WRITERS, suffix, fill_the_disk)
    with pytest.raises(InputError, match="No space left") as refusal:
        write_results(path, judgements, Options())
    assert "nothing is judged twice" in refusal.value.remedy
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.read_text() == "old"


def test_results_lie_in_the_root(tmp_path):
    path = results_path(tmp_path, None)
    assert path == tmp_path / "camsetup-qc.csv"
    assert ledger_path(path) == tmp_path / "camsetup-qc.ledger.sqlite"


def test_results_of_a_root_that_is_read_only_lie_where_you_are(tmp_path, monkeypatch):
    root = tmp_path / "Subjects"
    root.mkdir()
    monkeypatch.setattr(results_file.os, "access", lambda path, mode: path != root)
    monkeypatch.chdir(tmp_path)
    assert results_path(root, None) == tmp_path / "camsetup-qc-Subjects.csv"


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"neither \.csv nor \.parquet"):
        results_path(tmp_path, tmp_path / "qc.xlsx")


def test_a_missing_folder_is_refused_before_anything_is_judged(tmp_path):
    with pytest.raises(InputError, match="no folder"):
        results_path(tmp_path, tmp_path / "missing" / "qc.csv")


def test_parquet_without_pyarrow_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setattr(results_file, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"camsetup\[parquet\]"):
        results_path(tmp_path, tmp_path / "qc.parquet")
