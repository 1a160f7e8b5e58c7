"""A camera that nobody here has made: Viky, which comes with genicam.

It has no exposure time, no gain, no model name and no clock.
"""

from pathlib import Path

import numpy as np
import pytest

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings, PixelFormat
from camsetup.sources.address import Address
from camsetup.sources.gentl import GenTLDriver

ROLE = CameraRole("left", Size(640, 512), 100.0, "training-left")


@pytest.fixture
def viky():
    """The producer."""
    return Path(pytest.importorskip("genicam").__file__).parent / "viky.cti"


@pytest.fixture
def source(viky):
    address = Address("gentl", "1", {"producer": str(viky)})
    source = GenTLDriver().open(address, ROLE)
    yield source
    source.close()


def test_all_three_are_found(viky, monkeypatch):
    monkeypatch.delenv("GENICAM_GENTL64_PATH", raising=False)
    driver = GenTLDriver()
    driver.add_producers([viky])
    assert [found.address for found in driver.find()] == [
        "gentl:0",
        "gentl:1",
        "gentl:2",
    ]


def test_it_streams_grey_levels_though_it_would_rather_send_colours(source):
    got = source.apply(CameraSettings(width_px=640, height_px=512))
    assert (got.pixel_format, got.exposure_us) == (PixelFormat.MONO8, None)
    source.start()
    frames = [source.read(5.0) for _ in range(20)]
    stamps = [frame.stamp for frame in frames]
    assert {frame.size for frame in frames} == {Size(640, 512)}
    assert (np.diff([stamp.frame_id for stamp in stamps]) == 1).all()
    assert (np.diff([stamp.device_time_ns for stamp in stamps]) > 0).all()


def test_what_it_does_not_have_is_said_by_name(source):
    got = source.apply(CameraSettings(exposure_us=2000.0, gain_db=3.0))
    assert (got.exposure_us, got.gain_db) == (None, None)
    messages = " ".join(remark.message for remark in source.describe().remarks)
    assert "no exposure time" in messages
    assert "no gain" in messages
    assert not {"exposure_us", "gain_db"} & set(source.describe().limits)
