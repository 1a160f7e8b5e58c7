import numpy as np
import pytest

from analysis.scenes import OUTLINE, SIZE
from camsetup.analysis.regions import (
    MaskCache,
    View,
    bounding_box,
    box_around,
    region_mask,
)
from camsetup.domain.frame import Size
from camsetup.domain.outline import Outline, Region
from camsetup.domain.pose import Pose

SQUARE = (np.array([[10.0, 20.0], [29.0, 20.0], [29.0, 39.0], [10.0, 39.0]]),)


def test_regions_go_where_the_pose_carries_them():
    moved = View("left", OUTLINE, Pose(dx_px=40, dy_px=-10), SIZE)
    (eye,) = moved.region("eye")
    assert np.allclose(eye, np.add(OUTLINE.region("eye").polygon, (40, -10)))


def test_all_parts_of_a_region_are_taken():
    part = np.array([[0.0, 0.0], [9.0, 0.0], [9.0, 9.0]])
    windows = (Region("mouse", part), Region("mouse", part + 100))
    outline = Outline("body", SIZE, OUTLINE.lines, windows)
    assert len(View("body", outline, Pose(), SIZE).region("mouse")) == 2


@pytest.mark.parametrize("size", [SIZE, Size(640, 512)])
def test_an_outline_without_regions_gets_the_nominal_ones(size):
    bare = Outline("bare", size, OUTLINE.lines)
    (eye,) = View("left", bare, Pose(), size).region("eye")
    x, y = eye.mean(axis=0)
    assert (x / size.width, y / size.height) == pytest.approx((0.355, 0.125), abs=0.01)


def test_an_outline_that_names_regions_has_only_those():
    assert View("left", OUTLINE, Pose(), SIZE).region("rigid") == ()


def test_an_unknown_camera_has_no_regions():
    assert View("ceiling", None, Pose(), SIZE).region("eye") == ()


def test_nominal_eyes_lie_on_the_eyes_of_real_mice(ibl):
    for camera, eyes in (("left", ((445, 119), (490, 132))), ("right", ((457, 61),))):
        height, width = ibl.frames(camera)[0].shape
        (eye,) = View(camera, None, Pose(), Size(width, height)).region("eye")
        low, high = eye.min(axis=0), eye.max(axis=0)
        assert all((low < place).all() and (place < high).all() for place in eyes)


def test_a_mask_holds_the_inside_of_the_polygons():
    mask = region_mask(SQUARE, SIZE)
    assert (mask.x, mask.y) == (10, 20)
    assert np.count_nonzero(mask.inside) == 20 * 20
    assert mask.cut(np.zeros((1024, 1280), np.uint8)).shape == mask.inside.shape


def test_a_region_that_has_left_the_picture_has_no_mask():
    assert region_mask((SQUARE[0] + 5000,), SIZE) is None
    assert region_mask((SQUARE[0] - 5000,), SIZE) is None
    assert region_mask((), SIZE) is None


def test_a_region_at_the_rim_is_cut_off():
    mask = region_mask((SQUARE[0] - (20, 0),), SIZE)
    assert (mask.x, mask.inside.shape[1]) == (0, 10)
    x, y, width, height = bounding_box((SQUARE[0] + (1260, 1000),), SIZE)
    assert (x + width, y + height) == (1280, 1024)


def test_a_box_is_moved_into_the_picture():
    assert box_around((100, 100), 40, SIZE) == (80, 80, 40, 40)
    assert box_around((0, 1023), 40, SIZE) == (0, 984, 40, 40)
    assert box_around((5, 5), 4000, SIZE) == (0, 0, 1280, 1024)


def test_a_mask_is_made_anew_only_when_the_rig_has_moved():
    cache = MaskCache("mouse")
    first = cache.mask(View("left", OUTLINE, Pose(), SIZE))
    assert cache.mask(View("left", OUTLINE, Pose(dx_px=0.3), SIZE)) is first
    moved = cache.mask(View("left", OUTLINE, Pose(dx_px=8), SIZE))
    assert moved is not first
    assert moved.x == first.x + 8
