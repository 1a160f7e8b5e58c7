"""The recording rig's right camera, and the records that are kept of cameras."""

from camsetup import paths
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings, Trigger

ROLE = CameraRole(
    "right",
    Size(640, 512),
    150.0,
    "recording-right",
    settings=CameraSettings(
        width_px=640,
        height_px=512,
        rate_hz=150.0,
        exposure_us=3000.0,
        gain_db=0.0,
        gamma=1.0,
        trigger=Trigger.OFF,
        binning=2,
    ),
)


def records():
    return list((paths.user_data() / "as_found").glob("*.json"))
