"""When to track and when to look anew."""

import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment import Aligner, Alignment, Tracker
from camsetup.analysis.alignment.model import model_of
from camsetup.analysis.alignment.tracker import SEARCH_EVERY
from camsetup.domain.pose import Pose

FRAME = np.zeros((SIZE.height, SIZE.width), np.uint8)


def found(dx=0.0, confidence=1.0):
    return Alignment(confidence >= 0.3, Pose(dx, 0, 0, 1), confidence=confidence)


class ScriptedAligner:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self):
        self.model = model_of(OUTLINE)
        self.searched = self.tracked = found()
        self.asked = []

    def search(self, pixels):
        self.asked.append("search")
        return self.searched

    def track(self, pixels, last):
        self.asked.append(last)
        return self.tracked


@pytest.fixture
def aligner():
    return ScriptedAligner()


def test_the_first_frame_is_searched_and_the_next_is_tracked_from_there(aligner):
    aligner.searched = found(dx=7)
    tracker = Tracker(aligner)
    tracker.follow(FRAME)
    tracker.follow(FRAME)
    assert aligner.asked == ["search", Pose(7, 0, 0, 1)]


def test_every_twentieth_frame_is_searched_too(aligner):
    tracker = Tracker(aligner)
    for _ in range(2 * SEARCH_EVERY + 1):
        tracker.follow(FRAME)
    assert aligner.asked.count("search") == 3


def test_a_rig_not_found_is_searched_again_at_once(aligner):
    aligner.searched = found(confidence=0)
    tracker = Tracker(aligner)
    tracker.follow(FRAME)
    tracker.follow(FRAME)
    assert aligner.asked == ["search", "search"]


def test_doubt_while_tracking_brings_a_search_and_the_surer_one_wins(aligner):
    tracker = Tracker(aligner)
    tracker.follow(FRAME)
    aligner.tracked = found(dx=1, confidence=0.4)
    aligner.searched = found(dx=90, confidence=0.9)
    assert tracker.follow(FRAME) is aligner.searched


def test_a_search_that_finds_nothing_better_elsewhere_is_not_followed(aligner):
    tracker = Tracker(aligner)
    tracker.follow(FRAME)
    aligner.tracked = found(dx=1, confidence=0.4)
    aligner.searched = found(dx=90, confidence=0.1)
    assert tracker.follow(FRAME) is aligner.tracked


def test_at_the_same_place_the_search_is_believed(aligner):
    """It has looked at the mirrored picture; tracking has not."""
    tracker = Tracker(aligner)
    for _ in range(SEARCH_EVERY):
        tracker.follow(FRAME)
    aligner.tracked = found(dx=1, confidence=1)
    aligner.searched = found(dx=2, confidence=0)
    assert not tracker.follow(FRAME).recognised


def test_after_a_reset_the_rig_is_searched(aligner):
    tracker = Tracker(aligner)
    tracker.follow(FRAME)
    tracker.reset()
    tracker.follow(FRAME)
    assert aligner.asked == ["search", "search"]


def test_a_moving_rig_is_followed():
    aligner = Aligner(OUTLINE)
    tracker = Tracker(aligner)
    for frame in range(24):
        truth = Pose(30 - 1.5 * frame, frame, 4 - 0.2 * frame, 1 + 0.002 * frame)
        pose = tracker.follow(photo(truth, seed=frame)).pose
        assert pose.rms_px(aligner.model.points, SIZE, truth) < 1


def test_a_knocked_camera_is_found_again():
    aligner = Aligner(OUTLINE)
    tracker = Tracker(aligner)
    tracker.follow(photo())
    truth = Pose(70, -50, 6, 0.92)
    pose = tracker.follow(photo(truth)).pose
    assert pose.rms_px(aligner.model.points, SIZE, truth) < 1
