"""Guesses from anywhere."""

import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment.field import EdgeFilter
from camsetup.analysis.alignment.model import model_of, pose_of
from camsetup.analysis.alignment.search import APART, WIDTH, Searcher
from camsetup.domain.pose import Pose


@pytest.fixture(scope="module")
def guess():
    model, edges = model_of(OUTLINE), EdgeFilter(WIDTH, SIZE)
    searcher = Searcher(model.thinned(), edges.shape)
    return lambda pixels, count: searcher.guesses(
        edges.field(edges.shrunk(pixels)), count
    )[0]


@pytest.mark.parametrize(
    "truth",
    [Pose(), Pose(75, -60, 8, 1.12), Pose(-70, 70, -8, 0.88), Pose(110, 0, 0, 1)],
)
def test_the_best_guess_is_near(guess, truth):
    points = model_of(OUTLINE).points
    best = pose_of(guess(photo(truth), 1)[0])
    assert best.rms_px(points, SIZE, truth) < 0.05 * SIZE.width


def test_guesses_lead_to_different_places(guess):
    points = model_of(OUTLINE).points
    poses = [pose_of(numbers) for numbers in guess(photo(), 6)]
    assert len(poses) == 6
    for index, pose in enumerate(poses):
        for other in poses[:index]:
            assert pose.rms_px(points, SIZE, other) > 0.5 * APART * SIZE.width


def test_a_flat_picture_still_has_a_guess(guess):
    poses = guess(np.zeros((512, 640), np.uint8), 3)
    assert 1 <= len(poses) <= 3
    assert np.isfinite(poses).all()
