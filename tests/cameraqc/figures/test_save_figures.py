"""Figures are written one for each check, whatever the evidence."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from cameraqc import made_up
from camsetup.cameraqc import results
from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.figures import draw, png, save_figures, svg
from camsetup.cameraqc.reports import CameraReport, Difference
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome


def test_one_picture_is_written_for_each_check_with_something_to_see(tmp_path):
    written = save_figures(made_up.session_report(), tmp_path / "plots")
    assert [path.name for path in written] == [
        f"right_{check}.png"
        for check in (
            "brightness",
            "focus",
            "framerate",
            "pin_state",
            "position",
            "timestamps",
            "wheel_alignment",
        )
    ]
    sizes = {cv2.imread(str(path)).shape for path in written}
    assert sizes == {(690, 1500, 3)}


def test_what_could_not_be_judged_gets_no_picture():
    evidence = made_up.evidence(frames=2)
    not_judged = replace(made_up.brightness(evidence), outcome=Outcome.NOT_SET)
    report = made_up.camera_report(evidence, {"brightness": not_judged})
    assert draw(report, "brightness") is None


def test_a_report_without_its_evidence_gets_no_picture(tmp_path):
    report = replace(made_up.camera_report(), evidence=None)
    assert save_figures(made_up.session_report(report), tmp_path) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file"):
        save_figures(made_up.session_report(), tmp_path / "file" / "plots")


def test_the_picture_says_when_strict_mode_judges_otherwise():
    evidence = made_up.evidence(frames=2)
    result = made_up.position(evidence, (70.0, 0.0), Outcome.WARNING)
    difference = Difference("position", Outcome.PASS, Outcome.WARNING, "70 px off")
    report = made_up.camera_report(evidence, {"position": result}, (difference,))
    texts = [text.get_text() for text in draw(report, "position").texts]
    assert any("judged strictly; session gate: PASS" in text for text in texts)


def test_svg_names_no_address_and_wears_the_pages_colours():
    report = made_up.camera_report(made_up.evidence(frames=2))
    drawing = svg(draw(report, "brightness"))
    assert drawing.startswith('<svg class="drawn"')
    assert "http" not in drawing
    assert "var(--data)" in drawing
    assert "data:image/jpeg;base64," in drawing
    assert "#16191d" not in drawing


def test_svg_leaves_the_title_to_the_page_and_png_keeps_it():
    figure = draw(made_up.camera_report(made_up.evidence(frames=2)), "brightness")
    before = png(figure)
    assert "SD below 20" not in svg(figure)
    assert png(figure) == before


ODD_TIMES = {
    "none but NaN": np.full(50, np.nan),
    "one": np.array([1.0]),
    "empty": np.empty(0),
    "all the same": np.full(50, 3.0),
    "backwards": np.arange(50.0, 0, -1),
    "infinite": np.array([0, np.inf, 1, -np.inf, 2, 3]),
    "two": np.array([1.0, 2.0]),
    "huge": np.array([0, 1e300, 2e300]),
    "a million": np.arange(1_000_000) / 150,
}


@pytest.mark.parametrize("times", ODD_TIMES.values(), ids=ODD_TIMES)
@pytest.mark.parametrize("with_expectation", [True, False])
def test_odd_times_are_drawn_or_left_out(times, with_expectation):
    evidence = replace(
        made_up.evidence(frames=1, length=50),
        timestamps=times,
        camera_times=times,
        audio=times,
    )
    if not with_expectation:
        evidence = replace(evidence, expected=None, video=None)
    judged = {
        "framerate": results.Framerate(Outcome.FAIL, "", "", float("nan"), None),
        "timestamps": results.Timestamps(Outcome.FAIL, count=times.size),
        "camera_times": results.CameraTimes(Outcome.WARNING, surplus=-3),
        "pin_state": results.PinState(Outcome.WARNING, unmatched=-7, surplus=2),
    }
    draw_all(made_up.camera_report(evidence, judged))


ODD_FRAMES = {
    "one frame": np.full((1, 512, 640), 90, np.uint8),
    "black": np.zeros((3, 512, 640), np.uint8),
    "white": np.full((3, 512, 640), 255, np.uint8),
    "one pixel": np.zeros((2, 1, 1), np.uint8),
    "another size": np.zeros((2, 100, 90), np.uint8),
    "none": np.zeros((0, 512, 640), np.uint8),
}


@pytest.mark.parametrize("frames", ODD_FRAMES.values(), ids=ODD_FRAMES)
@pytest.mark.parametrize("references", [None, np.zeros((1, 512, 640), np.uint8)])
def test_odd_frames_are_drawn_or_left_out(frames, references):
    evidence = replace(
        made_up.evidence(frames=1),
        frames=frames,
        frame_indices=(),
        references=references,
    )
    size = len(frames)
    judged = {
        "brightness": results.Brightness(
            Outcome.FAIL, means=tuple(frames.mean((1, 2)).tolist()), std=None
        ),
        "focus": results.Focus(
            Outcome.FAIL,
            rois=(FACE_ROIS["right"], ((900, 990), (900, 990))),
            frames=tuple(range(size)),
            laplacian=((0.0, float("nan")),) * size,
            fft=(float("nan"),) * size,
        ),
        "position": results.Position(
            Outcome.FAIL,
            faces=results.Faces(((0, 0),) * size, (0.0,) * size, FACE_ROIS["right"]),
            median_top_left=(0.0, 0.0),
            offset_px=(430.0, 14.0),
            correlations=(float("nan"),) * size,
            face=Outcome.FAIL,
        ),
    }
    draw_all(made_up.camera_report(evidence, judged))


@pytest.mark.parametrize(
    "count", [np.array([7, 7]), np.arange(9, 0, -1), np.arange(1_000_000) * 2]
)
def test_odd_counters_are_drawn(count):
    evidence = replace(made_up.evidence(frames=1), count=count)
    result = results.DroppedFrames(Outcome.CRITICAL, surplus=-5)
    figure = draw(
        made_up.camera_report(evidence, {"dropped_frames": result}), "dropped_frames"
    )
    assert png(figure)


@pytest.mark.parametrize("times", [(1.0, 1.0, 1.0), (1.0, float("nan"), 3.0), (2.0,)])
def test_odd_wheels_are_drawn_or_left_out(times):
    numbers = (float("nan"),) * len(times)
    result = results.WheelAlignment(
        Outcome.WARNING,
        offset_frames=-207,
        times_s=times,
        energy=numbers,
        speed=numbers,
    )
    draw_all(
        made_up.camera_report(made_up.evidence(frames=1), {"wheel_alignment": result})
    )


def test_a_check_that_nobody_draws_gets_no_picture():
    result = results.Resolution(Outcome.PASS)
    report = CameraReport("right", Outcome.PASS, {"resolution": result})
    assert draw(report, "resolution") is None


def draw_all(report):
    for check in report.results:
        figure = draw(report, check)
        if figure is not None:
            assert png(figure)
