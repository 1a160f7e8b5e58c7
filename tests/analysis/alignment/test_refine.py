"""From near to exact."""

import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment.field import FINE_SMOOTHING_PX, EdgeFilter
from camsetup.analysis.alignment.model import model_of, pose_of, vector
from camsetup.analysis.alignment.refine import approach, refine, settled
from camsetup.domain.pose import Pose

TRUTH = Pose(10, -6, 1.5, 1.03)
MODEL = model_of(OUTLINE)


@pytest.fixture(scope="module")
def field():
    edges = EdgeFilter(320, SIZE)
    return edges.field(edges.shrunk(photo(TRUTH)))


def miss_px(numbers):
    return pose_of(numbers).rms_px(MODEL.points, SIZE, TRUTH)


def test_refining_ends_within_half_a_pixel(field):
    start = vector(Pose(16, -1, 0.8, 1.05))[None]
    end = refine(field, MODEL, start, (8, 6, 4, 3, 3))
    assert miss_px(start[0]) > 5
    assert miss_px(end[0]) < 0.5


def test_approaching_comes_nearer_from_farther(field):
    start = vector(Pose(-8, 8, 4, 0.98))[None]
    end = approach(field, MODEL, start, (8, 8, 7, 6))
    assert miss_px(end[0]) < miss_px(start[0]) / 3


def test_poses_refined_together_are_refined_alike(field):
    starts = np.stack([vector(Pose(14, -2, 1, 1.02)), vector(Pose(6, -9, 2, 1.04))])
    together = refine(field, MODEL, starts, (6, 4))
    alone = [refine(field, MODEL, start[None], (6, 4))[0] for start in starts]
    assert np.allclose(together, alone)


def test_an_empty_picture_moves_nothing():
    edges = EdgeFilter(320, SIZE)
    nothing = edges.field(np.zeros((256, 320), np.uint8))
    start = vector(Pose(3, 4, 0, 1))[None]
    assert np.allclose(refine(nothing, MODEL, start, (6, 4)), start)


def test_points_settle_on_the_edges_of_the_picture():
    edges = EdgeFilter(640, SIZE, FINE_SMOOTHING_PX)
    pixels = photo(Pose(1.5, 0, 0, 1), noise=0)
    moved = settled(edges.field(edges.shrunk(pixels)), MODEL, (4, 4, 4, 4))
    x, y = MODEL.points.T
    on_post = (x > 550) & (y > 180) & (y < 460)
    right = (moved.points - MODEL.points)[on_post, 0]
    assert np.median(right) == pytest.approx(1.5, abs=0.2)
