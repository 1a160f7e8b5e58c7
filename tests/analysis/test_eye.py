import math

import numpy as np
import pytest

from analysis.scenes import EYE, defocused, empty, mouse
from camsetup.analysis.eye import find_eye
from camsetup.domain.frame import Size

REAL_EYES = {
    ("left", 0): (445, 119),
    ("left", 2): (490, 132),
    ("right", 0): (457, 61),
}


@pytest.mark.parametrize("radius", [0, 4, 8, 12])
def test_an_open_eye_is_found_however_far_out_of_focus(radius):
    eye = find_eye(defocused(mouse(), radius), (EYE[0] + 25, EYE[1] - 20))
    assert eye.found
    assert math.dist((eye.x, eye.y), EYE) < 20


@pytest.mark.parametrize(("camera", "index"), REAL_EYES)
@pytest.mark.parametrize("gain", [0.4, 1.0, 2.0])
def test_real_open_eyes_are_found(ibl, camera, index, gain):
    frame = ibl.frames(camera)[index]
    x, y = REAL_EYES[camera, index]
    pixels = np.clip(frame * gain, 0, 255).astype(np.uint8)
    unit = frame.shape[1] / 1280
    for turn in np.arange(0, 2 * math.pi, math.pi / 4):
        off = 40 * unit
        guess = (x + off * math.cos(turn), max(y + off * math.sin(turn), 0.0))
        eye = find_eye(pixels, guess)
        assert eye.found
        assert math.dist((eye.x, eye.y), (x, y)) < 30 * unit


def test_a_shut_eye_is_not_found():
    eye = find_eye(mouse(open_eye=False), EYE)
    assert not eye.found
    assert (eye.x, eye.y) == EYE


def test_a_real_shut_eye_is_not_found(ibl):
    assert not find_eye(ibl.frames("left")[1], (471.0, 121.0), spread=0.03).found


@pytest.mark.parametrize("level", [0, 3, 30, 120])
def test_an_empty_rig_has_no_eye(level):
    assert not find_eye(empty(level), EYE).found


def test_eyes_are_found_in_binned_pictures():
    eye = find_eye(mouse(size=Size(640, 512)), (EYE[0] / 2 + 10, EYE[1] / 2))
    assert eye.found
    assert math.dist((eye.x, eye.y), (EYE[0] / 2, EYE[1] / 2)) < 10


def test_an_expected_place_outside_the_picture_holds_no_eye():
    for place in ((-300.0, 100.0), (5000.0, 100.0), (400.0, -200.0), (400.0, 2000.0)):
        assert not find_eye(mouse(), place).found


def test_a_single_dark_disc_far_from_the_expected_place_is_left_alone():
    assert not find_eye(mouse(), (EYE[0] + 300, EYE[1] + 200), spread=0.03).found
