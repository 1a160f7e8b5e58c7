"""An opened camera behind the stand-in for PySpin."""

import pytest

from camsetup.sources.spinnaker import SpinnakerDriver
from camsetup.sources.spinnaker.device import SpinnakerDevice
from camsetup.sources.spinnaker.system import system
from sources.spinnaker.opening import ROLE, SETTINGS, address


@pytest.fixture
def camera(pyspin, camsim):
    """A Chameleon3 as it comes from the factory."""
    return camsim()


@pytest.fixture
def device(camera):
    """The camera, opened by Spinnaker."""
    device = SpinnakerDevice(system(), camera.serial)
    yield device
    device.close()


@pytest.fixture
def nodes(device):
    return device.nodes


@pytest.fixture
def driver(pyspin):
    return SpinnakerDriver()


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
