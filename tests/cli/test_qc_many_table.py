"""The table of many sessions, on screens of several widths."""

from pathlib import Path

import pytest
from rich.text import Text

from camsetup.cameraqc.many.judging import Judgement
from camsetup.cli.qc_many_table import print_table

ROOT = Path("lab/Subjects")
CAMERAS = ("left", "right", "body")
LONG = "There is no frame of the mouse that is bright enough to be judged by anybody."


def judged(outcome, check="brightness", message=LONG, remedy="", cameras=CAMERAS):
    rows = tuple(
        {
            "camera": camera,
            "check": check,
            "outcome": outcome,
            "message": message,
            "remedy": remedy,
        }
        for camera in cameras
    )
    report = {
        "outcome": outcome,
        "cameras": {camera: {"outcome": outcome} for camera in cameras},
    }
    return Judgement(report, rows)


@pytest.fixture
def printed(monkeypatch, capsys):
    """Return what a terminal of some width shows, line by line."""

    def show(judgements, width):
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", str(width))
        print_table(judgements, ROOT)
        return Text.from_ansi(capsys.readouterr().out).plain.splitlines()

    return show


def row(lines, name):
    return next(line for line in lines if name in line)


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_every_verdict_is_seen_on_a_screen_of_any_width(printed, width):
    names = ("KS_014/2026-11-20/001", "ŽIŽEK [red] größe/2026-11-20/001")
    lines = printed({name: judged("CRITICAL") for name in names}, width)
    for name in names:
        assert "CRITICAL" in row(lines, name)
        assert "left brightness: There is" in row(lines, name)


def test_the_cameras_have_columns_where_there_is_room(printed):
    narrow, wide = (printed({"s": judged("FAIL")}, width) for width in (80, 140))
    assert row(narrow, "session").split()[:2] == ["session", "verdict"]
    assert "right" not in row(narrow, "session")
    assert row(wide, "session").split()[:5] == ["session", "verdict", *CAMERAS]
    assert row(wide, " s ").split()[1:5] == ["FAIL"] * 4


def test_a_long_name_is_cut_where_sessions_are_alike(printed):
    name = "a_laboratory_of_great_renown/Subjects/mouse_with_a_name/2026-11-20/007"
    lines = printed({name: judged("FAIL")}, 80)
    assert "2026-11-20/007" in row(lines, "FAIL")
    assert row(lines, "FAIL").lstrip().startswith("…")


def test_a_file_is_named_as_it_is_seen_from_its_session(printed):
    message = f"{ROOT / 's1' / 'alf' / 'times.npy'} is empty."
    lines = printed({"s1": judged("FAIL", message=message)}, 160)
    assert "left brightness: alf/times.npy is empty." in row(lines, "s1")


def test_a_pass_that_lacks_checks_is_said(printed):
    whole, lacking = judged("PASS", message=""), judged("PASS", message="")
    missing = judged("NOT_SET", "focus", remedy="Copy it.").rows
    for_ever = judged("NOT_SET", "wheel_alignment").rows
    half = Judgement(lacking.report, lacking.rows + missing + for_ever)
    lines = " ".join(printed({"s1": whole, "s2": half, "s3": half}, 160))
    assert "Of 3 that PASS, 2 were not judged in full: no focus in 2." in lines
    assert "in full" not in " ".join(printed({"s1": whole}, 160))
