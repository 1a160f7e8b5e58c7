"""The gate over whole session folders: complete ones, and ones with holes."""

from dataclasses import replace

import numpy as np
import pytest

from cameraqc.small_session import FRAMES, SIZE, SmallSession
from camsetup.cameraqc.gate import Mode, Options, run_camera, run_session
from camsetup.cameraqc.loading import load_evidence
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome

TEN = Options(n_samples=10)
CHECKS = [
    "brightness",
    "camera_times",
    "dropped_frames",
    "file_headers",
    "focus",
    "framerate",
    "pin_state",
    "position",
    "resolution",
    "timestamps",
    "wheel_alignment",
]


def _left(folder, without=(), options=TEN):
    small = SmallSession(without=frozenset(without))
    return run_session(small.write(folder), options).cameras["left"]


def test_a_good_session_passes_with_ibllibs_names_and_numbers(tmp_path):
    report = run_session(SmallSession().write(tmp_path), TEN)
    plain = report.to_plain()
    metrics = plain["cameras"]["left"]["metrics"]
    assert plain["outcome"] == "PASS"
    assert list(metrics) == [f"_videoLeft_{check}" for check in CHECKS]
    assert metrics["_videoLeft_framerate"] == ["PASS", 30.0]
    assert metrics["_videoLeft_dropped_frames"] == ["PASS", 0, 0]
    assert metrics["_videoLeft_camera_times"] == ["PASS", 0]
    assert metrics["_videoLeft_pin_state"] == ["PASS", 0, 0]
    assert metrics["_videoLeft_resolution"] == "PASS"


def test_every_check_that_could_not_be_made_says_why(tmp_path):
    results = _left(tmp_path).results
    not_made = [each for each in results.values() if each.outcome is Outcome.NOT_SET]
    assert not_made
    assert all(each.message for each in not_made)
    assert "frames_left.npy" in results["position"].remedy


@pytest.mark.parametrize(
    ("part", "unjudged", "file"),
    [
        ("count", {"dropped_frames"}, "frame_counter"),
        ("pins", {"pin_state"}, "GPIO"),
        ("ssv", {"camera_times"}, "timestamps.ssv"),
        ("task", {"pin_state"}, "taskData"),
        ("description", {"file_headers", "framerate", "resolution"}, "description"),
    ],
)
def test_what_is_missing_stops_only_the_checks_that_need_it(
    tmp_path, part, unjudged, file
):
    whole = _left(tmp_path / "whole").results
    holed = _left(tmp_path / "holed", without={part})
    lost = {
        name
        for name, result in holed.results.items()
        if result.outcome is Outcome.NOT_SET
        and whole[name].outcome is not Outcome.NOT_SET
    }
    assert lost == unjudged
    assert holed.outcome is Outcome.PASS
    assert all(file in holed.results[name].message for name in unjudged)


@pytest.mark.parametrize("part", ["times", "video"])
def test_without_times_or_video_nothing_is_judged_as_in_ibllib(tmp_path, part):
    report = _left(tmp_path, without={part})
    assert report.outcome is Outcome.NOT_SET
    assert report.metrics == {}
    assert report.message


def test_strict_mode_judges_what_is_there_and_finds_a_missing_video_critical(tmp_path):
    strict = Options(n_samples=10, mode=Mode.STRICT)
    report = _left(tmp_path, without={"video"}, options=strict)
    assert report.outcome is Outcome.CRITICAL
    assert report.results["framerate"].outcome is Outcome.PASS
    (difference,) = report.differences
    assert (difference.gate, difference.strict) == (Outcome.NOT_SET, Outcome.CRITICAL)
    assert "_iblrig_leftCamera.raw*.mp4" in difference.message


def test_no_time_stamps_at_all_are_critical(tmp_path):
    folder = SmallSession().write(tmp_path)
    np.save(folder / "alf" / "_ibl_leftCamera.times.npy", np.empty(0))
    assert run_session(folder, TEN).outcome is Outcome.CRITICAL


def test_a_broken_video_is_not_judged_and_named(tmp_path):
    folder = SmallSession().write(tmp_path)
    (folder / "raw_video_data" / "_iblrig_leftCamera.raw.mp4").write_text("no video")
    report = run_session(folder, TEN).cameras["left"]
    assert report.outcome is Outcome.NOT_SET
    assert "_iblrig_leftCamera.raw.mp4" in report.message


def test_a_camera_asked_for_that_is_not_there_is_not_judged(tmp_path):
    folder = SmallSession().write(tmp_path)
    report = run_session(folder, Options(cameras=("body",), n_samples=10))
    assert report.outcome is Outcome.NOT_SET


def test_a_folder_that_is_no_session_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match=tmp_path.name):
        run_session(tmp_path)
    with pytest.raises(InputError, match="nowhere"):
        run_session(tmp_path / "nowhere")


def test_habituation_has_no_wheel_to_align(tmp_path):
    evidence = load_evidence(
        SmallSession().write(tmp_path), "left", Options(n_samples=5)
    )
    report = run_camera(replace(evidence, protocol="_iblrig_tasks_habituation"))
    assert "wheel_alignment" not in report.results


def test_each_frame_is_decoded_for_the_samples_that_ibllib_takes(tmp_path):
    evidence = load_evidence(
        SmallSession().write(tmp_path), "left", Options(n_samples=4)
    )
    expected = np.linspace(100, FRAMES - 100, 4).astype(int)
    assert evidence.frame_indices == tuple(expected)
    assert evidence.frames.shape == (4, SIZE[1], SIZE[0])
    assert evidence.unread == 0


def test_paths_may_be_text_as_in_a_notebook(tmp_path):
    folder = str(SmallSession().write(tmp_path))
    report = run_session(folder, TEN)
    assert report.outcome is Outcome.PASS
    assert len(repr(report)) < 500
