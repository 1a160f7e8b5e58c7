"""A virtual camera behind the real harvesters."""

import pytest

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.sources.address import Address
from camsetup.sources.gentl import GenTLDriver

ROLE = CameraRole("left", Size(640, 512), 150.0, "training-left")


@pytest.fixture
def driver():
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    return GenTLDriver()


@pytest.fixture
def camera(camsim):
    """A Chameleon3 as it comes from the factory."""
    return camsim()


@pytest.fixture
def role():
    return ROLE


@pytest.fixture
def device(driver, camera):
    """The camera, opened, at 640×512 and 150 Hz."""
    device = driver.open_device(Address("gentl", camera.serial))
    for node in ("AcquisitionFrameRateAuto", "ExposureAuto", "GainAuto"):
        device.nodes.set_word(node, "Off")
    device.nodes.set_number("ExposureTime", 2000.0)
    device.nodes.set_number("Width", 640)
    device.nodes.set_number("Height", 512)
    device.nodes.set_number("AcquisitionFrameRate", 150.0)
    yield device
    device.close()


@pytest.fixture
def nodes(device):
    return device.nodes
