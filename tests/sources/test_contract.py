"""The contract of this room, run over every driver that camsetup brings."""

from dataclasses import replace

import numpy as np
import pytest

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings
from camsetup.sources.address import Address
from camsetup.sources.gentl import GenTLDriver
from camsetup.sources.recording import RecordingDriver
from camsetup.sources.registry import BUILT_IN, drivers
from camsetup.sources.simulator import SimulatorDriver
from camsetup.sources.spinnaker import SpinnakerDriver
from hand_clock import HandClock
from sources.contract import DriverContract, Subject


def recording(request):
    folder = request.getfixturevalue("tmp_path")
    levels = np.arange(5 * 32 * 48, dtype=np.uint8).reshape(5, 32, 48)
    np.save(folder / "stack.npy", levels)
    return Subject(
        make=lambda: RecordingDriver(HandClock()),
        address=Address("recording", str(folder / "stack.npy")),
        nonsense=Address("recording", str(folder / "nowhere.npy")),
        role=CameraRole("left", Size(48, 32), 50.0, "training-left"),
        rejects=None,
    )


def gentl(request):
    """Open a virtual camera by the real harvesters, at a rate that it keeps to 1e-3."""
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    camera = request.getfixturevalue("camsim")()
    camera.show(np.tile(np.arange(1280, dtype=np.uint8), (1024, 1)))
    sizes = CameraSettings(width_px=640, height_px=512, exposure_us=2000.0, gain_db=0.0)
    return Subject(
        make=GenTLDriver,
        address=Address("gentl", camera.serial),
        nonsense=Address("gentl", "no such serial"),
        role=CameraRole("left", Size(640, 512), 50.0, "training-left", settings=sizes),
        rejects=CameraSettings(gain_db=-3.0, exposure_us=1000.0),
        same_sensor_picture=True,
    )


def spinnaker(request):
    """Open the same virtual camera by a stand-in for PySpin."""
    request.getfixturevalue("pyspin")
    subject = gentl(request)
    return replace(
        subject,
        make=SpinnakerDriver,
        address=replace(subject.address, driver="spinnaker"),
        nonsense=replace(subject.nonsense, driver="spinnaker"),
    )


def simulator(_request):
    return Subject(
        make=lambda: SimulatorDriver(HandClock()),
        address=Address("simulator", options={"seed": "3"}),
        nonsense=Address("simulator", options={"dx": "far away"}),
        role=CameraRole("left", Size(320, 256), 50.0, "training-left"),
        rejects=CameraSettings(gain_db=-3.0, exposure_us=1000.0),
    )


SUBJECTS = {
    "recording": recording,
    "simulator": simulator,
    "gentl": gentl,
    "spinnaker": spinnaker,
}


@pytest.fixture(params=SUBJECTS)
def subject(request):
    return SUBJECTS[request.param](request)


class TestOurDrivers(DriverContract):
    pass


def test_every_driver_of_ours_is_under_this_contract():
    assert SUBJECTS.keys() == BUILT_IN.keys()


def test_every_driver_of_ours_can_be_imported():
    assert {type(drivers()[name]).__name__ for name in BUILT_IN} == {
        "GenTLDriver",
        "RecordingDriver",
        "SimulatorDriver",
        "SpinnakerDriver",
    }
