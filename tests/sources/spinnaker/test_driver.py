"""Finding and opening cameras by Spinnaker."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from camsetup.domain.errors import (
    CameraLostError,
    CameraUnavailableError,
    ReadTimeoutError,
    SettingRejectedError,
    UsageError,
)
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import Automatic, CameraSettings, Trigger
from camsetup.sources.address import Address
from camsetup.sources.base import Silence
from camsetup.sources.gentl import GenTLDriver
from camsetup.sources.spinnaker import SpinnakerDriver
from camsetup.sources.spinnaker.system import system
from camsim.nodes.models import Binning, Model
from fake_pyspin import misuse
from fake_pyspin.fixtures import FOLDER
from fake_pyspin.manner import manner
from waiting import wait_until

TESTS = Path(__file__).resolve().parents[2]
ROLE = CameraRole("left", Size(1280, 1024), 60.0, "training-left")
SETTINGS = CameraSettings(rate_hz=60.0, exposure_us=2000.0, gain_db=3.0, gamma=1.0)


@pytest.fixture
def driver(pyspin):
    return SpinnakerDriver()


def address(serial=""):
    return Address("spinnaker", serial)


@pytest.fixture
def opened(driver):
    """Open cameras as sources; closed after the test."""
    sources = []

    def open_camera(serial, role=ROLE, settings=SETTINGS):
        source = driver.open(address(serial), role)
        sources.append(source)
        source.apply(settings)
        source.start()
        return source

    yield open_camera
    for source in sources:
        source.close()


def test_cameras_are_found_with_their_addresses(driver, camsim):
    serials = {camsim().serial, camsim().serial}
    found = driver.find()
    assert {camera.serial for camera in found} == serials
    assert {camera.address for camera in found} == {f"spinnaker:{s}" for s in serials}
    assert {camera.model for camera in found} == {"Chameleon3 CM3-U3-13Y3M"}
    assert not any(camera.problem for camera in found)


def test_nothing_is_found_where_nothing_is(driver):
    assert driver.find() == []


def test_cameras_that_come_and_go_are_found_and_not(driver, camsim):
    camera = camsim()
    camera.unplug()
    assert driver.find() == []
    camera.plug_in()
    assert [found.serial for found in driver.find()] == [camera.serial]


def test_a_camera_in_use_elsewhere_is_said_to_be(driver, camera):
    other = GenTLDriver().open_device(Address("gentl", camera.serial), ROLE)
    try:
        assert "in use by another program" in driver.find()[0].problem
        with pytest.raises(CameraUnavailableError, match="in use") as refused:
            driver.open(address(camera.serial), ROLE)
        assert "SpinView" in refused.value.remedy
    finally:
        other.close()


def test_a_camera_of_ours_is_not_in_use_elsewhere(driver, camera, opened):
    opened(camera.serial)
    assert driver.find()[0].problem == ""


def test_a_camera_is_opened_once_in_this_program(driver, camera, opened):
    opened(camera.serial)
    with pytest.raises(CameraUnavailableError, match="already open in this program"):
        driver.open(address(camera.serial), ROLE)


def test_a_camera_on_usb_2_is_said_to_be(driver, camera):
    camera.usb2 = True
    assert "USB 2" in driver.find()[0].problem


def test_hex_serials_are_found_by_decimal_ones(driver, camera, opened):
    manner.hex_serials = True
    in_hex = f"{int(camera.serial):08X}"
    assert driver.find()[0].serial == in_hex
    assert opened(camera.serial).describe().serial == in_hex


def test_decimal_serials_are_found_by_hex_ones(camera, opened):
    in_hex = f"{int(camera.serial):08x}"
    assert opened(in_hex).describe().serial == camera.serial


def test_the_role_says_which_camera_where_the_address_does_not(driver, camsim):
    camsim()
    camera = camsim()
    source = driver.open(address(), replace(ROLE, serial=camera.serial))
    assert source.describe().serial == camera.serial
    source.close()


def test_the_only_camera_needs_no_serial(driver, camera):
    source = driver.open(address(), replace(ROLE, serial=""))
    assert source.describe().serial == camera.serial
    source.close()


def test_one_of_several_needs_one(driver, camsim):
    first = camsim()
    camsim()
    with pytest.raises(UsageError, match="Which camera") as refused:
        driver.open(address(), replace(ROLE, serial=""))
    assert first.serial in refused.value.message


def test_a_wrong_serial_is_told_which_are_there(driver, camera):
    with pytest.raises(CameraUnavailableError, match=camera.serial):
        driver.open(address("99999999"), ROLE)


@pytest.mark.logs_warnings
def test_a_spinnaker_that_does_not_start_is_reported(driver, caplog):
    manner.system_fails = True
    assert driver.find() == []
    assert "Could not load GenTL" in caplog.text
    with pytest.raises(CameraUnavailableError, match="Could not load GenTL"):
        driver.open(address("1"), ROLE)


def test_finding_does_not_disturb_a_stream(driver, camera, opened):
    source = opened(camera.serial, settings=replace(SETTINGS, rate_hz=150.0))
    looks = 20

    def look():
        for _ in range(looks):
            assert driver.find()[0].serial == camera.serial

    looking = threading.Thread(target=look)
    looking.start()
    ids = [source.read(5.0).stamp.frame_id for _ in range(150)]
    looking.join()
    assert ids == list(range(ids[0], ids[0] + 150))


def test_settings_are_enforced_in_order_and_read_back(camera, opened):
    got = opened(camera.serial).apply(CameraSettings())
    assert got.automatics == frozenset()
    assert got.rate_hz == pytest.approx(60.0)
    assert got.exposure_us == pytest.approx(2000.0)
    assert got.gain_db == pytest.approx(3.0)
    assert camera.registers["ExposureAuto"] == "Off"


def test_an_exposure_that_is_too_long_is_refused_before_anything_changes(
    camera, opened
):
    source = opened(camera.serial)
    with pytest.raises(SettingRejectedError, match="exposure"):
        source.apply(CameraSettings(exposure_us=1e6))
    assert camera.registers["ExposureTime"] == pytest.approx(2000.0)


def test_an_automatic_that_comes_back_is_seen(camera, opened):
    source = opened(camera.serial)
    camera.registers["ExposureAuto"] = "Continuous"
    assert Automatic.EXPOSURE in source.apply(CameraSettings()).automatics


def test_a_trigger_that_was_left_on_is_diagnosed(camera, opened):
    source = opened(camera.serial, settings=CameraSettings(trigger=Trigger.HARDWARE))
    with pytest.raises(ReadTimeoutError):
        source.read(0.1)
    assert source.diagnose().silence is Silence.WAITS_FOR_TRIGGER
    camera.pulse(str(camera.registers["TriggerSource"]))
    source.read(5.0)


def test_a_stall_is_told_from_a_trigger(camera, opened):
    source = opened(camera.serial)
    camera.stall()
    with pytest.raises(ReadTimeoutError):
        read_until_it_ends(source)
    assert source.diagnose().silence is Silence.STALLED


@pytest.mark.parametrize("code", [-1002, -1010])
def test_a_camera_that_was_unplugged_comes_back(driver, camera, opened, code):
    manner.code_when_gone = code
    source = opened(camera.serial)
    source.read(5.0)
    camera.power_off()
    with pytest.raises(CameraLostError):
        read_until_it_ends(source)
    source.close()
    assert driver.find() == []
    camera.plug_in()
    again = opened(camera.serial)
    assert again.read(5.0).stamp.complete
    assert camera.registers["ExposureAuto"] == "Off"


def test_one_camera_lost_leaves_the_other_alone(camsim, opened):
    first, second = camsim(), camsim()
    one, other = opened(first.serial), opened(second.serial)
    first.unplug()
    with pytest.raises(CameraLostError):
        read_until_it_ends(one)
    one.close()
    ids = [other.read(5.0).stamp.frame_id for _ in range(30)]
    assert ids == list(range(ids[0], ids[0] + 30))


@pytest.mark.parametrize("binning", Binning)
def test_640_by_512_is_reached_in_every_way_of_binning(camsim, opened, binning):
    camera = camsim(binning=binning)
    small = CameraSettings(width_px=640, height_px=512, rate_hz=60.0)
    source = opened(camera.serial, replace(ROLE, size=Size(640, 512)), small)
    assert source.read(5.0).size == Size(640, 512)


def test_a_blackfly_s_has_other_names_for_the_same(camsim, opened):
    camera = camsim(model=Model.BLACKFLY_S)
    got = opened(camera.serial).apply(CameraSettings())
    assert got.rate_hz == pytest.approx(60.0)


def test_closing_puts_the_camera_back_as_it_was_found(camera, opened):
    source = opened(camera.serial)
    source.close()
    assert camera.registers["ExposureAuto"] == "Continuous"
    assert camera.registers["AcquisitionFrameRateAuto"] == "Continuous"
    assert not camera.is_open


def test_everything_is_let_go_in_order_also_after_a_refusal(camera, opened):
    source = opened(camera.serial)
    with pytest.raises(SettingRejectedError) as refused:
        source.apply(CameraSettings(gain_db=99.0))
    source.close()
    system().release()
    assert misuse.noted == []
    assert refused.value


DYING = """
import sys
from camsetup import paths
from pathlib import Path
for name in ("config", "data", "log"):
    setattr(paths, f"user_{name}", lambda name=name: Path(sys.argv[2]) / name)
from sources.spinnaker.test_driver import ROLE, SETTINGS, SpinnakerDriver, address
source = SpinnakerDriver().open(address(sys.argv[1]), ROLE)
source.apply(SETTINGS)
source.start()
source.read(5.0)
print("streaming", flush=True)
while True:
    source.read(5.0)
"""


def test_a_camera_whose_program_was_killed_is_put_back_at_the_next_start(
    driver, camera, tmp_path
):
    environment = {**os.environ, "PYTHONPATH": f"{TESTS}:{FOLDER}:{TESTS.parent}"}
    child = subprocess.Popen(
        [sys.executable, "-c", DYING, camera.serial, str(tmp_path / "home")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with child:
        assert child.stdout.readline() == "streaming\n"
        assert "in use" in driver.find()[0].problem
        child.send_signal(signal.SIGKILL)
    wait_until(lambda: not camera.is_open)
    assert camera.registers["ExposureAuto"] == "Off"
    source = driver.open(address(camera.serial), ROLE)
    source.close()
    assert camera.registers["ExposureAuto"] == "Continuous"


def read_until_it_ends(source):
    while True:
        source.read(0.1)
