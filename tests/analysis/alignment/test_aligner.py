"""The rig is found where it is, and nowhere else."""

import cv2
import numpy as np
import pytest

from analysis.alignment.drawn_rig import OUTLINE, SIZE, photo
from camsetup.analysis.alignment import Aligner
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.pose import Pose
from camsetup.profiles.outlines import load_outline

POSES = [
    Pose(),
    Pose(60, -40, 5, 1.1),
    Pose(-70, 30, -7, 0.9),
    Pose(20, 70, 8, 0.95),
    Pose(0.4, 0.3, 0.1, 1.002),
]


@pytest.fixture(scope="module")
def aligner():
    return Aligner(OUTLINE)


def miss_px(aligner, found, truth):
    return found.pose.rms_px(aligner.model.points, SIZE, truth)


@pytest.mark.parametrize("truth", POSES)
def test_search_finds_the_pose_within_a_pixel(aligner, truth):
    found = aligner.search(photo(truth))
    assert found.recognised
    assert miss_px(aligner, found, truth) < 1
    assert found.pose.rotation_deg == pytest.approx(truth.rotation_deg, abs=0.1)


@pytest.mark.parametrize(("gain", "noise"), [(0.3, 1), (0.4, 8), (3, 8)])
def test_search_finds_it_in_bad_light(aligner, gain, noise):
    truth = Pose(40, -30, 4, 0.95)
    found = aligner.search(photo(truth, gain=gain, noise=noise))
    assert found.recognised
    assert miss_px(aligner, found, truth) < 2


def test_search_finds_it_with_a_mouse_in(aligner):
    truth = Pose(-30, 20, -3, 1.05)
    found = aligner.search(photo(truth, mouse=3))
    assert found.recognised
    assert miss_px(aligner, found, truth) < 1.5


def test_signs_are_those_of_the_screen(aligner):
    """Right, down, clockwise and larger are positive."""
    shifted = aligner.search(np.roll(photo(), (12, 20), axis=(0, 1))).pose
    assert shifted.dx_px == pytest.approx(20, abs=1)
    assert shifted.dy_px == pytest.approx(12, abs=1)
    centre = ((SIZE.width - 1) / 2, (SIZE.height - 1) / 2)
    clockwise = cv2.getRotationMatrix2D(centre, -5, 1.1)
    turned = aligner.search(
        cv2.warpAffine(photo(), clockwise, (SIZE.width, SIZE.height))
    ).pose
    assert turned.rotation_deg == pytest.approx(5, abs=0.2)
    assert turned.scale == pytest.approx(1.1, abs=0.005)


def test_a_frame_twice_as_large_has_twice_the_shift(aligner):
    truth = Pose(30, 20, 3, 1.04)
    found = aligner.search(photo(truth, size=Size(1280, 1024)))
    assert found.pose.dx_px == pytest.approx(60, abs=1.5)
    assert found.pose.dy_px == pytest.approx(40, abs=1.5)
    points = aligner.model.points_for(Size(1280, 1024))
    assert found.rms_px == pytest.approx(
        found.pose.rms_px(points, Size(1280, 1024)), rel=0.01
    )


def test_a_small_frame_will_do(aligner):
    found = aligner.search(photo(Pose(40, 0, 0, 1), size=Size(320, 256)))
    assert found.recognised
    assert found.pose.dx_px == pytest.approx(20, abs=0.7)


@pytest.mark.parametrize("call", ["search", "track"])
def test_a_frame_of_another_shape_is_refused(aligner, call):
    arguments = (Pose(),) if call == "track" else ()
    with pytest.raises(OutlineError, match="another shape"):
        getattr(aligner, call)(np.zeros((480, 640), np.uint8), *arguments)


def test_match_is_full_in_place_and_falls_with_distance(aligner):
    matches = [aligner.search(photo(Pose(dx, 0, 0, 1))).match for dx in (0, 8, 24, 60)]
    assert matches[0] > 98
    assert matches == sorted(matches, reverse=True)
    assert matches[-1] < 40


def wrong_pictures():
    rng = np.random.default_rng(4)
    shape = (SIZE.height, SIZE.width)
    return {
        "flat": np.full(shape, 80, np.uint8),
        "black": np.zeros(shape, np.uint8),
        "white": np.full(shape, 255, np.uint8),
        "noise": np.clip(rng.normal(90, 40, shape), 0, 255).astype(np.uint8),
        "dark": np.clip(rng.normal(1, 6, shape), 0, 255).astype(np.uint8),
        "mirrored": np.ascontiguousarray(photo()[:, ::-1]),
        "upside down": np.ascontiguousarray(photo()[::-1]),
        "turned": np.ascontiguousarray(photo()[::-1, ::-1]),
        "stripes": np.tile(np.uint8([40] * 16 + [160] * 16), (512, 20)),
    }


@pytest.mark.parametrize("name", wrong_pictures())
def test_what_is_not_the_rig_is_not_recognised(aligner, name):
    found = aligner.search(wrong_pictures()[name])
    assert not found.recognised
    assert found.match == 0 or found.confidence < 0.3


def test_track_follows_a_small_movement(aligner):
    truth = Pose(36, -22, 4.3, 1.05)
    found = aligner.track(photo(truth), Pose(40, -25, 4, 1.04))
    assert found.recognised
    assert miss_px(aligner, found, truth) < 1


def test_track_does_not_believe_a_picture_without_the_rig(aligner):
    assert not aligner.track(wrong_pictures()["noise"], Pose()).recognised


def test_the_same_frame_gives_the_same_answer_after_others(aligner):
    pixels = photo(POSES[1])
    first = aligner.search(pixels)
    aligner.search(photo(POSES[2], mouse=1))
    aligner.track(photo(), Pose())
    assert aligner.search(pixels) == first


def test_pixels_are_not_changed(aligner):
    pixels = photo()
    pixels.flags.writeable = False
    before = pixels.copy()
    aligner.search(pixels)
    aligner.track(pixels, Pose())
    assert np.array_equal(pixels, before)


@pytest.mark.parametrize(
    ("view", "index", "limit_percent"),
    [("left", 0, 1.5), ("right", 0, 1.5), ("body", 0, 0.5)],
)
def test_our_outlines_lie_on_ibls_first_frames(ibl, view, index, limit_percent):
    pixels = ibl.frames(view)[index]
    found = Aligner(load_outline(f"recording-{view}")).search(pixels)
    assert found.recognised
    assert 100 * found.rms_px / pixels.shape[1] <= limit_percent


@pytest.mark.parametrize(("view", "index"), [("left", 2), ("right", 0), ("body", 1)])
def test_ibls_templates_are_recognised_and_move_with_the_frame(ibl, view, index):
    pixels = ibl.frames(view)[index]
    aligner = Aligner(load_outline(str(ibl.template(view))))
    size = Size(*pixels.shape[::-1])
    start = aligner.search(pixels)
    moved = Pose(0.04 * size.width, 0.02 * size.width, 2, 0.98)
    found = aligner.search(
        cv2.warpAffine(pixels, moved.matrix(size), (size.width, size.height))
    )
    assert start.recognised
    assert found.recognised
    truth = moved.after(start.pose, size)
    assert found.pose.rms_px(aligner.model.points, size, truth) < 0.02 * size.width
