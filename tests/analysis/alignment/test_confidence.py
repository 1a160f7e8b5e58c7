"""What speaks for a pose."""

import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment.choice import consensus, finalists
from camsetup.analysis.alignment.confidence import Evidence, match_percent, weigh
from camsetup.analysis.alignment.field import EdgeFilter
from camsetup.analysis.alignment.model import model_of, pose_of, vector
from camsetup.domain.pose import Pose

MODEL = model_of(OUTLINE)


@pytest.fixture(scope="module")
def field():
    edges = EdgeFilter(320, SIZE)
    return edges.field(edges.shrunk(photo()))


def weighed(field, *poses):
    return weigh(field, MODEL, vectors(*poses))


def vectors(*poses):
    return np.stack([vector(pose) for pose in poses])


def test_the_right_pose_has_more_of_everything(field):
    right, wrong = weighed(field, Pose(), Pose(40, 30, 0, 1))
    assert right.contrast > wrong.contrast
    assert right.prominence > wrong.prominence
    assert right.response > wrong.response
    assert right.confidence == 1
    assert wrong.confidence == 0


def test_a_pose_outside_of_the_picture_has_nothing(field):
    (evidence,) = weighed(field, Pose(600, 0, 0, 1))
    assert evidence == Evidence(0, 0, 0)
    assert evidence.confidence == 0


def test_confidence_stays_between_0_and_1():
    assert Evidence(1, 1, 1).confidence == 1
    assert Evidence(-1, 0, -1).confidence == 0


def test_match_is_confidence_in_place_and_falls_to_a_third_at_six_percent():
    assert match_percent(1.0, 0.0, 640) == 100
    assert match_percent(0.5, 0.0, 640) == 50
    assert match_percent(1.0, 0.06 * 640, 640) == pytest.approx(36.8, abs=0.1)


def test_finalists_come_best_first(field):
    poses = vectors(Pose(40, 30, 0, 1), Pose(), Pose(3, 0, 0, 1))
    best = finalists(field, MODEL, poses, 2)
    assert [pose_of(numbers).dx_px for numbers in best] == [0, 3]


def test_near_ties_are_averaged_and_far_poses_are_not(field):
    poses = vectors(Pose(-1, 0, 0, 1), Pose(1, 0, 0, 1), Pose(60, 40, 0, 1))
    (agreed,) = consensus(field, MODEL, poses)
    assert abs(pose_of(agreed).dx_px) < 1
    assert abs(pose_of(agreed).dy_px) < 0.5
