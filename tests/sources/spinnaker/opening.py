"""Which camera is opened, and how it is to be set."""

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings
from camsetup.sources.address import Address

ROLE = CameraRole("left", Size(1280, 1024), 60.0, "training-left")
SETTINGS = CameraSettings(rate_hz=60.0, exposure_us=2000.0, gain_db=3.0, gamma=1.0)


def address(serial=""):
    return Address("spinnaker", serial)
