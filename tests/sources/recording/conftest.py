"""Recordings to play, and a way to play them."""

import numpy as np
import pytest
from PIL import Image

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.sources.address import parse_address
from camsetup.sources.recording import RecordingDriver
from hand_clock import HandClock


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def role():
    return CameraRole("left", Size(48, 32), rate_hz=50.0, outline="none")


@pytest.fixture
def pictures():
    """Four pictures, each of its own grey level, with one black and one white pixel."""
    levels = np.array([40, 90, 140, 190], dtype=np.uint8)
    stack = np.broadcast_to(levels[:, None, None], (4, 32, 48)).copy()
    stack[:, 0, 0], stack[:, 0, 1] = 255, 0
    return stack


@pytest.fixture
def stack(tmp_path, pictures):
    path = tmp_path / "stack.npy"
    np.save(path, pictures)
    return path


@pytest.fixture
def folder(tmp_path, pictures):
    path = tmp_path / "folder"
    path.mkdir()
    for number, pixels in zip((1, 2, 10, 11), pictures, strict=True):
        Image.fromarray(pixels).save(path / f"frame{number}.png")
    return path


@pytest.fixture
def play(clock, role):
    """Open ``place`` with the options given, started and ready to be read."""
    opened = []

    def start(place, options=""):
        address = parse_address(f"recording:{place}?{options}", ["recording"])
        source = RecordingDriver(clock).open(address, role)
        opened.append(source)
        source.apply(role.settings)
        source.start()
        return source

    yield start
    for source in opened:
        source.close()
