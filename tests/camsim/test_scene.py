"""The rig before the camera: what a driver must deliver is known to the pixel."""

import numpy as np
import pytest

from camsetup.domain.pose import Pose
from camsetup.profiles.rigs import load_rig
from camsetup.sources.base import upright
from camsim.client import set_by_hand, take
from camsim.nodes.models import Binning
from camsim.scene import framed, rig_film, rig_picture, show_rig, waved


@pytest.mark.parametrize("name", ["left", "right", "body"])
def test_the_turned_picture_of_the_camera_is_the_simulators(camsim, client, name):
    role = load_rig("recording").camera(name)
    camera = camsim()
    truth = show_rig(camera, role, dx=12.0, dy=-7.0, roll=0.5)
    acquirer = client.open(camera.serial)
    binned = {"BinningVertical": 1280 // role.size.width}
    set_by_hand(acquirer, **binned, ExposureTime=role.settings.exposure_us)
    acquirer.start()
    seen = take(acquirer).pixels
    acquirer.stop()
    assert np.array_equal(upright(seen, role.orientation), truth.upright)
    assert truth.pose == Pose(12.0, -7.0, 0.5, 1.0)


def test_a_camera_that_cannot_bin_sees_the_rig_in_a_window(camsim, client):
    role = load_rig("recording").camera("body")
    camera = camsim(binning=Binning.NONE)
    truth = rig_picture(role)
    mounted = upright(truth.upright, role.orientation)
    camera.show(framed(mounted, 320, 256))
    camera.expose_for(exposure_us=8000.0)
    acquirer = client.open(camera.serial)
    window = {"Width": 640, "Height": 512, "OffsetX": 320, "OffsetY": 256}
    set_by_hand(acquirer, **window, ExposureTime=8000.0)
    acquirer.start()
    assert np.array_equal(take(acquirer).pixels, mounted)
    acquirer.stop()


def test_a_film_of_the_rig_moves():
    film = rig_film(load_rig("training").camera("left"), rate_hz=10.0, mouse=1.0)
    first, later = next(film), [next(film) for _ in range(5)][-1]
    film.close()
    assert np.abs(first.astype(int) - later).max() > 60


def test_a_hand_is_waved_across():
    dark = np.zeros((1024, 1280), np.uint8)
    assert waved(dark, 0.5)[500, 700] == 230
    assert waved(dark, 0.0)[500, 700] == 0
