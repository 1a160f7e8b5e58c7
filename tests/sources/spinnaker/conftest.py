"""An opened camera behind the stand-in for PySpin."""

import pytest

from camsetup.sources.spinnaker.device import SpinnakerDevice
from camsetup.sources.spinnaker.system import system


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
