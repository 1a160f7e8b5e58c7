"""A serial number leads to the driver that sees its camera, or to what is missing."""

import pytest

from camera_park import SERIALS, open_park
from camsetup.domain.errors import CameraUnavailableError
from camsetup.profiles.rigs import load_rig
from camsetup.sources.address import Address
from camsetup.sources.base import CameraFound, Readiness
from camsetup.sources.by_serial import in_order, located, without_twins
from camsetup.sources.registry import drivers, open_source


class Driver:
    def __init__(self, name, *serials, ready=True):
        self.name, self.serials, self.ready, self.searches = name, serials, ready, 0

    def readiness(self):
        return Readiness(
            self.ready, "" if self.ready else f"No {self.name}.", f"Get {self.name}."
        )

    def find(self):
        self.searches += 1
        return [CameraFound(f"{self.name}:{each}", each, "M") for each in self.serials]


def _located(serial, *known, options=None):
    address = Address("serial", serial, options or {})
    role = load_rig("training").camera("left")
    return located(address, role, {driver.name: driver for driver in known})


def test_the_driver_that_sees_the_camera_opens_it():
    found = _located("18012444", Driver("spinnaker", "1"), Driver("gentl", "18012444"))
    assert found == Address("gentl", "18012444")


def test_a_serial_in_hex_is_the_drivers_own_from_then_on():
    found = _located("18012444", Driver("gentl", "0112D91C"))
    assert found == Address("gentl", "0112D91C")


def test_spinnaker_comes_before_gentl_and_the_simulator_last():
    names = ["simulator", "recording", "gentl", "others", "spinnaker"]
    assert in_order(names)[:3] == ["spinnaker", "gentl", "others"]
    both = Driver("gentl", "7"), Driver("spinnaker", "7")
    assert _located("7", *both).driver == "spinnaker"


def test_a_simulated_serial_asks_no_real_driver():
    gentl = Driver("gentl")
    found = _located("SIM-LEFT", gentl, options={"dx": "4"})
    assert found == Address("simulator", "SIM-LEFT", {"dx": "4"})
    assert gentl.searches == 0


def test_a_camera_that_nobody_sees_is_asked_of_the_first_that_is_ready():
    spinnaker = Driver("spinnaker", ready=False)
    assert _located("7", Driver("gentl"), spinnaker).driver == "gentl"


def test_without_any_driver_the_reasons_are_said_and_the_nearest_way_out():
    known = Driver("spinnaker", ready=False), Driver("gentl", ready=False)
    with pytest.raises(CameraUnavailableError) as caught:
        _located("7", *known)
    assert caught.value.message == (
        "No driver for camera 7 is ready (gentl: No gentl; spinnaker: No spinnaker)."
    )
    assert caught.value.remedy == "Get gentl."


def test_a_role_without_a_camera_says_so():
    with pytest.raises(CameraUnavailableError, match="No camera is bound to left"):
        open_source("serial:", load_rig("training").camera("left"))


def test_options_reach_the_driver():
    role = load_rig("training").camera("left")
    source = open_source("serial:SIM-LEFT?dx=12", role)
    dx = next(knob for knob in source.describe().knobs if knob.name == "dx")
    source.close()
    assert dx.value == 12


def test_a_camera_is_opened_by_its_serial(monkeypatch):
    open_park(monkeypatch)
    role = load_rig("training").camera("left")
    source = open_source(f"serial:{SERIALS['left']}", role)
    assert source.describe().serial == SERIALS["left"]
    source.close()
    assert "gentl" in drivers()


def test_a_camera_that_two_drivers_see_is_one():
    spinnaker = CameraFound("spinnaker:18012444", "18012444", "M")
    gentl = CameraFound("gentl:0112D91C", "0112D91C", "M")
    assert without_twins([spinnaker, gentl]) == (spinnaker,)
