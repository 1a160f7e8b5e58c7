"""Strict mode: where the documentation and the code of ibllib part."""

import numpy as np
import pytest

from camsetup.cameraqc.cameras import ExpectedVideo
from camsetup.cameraqc.checks.headers import check_file_headers
from camsetup.cameraqc.checks.position import check_position
from camsetup.cameraqc.evidence import Evidence
from camsetup.cameraqc.gate import Mode, run_camera
from camsetup.cameraqc.results import WheelAlignment
from camsetup.cameraqc.strict import judged_strictly
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome


def _evidence(camera, frames, references):
    return Evidence(
        camera=camera,
        n_samples=len(frames),
        frames=frames,
        references=references,
        timestamps=np.arange(100) / 30,
    )


def _shifted(frame, x, y):
    return np.roll(frame, (y, x), (0, 1))[None]


def test_a_face_far_off_gets_no_free_pass_by_its_histogram(ibl):
    references = ibl.frames("body")
    moved = _evidence("body", _shifted(references[0], 120, 0), references)
    gate = run_camera(moved).results["position"]
    strict = run_camera(moved, Mode.STRICT)
    assert gate.outcome is Outcome.PASS
    assert strict.results["position"].outcome is Outcome.FAIL
    (difference,) = [each for each in strict.differences if each.check == "position"]
    assert "gate PASS, but the face is 120 px off" in difference.message
    assert "Turn the camera" in strict.results["position"].remedy


@pytest.mark.parametrize(
    ("x", "y", "gate", "strict"),
    [
        (115, 0, Outcome.WARNING, Outcome.PASS),  # 11.2 % of the height, 9 % of 1280
        (0, 110, Outcome.PASS, Outcome.WARNING),  # 8.6 % of the width, 10.7 % of 1024
    ],
)
def test_x_is_measured_against_the_width_and_y_against_the_height(
    ibl, x, y, gate, strict
):
    references = ibl.frames("left")
    # The histogram must not decide for the gate: brighten.
    frame = np.clip(references[0].astype(int) + 20, 0, 255).astype(np.uint8)
    evidence = _evidence("left", _shifted(frame, x, y), references)
    assert check_position(evidence.frames, "left", references).outcome is gate
    assert run_camera(evidence, Mode.STRICT).results["position"].outcome is strict


@pytest.mark.parametrize("grey", [0, 255])
@pytest.mark.parametrize("camera", ["left", "right", "body"])
def test_a_black_or_white_video_is_refused(ibl, camera, grey):
    references = ibl.frames(camera)
    frames = np.full((4, *references.shape[1:]), grey, np.uint8)
    report = run_camera(_evidence(camera, frames, references), Mode.STRICT)
    for check in ("brightness", "position", "focus"):
        assert report.results[check].outcome is Outcome.FAIL
    assert report.outcome is Outcome.FAIL
    assert any(
        "4 of 4 frames show nothing" in each.message for each in report.differences
    )


def test_one_dark_frame_of_many_does_not_refuse_the_video(ibl):
    references = ibl.frames("right")
    frames = np.repeat(references[:1], 8, axis=0)
    frames[3] = 0
    report = run_camera(_evidence("right", frames, references), Mode.STRICT)
    assert not any("show nothing" in each.message for each in report.differences)


@pytest.mark.parametrize(
    ("header_hz", "expected_hz", "gate", "strict"),
    [
        (29.97, 30, Outcome.FAIL, Outcome.PASS),
        (149.9, 150, Outcome.FAIL, Outcome.PASS),
        (30.9, 30, Outcome.PASS, Outcome.FAIL),
        (25, 30, Outcome.FAIL, Outcome.FAIL),
        (60, 60, Outcome.PASS, Outcome.PASS),
    ],
)
def test_the_headers_rate_is_rounded_not_cut(header_hz, expected_hz, gate, strict):
    expected = ExpectedVideo(expected_hz, Size(640, 512))
    result = check_file_headers(header_hz, expected)
    judged, differences = judged_strictly(
        {"file_headers": result}, Evidence(camera="body")
    )
    assert result.outcome is gate
    assert judged["file_headers"].outcome is strict
    assert bool(differences) is (gate is not strict)


@pytest.mark.parametrize(("offset", "strict"), [(2, "WARNING"), (-3, "FAIL")])
def test_a_wheel_beyond_the_larger_tolerance_fails(offset, strict):
    result = WheelAlignment(Outcome.WARNING, offset_frames=offset)
    judged, _ = judged_strictly({"wheel_alignment": result}, Evidence(camera="left"))
    assert judged["wheel_alignment"].outcome.name == strict


def test_what_was_not_judged_stays_not_judged():
    evidence = Evidence(camera="left", frames=np.zeros((3, 64, 64), np.uint8))
    result = WheelAlignment(Outcome.NOT_SET)
    judged, differences = judged_strictly({"position": result}, evidence)
    assert judged["position"] is result
    assert differences == ()


def test_agreement_mode_has_no_differences(ibl):
    references = ibl.frames("body")
    moved = _evidence("body", _shifted(references[0], 120, 0), references)
    assert run_camera(moved).differences == ()
