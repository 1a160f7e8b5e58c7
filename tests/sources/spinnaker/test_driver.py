"""Finding and opening cameras by Spinnaker."""

import threading
from dataclasses import replace

import pytest

from camsetup.domain.errors import (
    CameraUnavailableError,
    UsageError,
)
from camsetup.sources.address import Address
from camsetup.sources.gentl import GenTLDriver
from fake_pyspin.manner import manner
from sources.spinnaker.opening import ROLE, SETTINGS, address


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
    other = GenTLDriver().open_device(Address("gentl", camera.serial))
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
def test_a_spinnaker_that_does_not_start_is_reported_once_until_it_does(
    driver, camera, caplog
):
    manner.system_fails = True
    assert driver.find() == []
    assert driver.find() == []
    assert caplog.text.count("Could not load GenTL") == 1
    assert not driver.readiness().ready
    assert "Could not load GenTL" in driver.readiness().reason
    manner.system_fails = False
    assert driver.find()[0].serial == camera.serial
    assert driver.readiness().ready


def test_a_spinnaker_that_does_not_start_opens_nothing(driver):
    manner.system_fails = True
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
