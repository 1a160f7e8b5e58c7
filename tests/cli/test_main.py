"""The command line keeps its contract: JSON keys and exit codes."""

import json
import os
import signal
import subprocess
import sys

import cv2
import numpy as np
import pytest

from camsetup.cli.exit_codes import ExitCode
from camsetup.cli.main import run
from camsetup.session.end_requests import end_requests
from waiting import wait_until

CAMERA_KEYS = {
    "source",
    "serial",
    "frames",
    "dropped",
    "incomplete",
    "rate_hz",
    "jitter_us",
    "pose",
    "checks",
}
CHECK_KEYS = {"key", "outcome", "value", "unit", "limits", "message", "remedy"}
FRAME_KEYS = {
    "index",
    "recognised",
    "dx_px",
    "dy_px",
    "rotation_deg",
    "scale",
    "rms_px",
    "match",
    "confidence",
    "ms",
}
QUICK = ["--seconds", "0.5", "--json"]


@pytest.fixture
def grey(tmp_path):
    """A recording of nothing but grey."""
    path = tmp_path / "grey_left.npy"
    np.save(path, np.full((2, 512, 640), 90, np.uint8))
    return path


def _json(capsys):
    return json.loads(capsys.readouterr().out)


def test_check_reports_every_camera_of_the_rig_with_every_key(capsys):
    run(["check", "--rig", "recording", *QUICK])
    answer = _json(capsys)
    assert set(answer) == {"outcome", "cameras"}
    assert list(answer["cameras"]) == ["left", "right", "body"]
    for camera in answer["cameras"].values():
        assert set(camera) >= CAMERA_KEYS
        assert set(camera["pose"]) == FRAME_KEYS
        assert all(set(check) == CHECK_KEYS for check in camera["checks"])


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("simulator?mouse=1", ExitCode.PASS),
        ("simulator?mouse=1&dx=120", ExitCode.FAIL),
        ("simulator?mouse=1&drop_every=5", ExitCode.FAIL),
    ],
)
def test_the_exit_code_is_the_outcome(address, code, capsys):
    assert run(["check", "--source", address, "--seconds", "2", "--json"]) == code
    assert _json(capsys)["outcome"] == code.name


def test_frames_that_cannot_be_judged_end_with_their_own_code(grey, capsys, tmp_path):
    bare = tmp_path / "no-outline.yaml"
    bare.write_text("version: 2\n")
    code = run(["check", "--rig", str(bare), "--source", str(grey), *QUICK])
    assert code == ExitCode.INPUT


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "--nonsense"], ExitCode.USAGE),
        (["nonsense"], ExitCode.USAGE),
        (["check", "--camera", "belly"], ExitCode.USAGE),
        (["check", "--source", "simulator?nonsense=1"], ExitCode.USAGE),
        (["check", "--source", "simulator?dx=left"], ExitCode.USAGE),
        (["check", "--source", "/no/such/video.mp4"], ExitCode.INPUT),
        (["check", "--outline", "/no/such.svg"], ExitCode.INPUT),
        (["check", "--rig", "/no/such.yaml"], ExitCode.INPUT),
        (["align", "/no/such.npy", "--outline", "recording-left"], ExitCode.INPUT),
        (["--size", "0x0", "--screenshot", "x.png"], ExitCode.USAGE),
        (["--version"], ExitCode.PASS),
    ],
)
def test_what_is_wrong_has_its_exit_code(arguments, code, capsys):
    assert run(arguments) == code


def test_a_camera_that_is_unavailable_ends_with_69(capsys):
    source = "simulator?unplug_after=0&return_after=60"
    assert run(["check", "--source", source, *QUICK]) == ExitCode.UNAVAILABLE


def test_align_lists_every_frame_with_every_key(grey, capsys):
    assert run(["align", str(grey), "--outline", "recording-right", "--json"]) == 0
    answer = _json(capsys)
    assert answer["outline"] == "recording-right"
    assert [frame["index"] for frame in answer["frames"]] == [0, 1]
    assert all(set(frame) == FRAME_KEYS for frame in answer["frames"])


def test_a_grey_picture_is_not_recognised_as_a_rig(grey, capsys):
    run(["align", str(grey), "--outline", "recording-right", "--json"])
    assert not any(frame["recognised"] for frame in _json(capsys)["frames"])


def test_align_against_a_photo_finds_how_far_it_was_shifted(ibl, tmp_path, capsys):
    frame = ibl.frames("right")[0]
    photo, frames = tmp_path / "photo.png", tmp_path / "frames.npy"
    cv2.imwrite(str(photo), frame)
    shift = np.array([[1.0, 0.0, 11.0], [0.0, 1.0, -6.0]])
    np.save(frames, cv2.warpAffine(frame, shift, (640, 512), borderMode=2)[None])
    arguments = ["--outline", "recording-right", "--reference", str(photo), "--json"]
    assert run(["align", str(frames), *arguments]) == 0
    found = _json(capsys)["frames"][0]
    assert found["recognised"]
    assert (found["dx_px"], found["dy_px"]) == pytest.approx((11, -6), abs=1.5)


def test_an_outline_of_another_shape_is_refused(tmp_path, capsys):
    square = tmp_path / "square.npy"
    np.save(square, np.zeros((1, 500, 500), np.uint8))
    code = run(["align", str(square), "--outline", "recording-left"])
    assert code == ExitCode.INPUT
    assert "another shape" in capsys.readouterr().err


def test_real_frames_are_checked_under_their_templates(ibl, capsys):
    path, template = ibl.path("right"), ibl.template("right")
    arguments = ["--source", str(path), "--outline", str(template), "--camera", "right"]
    code = run(["check", *arguments, "--seconds", "2", "--json"])
    camera = _json(capsys)["cameras"]["right"]
    assert code in (ExitCode.PASS, ExitCode.WARNING)
    assert camera["pose"]["recognised"]
    assert camera["pose"]["rms_px"] < 0.055 * 640


def test_out_receives_json_and_pictures(tmp_path, capsys):
    out = tmp_path / "out"
    run(["check", "--seconds", "1", "--json", "--out", str(out)])
    assert json.loads((out / "check.json").read_text()) == _json(capsys)
    assert cv2.imread(str(out / "left.png")).shape == (1024, 1280, 3)
    assert (out / "left-outline.png").exists()


def test_sources_lists_drivers_and_their_cameras(capsys):
    assert run(["sources", "--json"]) == 0
    drivers = {row["name"]: row for row in _json(capsys)["drivers"]}
    assert drivers["simulator"]["ready"]
    assert drivers["simulator"]["cameras"]
    assert set(drivers["recording"]) == {"name", "ready", "reason", "remedy", "cameras"}


def test_a_narrow_terminal_shows_addresses_and_remedies_whole(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("GENICAM_GENTL64_PATH", raising=False)
    assert run(["sources"]) == 0
    shown = capsys.readouterr().out
    assert "simulator:SIM-RIGHT" in shown
    assert "…" not in shown


def test_people_read_the_session_gate_under_each_check(grey, capsys):
    run(["check", "--source", str(grey), "--camera", "left", "--seconds", "0.5"])
    shown = capsys.readouterr().out
    assert "session gate PASS" in shown


def test_a_console_that_lacks_letters_gets_the_verdict_too(grey):
    """As a file does on Windows: an arrow is in no code page of Europe."""
    command = [sys.executable, "-m", "camsetup", "check", "--seconds", "0.5"]
    ended = subprocess.run(
        [*command, "--camera", "left", "--source", str(grey)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ended.stderr
    assert "session gate PASS" in ended.stdout


@pytest.mark.parametrize("asked", [signal.SIGINT, *end_requests()])
def test_a_check_that_is_asked_to_end_puts_the_camera_back(camsim, asked):
    camera = camsim()
    before = camera.registers["ExposureAuto"]
    command = [sys.executable, "-m", "camsetup", "check", "--seconds", "60"]
    process = subprocess.Popen([*command, "--source", f"gentl:{camera.serial}"])
    wait_until(lambda: camera.registers["ExposureAuto"] == "Off", timeout_s=30)
    process.send_signal(asked)
    assert process.wait(20) == ExitCode.INTERRUPTED
    assert camera.registers["ExposureAuto"] == before == "Continuous"
    assert not camera.is_open
