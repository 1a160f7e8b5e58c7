"""Poses map the outline to the frame about the picture's centre."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from camsetup.domain.frame import Size
from camsetup.domain.pose import Pose

SIZE = Size(1280, 1024)
CENTRE = np.array([[639.5, 511.5]])

poses = some.builds(
    Pose,
    some.floats(-200, 200),
    some.floats(-200, 200),
    some.floats(-30, 30),
    some.floats(0.5, 2.0),
)


def _close(one: Pose, other: Pose) -> bool:
    return np.allclose(one.matrix(SIZE), other.matrix(SIZE), atol=1e-6)


def test_dx_is_to_the_right_and_dy_is_down():
    assert Pose(3, 5).apply(CENTRE, SIZE).tolist() == [[642.5, 516.5]]


def test_a_positive_rotation_is_clockwise_on_the_screen():
    right_of_centre = np.add(CENTRE, (100, 0))
    turned = Pose(rotation_deg=90).apply(right_of_centre, SIZE)
    assert turned == pytest.approx(np.add(CENTRE, (0, 100)))


def test_a_scale_above_one_makes_the_rig_larger_about_the_centre():
    assert Pose(scale=2).apply(np.add(CENTRE, (10, 0)), SIZE) == pytest.approx(
        np.add(CENTRE, (20, 0))
    )


@given(poses)
def test_a_pose_is_read_back_from_its_matrix(pose):
    assert _close(Pose.from_matrix(pose.matrix(SIZE), SIZE), pose)


@given(poses)
def test_the_inverse_undoes_the_pose(pose):
    assert _close(pose.inverse(SIZE).after(pose, SIZE), Pose())


@given(poses, poses)
def test_after_does_the_first_first(first, second):
    points = np.array([[0.0, 0.0], [1279.0, 0.0], [300.0, 900.0]])
    at_once = second.after(first, SIZE).apply(points, SIZE)
    in_turn = second.apply(first.apply(points, SIZE), SIZE)
    assert at_once == pytest.approx(in_turn, abs=1e-6)


def test_the_rms_is_how_far_points_travel():
    points = np.array([[10.0, 20.0], [500.0, 700.0]])
    assert Pose(3, 4).rms_px(points, SIZE) == pytest.approx(5)
    assert Pose(3, 4).rms_px(points, SIZE, Pose(3, 0)) == pytest.approx(4)


def test_a_pose_for_a_smaller_picture_shifts_less():
    assert Pose(40, -12, 2, 1.1).resized(0.5) == Pose(20, -6, 2, 1.1)
