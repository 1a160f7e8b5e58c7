"""The lookout: looks while somebody wants to know, and survives a broken driver."""

import pytest

from camera_park import SERIALS, Park, open_park
from camsetup.session.lookout import Lookout
from camsetup.sources.base import CameraFound
from camsetup.sources.registry import drivers
from waiting import wait_until


@pytest.fixture
def park(monkeypatch):
    return open_park(monkeypatch)


@pytest.fixture
def lookout(park):
    looking = Lookout(period_s=0.01)
    yield looking
    looking.close()


def _found(lookout):
    return {camera.serial for camera in lookout.found}


def test_it_goes_on_as_long_as_anybody_looks(lookout, park):
    lookout.look("window", on=True)
    lookout.look("wave", on=True)
    lookout.look("window", on=False)
    wait_until(lambda: set(SERIALS.values()) < _found(lookout))
    lookout.look("wave", on=False)
    assert (lookout.looking, lookout.found) == (False, ())


def test_it_can_begin_again(lookout):
    for _ in range(3):
        lookout.look("window", on=True)
        wait_until(lambda: lookout.found)
        lookout.look("window", on=False)
        assert lookout.found == ()


def test_what_is_found_stays_the_same_object_until_it_changes(lookout, park):
    lookout.look("window", on=True)
    first = wait_until(lambda: lookout.found)
    searches = park.searches
    wait_until(lambda: park.searches > searches + 2)
    assert lookout.found is first
    park.cameras[SERIALS["left"]].plugged = False
    wait_until(lambda: lookout.found is not first)


def test_a_camera_that_two_drivers_see_is_found_once(lookout, park, monkeypatch):
    class Other(Park):
        def find(self):
            serial = SERIALS["left"]
            return [CameraFound(f"other:{serial}", serial, "Other")]

    monkeypatch.setitem(drivers(), "other", Other())
    lookout.look("window", on=True)
    found = wait_until(lambda: lookout.found)
    of_left = [camera for camera in found if camera.serial == SERIALS["left"]]
    assert [camera.address for camera in of_left] == [f"gentl:{SERIALS['left']}"]


@pytest.mark.logs_warnings
def test_a_driver_that_breaks_does_not_hide_the_others(lookout, park, monkeypatch):
    def broken():
        raise RuntimeError("firmware")

    monkeypatch.setattr(park, "find", broken)
    lookout.look("window", on=True)
    wait_until(lambda: "SIM-LEFT" in _found(lookout))
