"""Points on lines."""

import numpy as np
import pytest

from camsetup.analysis.alignment.model import (
    MOST_POINTS,
    model_of,
    pose_of,
    vector,
)
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline
from camsetup.domain.pose import Pose

SIZE = Size(1280, 1024)


def outline(*lines):
    return Outline("o", SIZE, tuple(Line("", np.array(line, float)) for line in lines))


def test_points_stand_ten_pixels_apart_along_a_line():
    model = model_of(outline([[100, 500], [1100, 500]]))
    assert np.allclose(np.diff(model.points[:, 0]), 10)
    assert np.allclose(model.points[:, 1], 500)


def test_normals_are_square_to_the_line():
    model = model_of(outline([[100, 100], [900, 700]]))
    along = np.array([0.8, 0.6])
    across = np.column_stack([np.cos(model.normals), np.sin(model.normals)])
    assert np.allclose(across @ along, 0)


def test_a_staircase_of_pixels_has_the_normal_of_its_slope():
    x = np.arange(100, 900)
    model = model_of(outline(np.column_stack([x, 100 + x // 3])))
    slope = np.arctan2(3, -1)
    off = np.angle(np.exp(2j * (model.normals - slope))) / 2
    assert np.abs(np.degrees(off)).max() < 5


def test_corners_have_no_points():
    model = model_of(outline([[100, 100], [600, 100], [600, 600]]))
    assert np.hypot(*(model.points - (600, 100)).T).min() > 8


def test_points_far_outside_the_picture_are_left_out():
    model = model_of(outline([[-3000, 300], [3000, 300]]))
    assert model.points[:, 0].min() >= -0.2 * SIZE.width
    assert model.points[:, 0].max() <= 1.2 * SIZE.width


def test_a_scribble_is_thinned_out():
    rows = [[[0, y], [1279, y]] for y in range(0, 1024, 2)]
    assert MOST_POINTS / 2 < len(model_of(outline(*rows)).points) <= MOST_POINTS


@pytest.mark.parametrize("lines", [[], [[[5, 5], [9, 9]]]])
def test_too_little_line_is_refused(lines):
    with pytest.raises(OutlineError, match="too little line"):
        model_of(outline(*lines))


def test_a_line_of_one_repeated_point_is_no_trouble():
    model = model_of(outline([[5, 5], [5, 5]], [[100, 500], [1100, 500]]))
    assert np.isfinite(model.points).all()
    assert np.isfinite(model.normals).all()


def test_placing_agrees_with_the_pose():
    model = model_of(outline([[100, 100], [900, 700]]))
    pose = Pose(12, -7, 4, 1.1)
    (points,), (normals,) = model.placed(vector(pose)[None])
    assert np.allclose(points, pose.apply(model.points, SIZE))
    assert np.allclose(normals, model.normals + np.radians(4))


def test_points_of_a_smaller_frame_are_the_same_places():
    model = model_of(outline([[100, 100], [900, 700]]))
    small = model.points_for(Size(640, 512))
    assert np.allclose(small, (model.points + 0.5) / 2 - 0.5)


def test_a_pose_survives_being_written_as_numbers():
    back = pose_of(vector(Pose(1.5, -2.5, 3.5, 0.9)))
    assert back.dx_px == 1.5
    assert back.dy_px == -2.5
    assert back.rotation_deg == pytest.approx(3.5)
    assert back.scale == pytest.approx(0.9)
