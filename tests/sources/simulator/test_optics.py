"""The lens and the sensor, on scenes that are known exactly."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from camsetup.domain.frame import Size
from camsetup.domain.pose import Pose
from camsetup.domain.settings import CameraSettings
from camsetup.sources.simulator.exposure import Exposure, developed, exposed
from camsetup.sources.simulator.knobs import Practice
from camsetup.sources.simulator.optics import disk, lens, project
from camsetup.sources.simulator.picture import Picture
from camsetup.sources.simulator.scene import Actor, Box, Scene
from camsetup.sources.simulator.sensor import Window
from sources.simulator.bench import Bench

SIZE, MARGIN = Size(160, 128), 40
WHOLE = Window(0, 0, 160, 128)
USUAL = Exposure(amount=1.0, gain=1.0, gamma=1.0, black_level_percent=0.0)


def scene(light=None, depth=0.0, actors=()):
    shape = (SIZE.height + 2 * MARGIN, SIZE.width + 2 * MARGIN)
    plain = np.full(shape, 0.2, np.float32) if light is None else light
    return Scene(SIZE, MARGIN, plain, np.full(shape, depth, np.float32), actors)


def dot_at(x, y):
    picture = scene().light * 0
    cv2.circle(picture, (x + MARGIN, y + MARGIN), 2, 1.0, -1)
    return scene(picture)


def seen(what, practice):
    glass = lens(practice, what, WHOLE)
    return project(what.light, what.depth, glass, Box(*WHOLE))


def centroid(picture):
    y, x = np.mgrid[: picture.shape[0], : picture.shape[1]]
    return np.array([(x * picture).sum(), (y * picture).sum()]) / picture.sum()


@pytest.mark.parametrize(
    "practice",
    [
        Practice(),
        Practice(dx=12.5),
        Practice(dy=-7.25),
        Practice(roll=5.0),
        Practice(zoom=1.1),
        Practice(dx=-9.0, dy=4.0, roll=-3.0, zoom=0.93, defocus=2.0),
    ],
)
def test_a_point_lands_where_the_knobs_say(practice):
    point = np.array([[110.0, 40.0]])
    pose = Pose(practice.dx, practice.dy, practice.roll, practice.zoom)
    expected = pose.apply(point, SIZE)[0]
    found = centroid(seen(dot_at(110, 40), practice))
    np.testing.assert_allclose(found, expected, atol=0.05)


@pytest.mark.parametrize("radius", [0.5, 1.0, 1.7, 3.0, 6.0])
def test_the_blur_disk_is_as_wide_as_its_radius_and_loses_no_light(radius):
    kernel = disk(radius)
    offset = np.arange(len(kernel)) - len(kernel) // 2
    spread = np.sqrt((kernel * offset**2).sum())
    assert kernel.sum() == pytest.approx(1.0)
    assert spread == pytest.approx(radius / 2, abs=0.06)


def test_a_wide_aperture_blurs_what_is_out_of_the_plane_of_the_eye():
    def sharpness(depth, aperture):
        what = replace(dot_at(80, 64), depth=scene(depth=depth).depth)
        return seen(replace(what, size=Size(1280, 1024)), Practice(aperture=aperture))

    near = [sharpness(0.0, aperture).max() for aperture in (0.5, 4.0)]
    far = [sharpness(1.0, aperture).max() for aperture in (0.5, 4.0)]
    assert near[1] == pytest.approx(near[0])
    assert far[1] < 0.8 * far[0]


@pytest.mark.parametrize(("light", "level"), [(0.0, 0), (0.25, 64), (0.5, 128)])
def test_half_the_light_is_half_the_level(light, level):
    picture = developed(np.full((80, 80), light, np.float32), USUAL)
    frames = [exposed(picture, number, 0) for number in range(4)]
    assert np.mean(frames) == pytest.approx(level, abs=0.7)


def test_what_is_far_too_bright_is_white_in_every_frame():
    picture = developed(np.full((80, 80), 1.5, np.float32), USUAL)
    assert exposed(picture, 3, 0).min() == 255


def test_gamma_bends_and_black_level_lifts():
    grey = np.full((80, 80), 0.25, np.float32)
    bent = exposed(developed(grey, replace(USUAL, gamma=0.5)), 0, 0)
    lifted = exposed(developed(grey * 0, replace(USUAL, black_level_percent=4.0)), 0, 0)
    assert bent.mean() == pytest.approx(127.5, abs=1.5)
    assert lifted.mean() == pytest.approx(10.2, abs=0.7)


def test_noise_grows_as_the_root_of_the_light():
    def variance(light, how=USUAL):
        picture = developed(np.full((96, 96), light, np.float32), how)
        return np.mean([exposed(picture, n, 0).var() for n in range(6)])

    assert variance(0.8) / variance(0.2) == pytest.approx(4.0, rel=0.25)
    amplified = replace(USUAL, gain=4.0)
    assert variance(0.4, amplified) / variance(0.4) == pytest.approx(4.0, rel=0.25)


def test_gain_exposure_and_aperture_brighten_alike():
    def level(settings=None, **options):
        return Bench().camera(settings, **options).read(1.0).pixels[100, 250:300].mean()

    usual = level()
    twice = [
        level(CameraSettings(gain_db=6.02)),
        level(CameraSettings(exposure_us=10_000.0)),
        level(aperture=2),
        level(light=2),
    ]
    assert 10 < usual < 100
    assert twice == pytest.approx([2 * usual] * 4, rel=0.08)


def test_a_frame_after_many_movements_is_that_of_a_fresh_picture():
    def draw(phase):
        return np.full((20, 24), 0.1 + 0.2 * phase, np.float32)

    actors = (
        Actor("back", Box(60, 60, 24, 20), 4, draw),
        Actor("front", Box(70, 66, 24, 20), 4, draw, lambda _: draw(4)),
    )
    what, practice = scene(actors=actors), Practice(roll=6.0, defocus=1.5)
    glass = lens(practice, what, WHOLE)
    walked, fresh = (Picture(what, glass, USUAL, SIZE) for _ in range(2))
    for back, front in ((1, 0), (2, 3), (0, 1), (3, 0)):
        walked.at({"back": back, "front": front})
    last = {"back": 1, "front": 2}
    for one, other in zip(walked.at(last), fresh.at(last), strict=True):
        np.testing.assert_array_equal(one, other)


def test_a_turned_box_leaves_its_neighbour_alone():
    def draw(phase):
        return np.full((60, 60), 0.2 + 0.5 * phase, np.float32)

    actors = (
        Actor("first", Box(60, 60, 60, 60), 2, draw),
        Actor("second", Box(128, 60, 60, 60), 2, draw),
    )
    what = scene(actors=actors)
    picture = Picture(what, lens(Practice(roll=9.0), what, WHOLE), USUAL, SIZE)
    picture.at({"first": 1})
    both = picture.at({"first": 1, "second": 1}).level.copy()
    again = picture.at({"first": 0, "second": 1}).level
    changed = both != again
    assert changed.sum() == pytest.approx(60 * 60, rel=0.15)


def test_a_picture_that_nobody_turns_is_drawn_ahead_whole():
    drawn = []

    def draw(phase):
        drawn.append(phase)
        return np.zeros((20, 24), np.float32)

    what = scene(actors=(Actor("wheel", Box(60, 60, 24, 20), 5, draw),))
    picture = Picture(what, lens(Practice(), what, WHOLE), USUAL, SIZE)
    for _ in range(5):
        picture.at({})
    assert drawn == [0]
    for _ in range(30):
        picture.at({})
    assert sorted(drawn) == [0, 1, 2, 3, 4]
