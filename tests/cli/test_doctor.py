"""``camsetup doctor`` leaves one file, whatever it meets."""

import json

from camsetup.cli.exit_codes import ExitCode
from camsetup.cli.main import run


def examined(tmp_path, *arguments):
    file = tmp_path / "doctor.json"
    code = run(["doctor", "--seconds", "0.5", "--out", str(file), *arguments])
    return code, json.loads(file.read_text())


def test_a_camera_that_sends_frames_is_timed(tmp_path):
    code, report = examined(tmp_path, "--camera", "left", "--source", "simulator")
    assert code == ExitCode.PASS
    (camera,) = report["cameras"]
    assert camera["serial"] == "SIM-LEFT"
    assert camera["timing"]["frames"] > 3
    assert camera["got"]["exposure_us"] == camera["asked"]["exposure_us"]
    assert report["wakeups_per_second_at_rest"] > 100
    assert {driver["name"] for driver in report["drivers"]} >= {"simulator"}


def test_a_camera_that_cannot_be_opened_is_a_fact_with_its_reason(tmp_path):
    code, report = examined(
        tmp_path, "--camera", "left", "--source", "simulator?unplug=7"
    )
    assert code == ExitCode.UNAVAILABLE
    assert report["cameras"][0]["error"]["kind"] == "UsageError"
    assert "unplug" in report["cameras"][0]["error"]["message"]


def test_a_file_that_cannot_be_written_is_said(tmp_path, capsys):
    (tmp_path / "taken").write_text("")
    target = tmp_path / "taken" / "doctor.json"
    code = run(
        ["doctor", "--seconds", "0.5", "--source", "simulator", "--out", str(target)]
    )
    assert code == ExitCode.INPUT
    assert str(target) in capsys.readouterr().err.replace("\n", "")
