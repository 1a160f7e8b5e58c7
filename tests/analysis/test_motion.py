"""A waved hand moves; light, noise, and small things at work do not count."""

import numpy as np
import pytest

from camera_park import draw_hand
from camsetup.analysis.motion import MotionMeter

RATE_HZ, SECONDS = 10, 4


def _scene(shape=(512, 640)):
    """Return a rig of bright and dark things that stand still."""
    rng = np.random.default_rng(3)
    blocks = rng.uniform(20, 180, (8, 10))
    return np.kron(blocks, np.ones((shape[0] // 8, shape[1] // 10)))


def _most(change, *, rate_hz=RATE_HZ):
    """Return the most motion that is seen while a scene changes, noise included."""
    rng, scene, meter = np.random.default_rng(4), _scene(), MotionMeter()
    seen = []
    for i in range(SECONDS * rate_hz):
        seconds = i / rate_hz
        picture = change(scene.copy(), seconds) + rng.normal(0, 3, scene.shape)
        pixels = np.clip(picture, 0, 255).astype(np.uint8)
        seen.append(meter.look(pixels, seconds))
    return max(seen)


def _still(scene, seconds):
    return scene


def _hand(scene, seconds):
    pixels = scene.astype(np.uint8)
    draw_hand(pixels, seconds)
    return pixels.astype(float)


def _dark_hand(scene, seconds):
    return _hand(scene, seconds) / 8


def _switched(scene, seconds):
    slope = np.linspace(0.1, 1, scene.shape[1])
    return scene * slope if 1 <= seconds < 2.5 else scene


def _flickering(scene, seconds):
    slope = np.linspace(0, 0.15, scene.shape[1])
    return scene * (1 + slope * np.sin(2 * np.pi * 2.3 * seconds))


def _brighter_and_darker(scene, seconds):
    return scene * (1 + 0.4 * np.sin(2 * np.pi * seconds))


def _mouse(scene, seconds):
    x = int(280 + 60 * np.sin(9 * seconds))
    scene[180:330, x : x + 150] = 120 + 60 * np.sin(7 * seconds)
    return scene


@pytest.mark.parametrize("hand", [_hand, _dark_hand])
@pytest.mark.parametrize("rate_hz", [3, 5, 10, 60])
def test_a_waved_hand_moves_nearly_everything(hand, rate_hz):
    assert _most(hand, rate_hz=rate_hz) > 0.75


@pytest.mark.parametrize(
    "change", [_still, _switched, _flickering, _brighter_and_darker]
)
@pytest.mark.parametrize("rate_hz", [3, 10])
def test_light_is_no_motion(change, rate_hz):
    assert _most(change, rate_hz=rate_hz) < 0.05


def test_an_animal_at_work_is_no_wave():
    assert 0.02 < _most(_mouse) < 0.4


def test_noise_in_the_dark_is_no_motion():
    assert _most(lambda scene, seconds: np.full(scene.shape, 3.0)) < 0.02


def test_motion_is_forgotten_once_it_ends():
    meter, scene = MotionMeter(), _scene()
    for i in range(20):
        share = meter.look(_hand(scene, i / 10).astype(np.uint8), i / 10)
    assert share > 0.5
    assert meter.look(scene.astype(np.uint8), 4.0) < 0.05
