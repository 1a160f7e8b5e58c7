"""What is said of the link before it hurts."""

import pytest

from camsetup.domain.settings import CameraSettings, PixelFormat, Range, Trigger
from camsetup.sources.genicam.link import link_notes, link_remarks, needed_mb_s
from camsetup.sources.genicam.names import Features
from sources.genicam.paper_nodes import Node, PaperNodes

GOT = CameraSettings(
    width_px=1280,
    height_px=1024,
    rate_hz=60.0,
    exposure_us=6000.0,
    pixel_format=PixelFormat.MONO8,
)


def link(limit=198_000_000, speed="SuperSpeed"):
    camera = PaperNodes(DeviceLinkThroughputLimit=Node(limit, Range(0, 1e9)))
    host = PaperNodes(DeviceCurrentSpeed=Node(speed, words=(speed,)))
    return Features(camera), Features(host)


def said(got=GOT, **how):
    return [remark.message for remark in link_remarks(*link(**how), got)]


def test_nothing_is_said_of_a_link_that_is_fast_enough():
    assert said() == []


@pytest.mark.parametrize(
    ("pixel_format", "expected"),
    [
        (PixelFormat.MONO8, 78.6),
        (PixelFormat.MONO10P, 98.3),
        (PixelFormat.MONO12P, 118.0),
        (PixelFormat.MONO10_PACKED, 118.0),
        (PixelFormat.MONO16, 157.3),
    ],
)
def test_what_is_needed_follows_the_format(pixel_format, expected):
    got = CameraSettings(pixel_format=pixel_format).over(GOT)
    assert needed_mb_s(got) == pytest.approx(expected, abs=0.05)


def test_a_limit_that_is_too_low_is_told_with_numbers_and_its_node():
    (remark,) = link_remarks(*link(limit=50_000_000), GOT)
    assert "78.6 MB/s" in remark.message
    assert "at most 50.0 MB/s" in remark.message
    assert "DeviceLinkThroughputLimit" in remark.remedy


def test_usb_2_is_told_with_numbers():
    (remark,) = link_remarks(*link(speed="HighSpeed"), GOT)
    assert "USB 2, which carries about 40 MB/s; 78.6 MB/s are needed" in remark.message
    assert "USB 3 port" in remark.remedy


def test_an_exposure_longer_than_a_period_is_told():
    (message,) = said(CameraSettings(exposure_us=20_000.0).over(GOT))
    assert "20000 µs is longer than a period at 60 Hz, 16667 µs" in message


def test_an_exposure_between_pulses_is_not_judged_by_the_rate():
    wish = CameraSettings(exposure_us=20_000.0, trigger=Trigger.HARDWARE)
    assert said(wish.over(GOT)) == []


def test_the_link_is_noted():
    assert link_notes(*link(), GOT) == (
        "Link: USB 3, at most 198 MB/s, 78.6 MB/s needed.",
    )


def test_a_camera_that_says_nothing_of_its_link_is_fine():
    nothing = Features(PaperNodes()), Features(PaperNodes())
    assert link_remarks(*nothing, CameraSettings()) == ()
    assert link_notes(*nothing, CameraSettings()) == ()
