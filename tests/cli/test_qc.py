"""``camsetup qc``: its JSON and its exit codes."""

import json

import numpy as np
import pytest

from cameraqc.small_session import SmallSession
from camsetup.cli.exit_codes import ExitCode
from camsetup.cli.main import run


def _json(capsys):
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def session(tmp_path):
    return SmallSession().write(tmp_path / "2026-11-20" / "001")


def test_frames_are_reported_with_every_number(ibl, capsys):
    path = ibl.path("right")
    code = run(
        [
            "qc",
            str(path),
            "--camera",
            "right",
            "--references",
            str(path.parent),
            "--json",
        ]
    )
    answer = _json(capsys)
    assert code == ExitCode.PASS
    assert answer["camera"] == "right"
    assert answer["position"]["top_left"] == [[430, 14]]
    assert answer["focus"]["default"]["outcome"] == "PASS"
    assert set(answer) == {
        "camera",
        "shape",
        "n_samples",
        "brightness",
        "position",
        "focus",
        "input_changed",
    }


def test_the_worst_check_of_the_frames_is_the_exit_code(ibl, tmp_path, capsys):
    dark = (ibl.frames("left") * 0.2).astype(np.uint8)
    path = tmp_path / "dark_left.npy"
    np.save(path, dark)
    references = str(ibl.path("left").parent)
    code = run(["qc", str(path), "--references", references, "--json"])
    assert _json(capsys)["brightness"]["outcome"] == "FAIL"
    assert code == ExitCode.FAIL


def test_strict_mode_says_where_the_frames_are_judged_otherwise(ibl, tmp_path, capsys):
    path = tmp_path / "black_right.npy"
    np.save(path, np.zeros((3, 512, 640), np.uint8))
    references = str(ibl.path("left").parent)
    run(["qc", str(path), "--references", references, "--strict", "--json"])
    differences = _json(capsys)["differences"]
    assert {"check": "position", "gate": "PASS", "strict": "FAIL"}.items() <= (
        next(each for each in differences if each["check"] == "position").items()
    )


def test_frames_without_references_are_judged_as_far_as_possible(tmp_path, capsys):
    path = tmp_path / "frames_body.npy"
    np.save(path, np.full((3, 512, 640), 90, np.uint8))
    assert run(["qc", str(path)]) == ExitCode.PASS
    assert "frames_body.npy" in capsys.readouterr().out


def test_a_session_is_reported_under_ibllibs_names(session, capsys):
    code = run(["qc", str(session), "--n-samples", "5", "--json"])
    answer = _json(capsys)
    assert code == ExitCode.PASS
    assert set(answer) == {"outcome", "cameras"}
    assert set(answer["cameras"]["left"]) == {"outcome", "metrics"}
    assert answer["cameras"]["left"]["metrics"]["_videoLeft_camera_times"] == [
        "PASS",
        0,
    ]


def test_a_session_is_shown_to_people_check_by_check(session, capsys):
    run(["qc", str(session), "--n-samples", "5"])
    shown = capsys.readouterr().out
    assert "left camera" in shown
    assert "dropped_frames" in shown
    assert shown.splitlines()[-1].startswith("PASS")


def test_a_pass_says_how_much_was_judged_and_a_reason_stands_there_once(
    session, capsys
):
    (session / "_ibl_experiment.description.yaml").unlink()
    run(["qc", str(session), "--n-samples", "5"])
    shown = capsys.readouterr().out
    assert shown.count("There is no _ibl_experiment.description.yaml") == 1
    judged, of, total = shown.splitlines()[-1].split()[2:5]
    assert (of, total) == ("of", "11")
    assert int(judged) <= 11 - len(("file_headers", "framerate", "resolution"))


def test_what_the_verdict_comes_from_stands_beside_it(session, capsys):
    times = next((session / "alf").glob("*leftCamera.times.npy"))
    np.save(times, np.load(times)[:-1])
    assert run(["qc", str(session), "--n-samples", "5"]) == ExitCode.FAIL
    assert capsys.readouterr().out.splitlines()[-1].startswith("FAIL left timestamps")


def test_a_camera_that_is_not_judged_is_named_with_what_to_do(session, capsys):
    next(session.glob("raw_video_data/*.raw.mp4")).unlink()
    assert run(["qc", str(session)]) == ExitCode.NOT_JUDGED
    shown = capsys.readouterr().out
    assert shown.startswith("left camera\n")
    assert "→ Copy it from the rig" in shown
    assert "--strict judges what it can" in shown
    assert run(["qc", str(session), "--strict"]) == ExitCode.CRITICAL
    shown = capsys.readouterr().out
    assert "the session gate says video NOT_SET" in shown
    assert shown.splitlines()[-1].startswith("CRITICAL left camera")


def test_the_answer_is_given_even_if_the_report_cannot_be_written(session, capsys):
    code = run(["qc", str(session), "--n-samples", "5", "--report", str(session)])
    shown = capsys.readouterr()
    assert code == ExitCode.INPUT
    assert "cannot be written" in shown.err
    assert shown.out.splitlines()[-1].startswith("PASS")


def test_pictures_are_counted_for_people(session, tmp_path, capsys):
    plots = tmp_path / "plots"
    run(["qc", str(session), "--n-samples", "5", "--plots", str(plots)])
    count = len(list(plots.iterdir()))
    assert f"Written: {count} pictures in {plots}" in capsys.readouterr().out
    next(session.glob("raw_video_data/*.raw.mp4")).unlink()
    run(["qc", str(session), "--plots", str(plots)])
    assert "Written: 0 pictures: there is nothing to show" in capsys.readouterr().out


def test_pictures_and_report_are_written_where_asked(session, tmp_path, capsys):
    plots, page = tmp_path / "plots", tmp_path / "qc.html"
    written = ["--plots", str(plots), "--report", str(page)]
    run(["qc", str(session), "--n-samples", "5", "--json", *written])
    assert _json(capsys)["outcome"] == "PASS"
    assert (plots / "left_brightness.png").exists()
    assert "<html" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["{nowhere}"], ExitCode.INPUT, "There is no"),
        (["{empty}"], ExitCode.INPUT, "holds no camera's files"),
        (["{text}", "--camera", "left"], ExitCode.INPUT, "notes.npy"),
        (["{stack}"], ExitCode.USAGE, "--camera"),
        (["{stack}", "--camera", "top"], ExitCode.USAGE, "no camera top"),
        (["{empty}", "--jobs", "2"], ExitCode.USAGE, "--all"),
        (["{stack}", "--all"], ExitCode.USAGE, "needs a folder"),
        (["{stack}", "--report", "x.html"], ExitCode.USAGE, "one session"),
        (["{stack}", "--references", "{nowhere}"], ExitCode.INPUT, "no folder"),
        (["{stack}", "--references", "{empty}"], ExitCode.INPUT, "no reference frames"),
    ],
)
def test_mistakes_are_said_with_what_to_do(tmp_path, capsys, arguments, code, words):
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.npy").write_text("hello")
    np.save(tmp_path / "stack.npy", np.zeros((2, 64, 64), np.uint8))
    places = {
        "nowhere": tmp_path / "nowhere",
        "empty": tmp_path / "empty",
        "text": tmp_path / "notes.npy",
        "stack": tmp_path / "stack.npy",
    }
    filled = [argument.format(**places) for argument in arguments]
    assert run(["qc", *filled]) == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
