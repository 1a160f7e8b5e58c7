"""The rolling window: its results are those of the checks over the same frames."""

import numpy as np
import pytest

from cameraqc import picture_cases as pictures
from camsetup.cameraqc.checks import focus
from camsetup.cameraqc.checks.brightness import check_brightness
from camsetup.cameraqc.checks.focus import check_focus
from camsetup.cameraqc.checks.position import check_position
from camsetup.cameraqc.rolling import ImageResults, RollingGate
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome


def judged(frames, camera, references):
    """Return what the checks say of the stack of frames."""
    stack = np.stack(frames) if len(frames) else None
    return ImageResults(
        check_brightness(stack, camera),
        check_position(stack, camera, references),
        check_focus(stack, camera, references),
    )


def passing_by(references, count):
    """Return frames of a camera that drifts and is turned out of focus."""
    for i in range(count):
        frame = pictures.moved(references[i % len(references)], 3 * i, -i)
        yield pictures.noisy(pictures.blurred(frame, i / 4), 2, i)


@pytest.mark.parametrize("camera", ["left", "right", "body"])
def test_the_results_are_those_of_the_checks_over_the_last_frames(ibl, camera):
    references = ibl.frames(camera)
    gate = RollingGate(camera, references, n=5)
    frames = []
    for number, frame in enumerate(passing_by(references, 8)):
        gate.add(frame)
        frames.append(frame)
        if number in (0, 3, 4, 7):
            assert gate.results() == judged(frames[-5:], camera, references)


def test_more_than_twenty_frames_are_sampled_for_focus_as_by_the_check(ibl):
    references = ibl.frames("right")
    gate = RollingGate("right", references, n=26)
    frames = list(passing_by(references, 26))
    for frame in frames:
        gate.add(frame)
    assert len(gate.results().focus.frames) == 20
    assert gate.results() == judged(frames, "right", references)


def test_a_frame_is_measured_once_and_again_only_where_its_region_moved(
    ibl, monkeypatch
):
    references = ibl.frames("right")
    measured = []
    monkeypatch.setattr(
        "camsetup.cameraqc.rolling.laplacian_variance",
        lambda frame, roi, table: (
            measured.append(roi) or focus.laplacian_variance(frame, roi, table)
        ),
    )
    gate = RollingGate("right", references)
    for _ in range(4):
        gate.add(references[0])
    gate.results()
    assert len(measured) == 4
    gate.results()
    assert len(measured) == 4
    gate.add(references[0])
    gate.results()
    assert len(measured) == 5
    for _ in range(6):
        gate.add(pictures.moved(references[0], 20, 0))
    gate.results()
    assert len(measured) == 5 + 11


@pytest.mark.parametrize(
    ("camera", "with_references"), [("left", False), ("belly", True), ("belly", False)]
)
def test_where_a_check_cannot_judge_the_words_are_the_same(
    ibl, camera, with_references
):
    references = ibl.frames("left") if with_references else None
    frame = ibl.frames("left")[0]
    gate = RollingGate(camera, references)
    gate.add(frame)
    assert gate.results() == judged([frame], camera, references)
    assert gate.results().position.outcome is Outcome.NOT_SET
    assert gate.results().brightness.outcome is not Outcome.NOT_SET


def test_frames_too_small_for_the_face_are_told_as_by_the_checks(ibl):
    references = ibl.frames("right")
    frame = np.zeros((120, 640), np.uint8)
    gate = RollingGate("right", references)
    gate.add(frame)
    assert gate.results() == judged([frame], "right", references)


def test_without_frames_nothing_is_judged(ibl):
    gate = RollingGate("right", ibl.frames("right"))
    assert gate.results() == judged([], "right", ibl.frames("right"))
    gate.add(ibl.frames("right")[0])
    gate.clear()
    assert gate.results().focus.outcome is Outcome.NOT_SET


def test_a_frame_of_another_size_begins_a_new_window(ibl):
    references = ibl.frames("right")
    gate = RollingGate("right", references)
    gate.add(np.full((400, 500), 9, np.uint8))
    gate.add(references[0])
    assert gate.results() == judged([references[0]], "right", references)


def test_what_is_no_frame_is_refused(ibl):
    gate = RollingGate("right", ibl.frames("right"))
    for pixels in (np.zeros((4, 5)), np.zeros((4, 5, 3), np.uint8)):
        with pytest.raises(UsageError, match="pixels"):
            gate.add(pixels)
    with pytest.raises(UsageError, match="n is 0"):
        RollingGate("right", None, n=0)
