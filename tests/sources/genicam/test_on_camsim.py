"""Custody and diagnosis of a camera behind real GenICam software."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("harvesters.core", exc_type=ImportError)

from camsetup import paths
from camsetup.domain.errors import CameraLostError
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings, PixelFormat, Trigger
from camsetup.sources.abilities import Silence
from camsetup.sources.address import Address
from camsetup.sources.genicam.as_found import read_record, record_path
from camsetup.sources.genicam.custody import orphans, put_back_orphans
from camsetup.sources.genicam.diagnosis import diagnose
from camsetup.sources.gentl.driver import GenTLDriver
from camsim.nodes.models import Model
from waiting import wait_until

TESTS = Path(__file__).resolve().parents[2]
ROLE = CameraRole("right", Size(640, 512), 150.0, "right")

#: Everything that a rig file can ask for.
SETTINGS = CameraSettings(
    width_px=640,
    height_px=512,
    rate_hz=150.0,
    exposure_us=2000.0,
    gain_db=3.0,
    gamma=1.5,
    black_level_percent=0.0,
    trigger=Trigger.OFF,
    pixel_format=PixelFormat.MONO12P,
    binning=2,
    automatics=frozenset(),
)

#: How a technician may have left the camera, other than at power-up.
BY_HAND = {
    "AcquisitionFrameRateAuto": "Off",
    "AcquisitionFrameRate": 25.0,
    "ExposureAuto": "Off",
    "ExposureTime": 31_000.0,
    "Width": 960,
    "Height": 768,
    "OffsetX": 320,
    "OffsetY": 256,
    "GammaEnabled": 1,
    "Gamma": 2.0,
    "GammaEnabled ": 0,
    "PixelFormat": "Mono16",
    "TriggerSource": "Line3",
    "TriggerMode": "On",
    "TriggerSelector": "ExposureActive",
    "UserSetSelector": "UserSet2",
}


def open_camera(serial):
    return GenTLDriver().open(Address("gentl", serial), ROLE)


def open_device(serial):
    return GenTLDriver().open_device(Address("gentl", serial), ROLE)


def settings_of(camera):
    """Return what a client can set, as it is in the camera's own registers."""
    counts = ("Frame", "Owner", "Plugged", "Timestamp", "pgrDevice", "DeviceTemp")
    return {
        name: camera.registers[name]
        for name in camera.registers
        if not name.startswith(counts)
    }


@pytest.fixture
def camera(camsim):
    """A camera that somebody has set by hand."""
    camera = camsim()
    for name, value in BY_HAND.items():
        camera.registers[name.strip()] = value
    return camera


@pytest.mark.parametrize("by_hand", [False, True], ids=["powered up", "set by hand"])
def test_a_camera_is_closed_as_it_was_found(camera, by_hand):
    if not by_hand:
        camera.power_cycle()
    before = settings_of(camera)
    source = open_camera(camera.serial)
    source.apply(SETTINGS)
    source.start()
    source.read(2.0)
    assert settings_of(camera) != before
    source.close()
    assert settings_of(camera) == before
    assert not record_path(camera.serial).exists()


VICTIM = """
import sys
from pathlib import Path
from camsetup import paths
paths.user_data = lambda: Path(sys.argv[1])
from sources.genicam.test_on_camsim import SETTINGS, open_camera
source = open_camera(sys.argv[2])
source.apply(SETTINGS)
source.start()
source.read(2.0)
print("streams", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def killed(camera):
    """Return the settings before a program took the camera and was killed."""
    before = settings_of(camera)
    command = [sys.executable, "-c", VICTIM, str(paths.user_data()), camera.serial]
    path = os.pathsep.join(sys.path)
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=TESTS,
        env={**os.environ, "PYTHONPATH": path},
    ) as victim:
        assert victim.stdout.readline() == b"streams\n"
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    wait_until(lambda: not camera.is_open)
    assert settings_of(camera) != before
    return before


def test_after_a_kill_the_next_opening_puts_back_and_so_does_its_closing(
    camera, killed
):
    source = open_camera(camera.serial)
    # Opening chooses the trigger that it will read.
    assert settings_of(camera) == killed | {"TriggerSelector": "FrameStart"}
    source.apply(SETTINGS)
    source.close()
    assert settings_of(camera) == killed
    assert orphans() == []


def test_after_a_kill_a_camera_that_nobody_opens_is_put_back(camera, killed):
    assert [each.serial for each in orphans()] == [camera.serial]
    assert put_back_orphans(open_device) == (camera.serial,)
    assert settings_of(camera) == killed
    assert not camera.is_open
    assert orphans() == []


def test_after_a_kill_and_a_power_cut_the_camera_is_set_as_found(camera, killed):
    camera.power_cycle()
    put_back_orphans(open_device)
    after = settings_of(camera)
    for name in ("ExposureAuto", "GainAuto", "Width", "PixelFormat", "TriggerMode"):
        assert after[name] == killed[name]


def test_an_orphan_that_is_not_plugged_in_waits(camera, killed):
    camera.unplug()
    assert put_back_orphans(open_device) == ()
    camera.plug_in()
    assert put_back_orphans(open_device) == (camera.serial,)
    assert settings_of(camera) == killed


def test_a_camera_unplugged_while_it_streams_is_put_back_after_its_return(camera):
    before = settings_of(camera)
    source = open_camera(camera.serial)
    source.apply(SETTINGS)
    source.start()
    camera.unplug()
    with pytest.raises(CameraLostError):
        read_until_lost(source)
    source.close()
    assert read_record(camera.serial) is not None
    camera.plug_in()
    source = open_camera(camera.serial)
    source.apply(SETTINGS)
    source.close()
    assert settings_of(camera) == before


def read_until_lost(source):
    for _ in range(1000):
        source.read(1.0)


@pytest.fixture
def device(camsim):
    """A camera at 60 Hz that streams."""
    camera = camsim()
    device = open_device(camera.serial)
    device.camera = camera
    device.nodes.set_word("ExposureAuto", "Off")
    device.nodes.set_word("AcquisitionFrameRateAuto", "Off")
    device.nodes.set_number("AcquisitionFrameRate", 60.0)
    yield device
    device.close()


def test_a_trigger_left_on_is_diagnosed(device):
    device.nodes.set_word("TriggerMode", "On")
    device.start(8)
    found = diagnose(device.nodes, streaming=True)
    assert found.silence is Silence.WAITS_FOR_TRIGGER
    assert "FrameStart, by Line0, " in found.message


def test_a_stall_is_diagnosed(device):
    device.camera.stall()
    device.start(8)
    found = diagnose(device.nodes, streaming=True)
    assert found.silence is Silence.STALLED
    assert "AcquisitionFrameRate is 60 Hz" in found.message


def test_a_pulled_cable_is_diagnosed(device):
    device.start(8)
    device.camera.unplug()
    assert diagnose(device.nodes, streaming=True).silence is Silence.UNPLUGGED


def test_a_stream_stopped_by_another_program_is_diagnosed(device):
    device.start(8)
    device.camera.registers["TLParamsLocked"] = 0
    assert diagnose(device.nodes, streaming=True).silence is Silence.TAKEN


def test_frames_that_are_all_broken_are_diagnosed(device):
    device.camera.incomplete_every = 1
    device.start(8)
    buffer = device.wait(2.0)
    assert not buffer.complete
    device.give_back(buffer)
    found = diagnose(device.nodes, streaming=True, incomplete=1)
    assert found.silence is Silence.INCOMPLETE


def test_an_exposure_that_fills_its_period_is_put_back_to_the_last_digit(camsim):
    """On a Blackfly S rate and exposure limit each other: nearly the rate is not it."""
    camera = camsim(model=Model.BLACKFLY_S)
    camera.registers["ExposureAuto"] = "Continuous"
    before = settings_of(camera)
    source = open_camera(camera.serial)
    source.apply(CameraSettings(exposure_us=1000.0))
    source.apply(CameraSettings(rate_hz=150.7156))
    source.close()
    assert settings_of(camera) == before


@pytest.mark.parametrize("automatic", ["Exposure", "Gain"])
def test_an_automatic_set_to_once_meanwhile_keeps_nothing_from_being_put_back(
    camera, automatic
):
    """It locks what it governs, and works as long as no frames come."""
    camera.registers["GainAuto"] = "Off"
    before = settings_of(camera)
    source = open_camera(camera.serial)
    source.apply(SETTINGS)
    camera.registers[f"{automatic}Auto"] = "Once"
    source.close()
    assert settings_of(camera) == before
    assert not record_path(camera.serial).exists()


def test_an_automatic_that_was_found_working_once_is_left_off(camera):
    camera.registers["GainAuto"] = "Once"
    source = open_camera(camera.serial)
    source.apply(SETTINGS)
    source.close()
    assert camera.registers["GainAuto"] == "Off"
    assert not record_path(camera.serial).exists()
