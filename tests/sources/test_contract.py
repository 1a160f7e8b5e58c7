"""The contract of this room, run over every driver that camsetup brings."""

import numpy as np
import pytest

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings
from camsetup.sources.address import Address
from camsetup.sources.recording import RecordingDriver
from camsetup.sources.registry import BUILT_IN, drivers
from camsetup.sources.simulator import SimulatorDriver
from hand_clock import HandClock
from sources.contract import DriverContract, Subject


def recording(folder):
    levels = np.arange(5 * 32 * 48, dtype=np.uint8).reshape(5, 32, 48)
    np.save(folder / "stack.npy", levels)
    return Subject(
        make=lambda: RecordingDriver(HandClock()),
        address=Address("recording", str(folder / "stack.npy")),
        nonsense=Address("recording", str(folder / "nowhere.npy")),
        role=CameraRole("left", Size(48, 32), 50.0, "training-left"),
        rejects=None,
    )


def simulator(folder):
    return Subject(
        make=lambda: SimulatorDriver(HandClock()),
        address=Address("simulator", options={"seed": "3"}),
        nonsense=Address("simulator", options={"dx": "far away"}),
        role=CameraRole("left", Size(320, 256), 50.0, "training-left"),
        rejects=CameraSettings(gain_db=-3.0, exposure_us=1000.0),
    )


SUBJECTS = {"recording": recording, "simulator": simulator}


@pytest.fixture(params=SUBJECTS)
def subject(request, tmp_path):
    return SUBJECTS[request.param](tmp_path)


class TestOurDrivers(DriverContract):
    pass


def test_every_driver_of_ours_is_under_this_contract():
    assert SUBJECTS.keys() == BUILT_IN.keys()


def test_every_driver_of_ours_can_be_imported():
    assert {type(drivers()[name]).__name__ for name in BUILT_IN} == {
        "RecordingDriver",
        "SimulatorDriver",
    }
