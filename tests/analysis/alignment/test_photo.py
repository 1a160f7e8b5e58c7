"""A reference photo of one's own rig stands in for a drawing."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment import Aligner
from camsetup.analysis.alignment.photo import model_of_photo
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.pose import Pose


@pytest.fixture(scope="module")
def aligner():
    return Aligner.from_photo(photo(mouse=1), OUTLINE)


def test_the_photo_itself_is_in_place(aligner):
    found = aligner.search(photo(mouse=1))
    assert found.recognised
    assert found.rms_px < 0.3


@pytest.mark.parametrize("truth", [Pose(50, -30, 5, 1.06), Pose(-40, 45, -6, 0.93)])
def test_the_rig_is_found_though_the_mouse_has_moved(aligner, truth):
    found = aligner.search(photo(truth, mouse=7, seed=5, gain=0.7))
    assert found.recognised
    assert found.pose.rms_px(aligner.model.points, SIZE, truth) < 1


def test_the_mouse_region_has_no_points(aligner):
    x, y = aligner.model.points.T
    inside = (x > 285) & (x < 450) & (y > 155) & (y < 295)
    assert not inside.any()


def test_without_an_outline_the_whole_photo_counts():
    alone = Aligner.from_photo(photo(mouse=1), None)
    truth = Pose(20, 10, 2, 1.02)
    found = alone.search(photo(truth, mouse=1))
    assert found.recognised
    assert found.pose.rms_px(alone.model.points, SIZE, truth) < 2


def test_the_outline_is_scaled_to_the_photo():
    large = photo(size=Size(1280, 1024), mouse=1)
    x, y = model_of_photo(large, OUTLINE).points.T
    assert not ((x > 570) & (x < 900) & (y > 310) & (y < 590)).any()


def test_a_photo_without_edges_is_refused():
    with pytest.raises(OutlineError, match="too few edges"):
        Aligner.from_photo(np.full((512, 640), 30, np.uint8))


def test_an_outline_of_another_shape_is_refused():
    other = replace(OUTLINE, size=Size(640, 480), fingerprint="")
    with pytest.raises(OutlineError, match="shape"):
        Aligner.from_photo(photo(), other)
