"""Scenarios of settings: refused, in order, changed from outside, and seen through."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.domain.errors import ProfileError
from camsetup.domain.settings import PixelFormat
from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsim.scene import doubled
from scenarios.watching import EXPOSURE_US, RATE_HZ, says, settings_of, streams


def settings(outcome):
    """Return what asks whether there is a picture, and the settings are so."""
    return lambda sight: streams(sight) and sight.step(Step.SETTINGS).outcome is outcome


def test_an_exposure_that_the_camera_cannot_take_is_refused_before_it_sends_anything(
    park, rig_on
):
    camera = park.plug()
    before = settings_of(camera)
    rig = rig_on(camera, exposure_us=3)
    sight = rig.see(says("cannot set the exposure time to 3 µs: it takes 6.3777 to 24"))
    assert sight.phase is Phase.FAILED
    assert "Correct exposure_us in the rig file" in sight.missing.remedy
    assert sight.missing.press == "Try again"
    assert not sight.camera.retrying
    assert not sight.verdict.ready
    rig.close()
    assert camera.made == 0
    assert settings_of(camera) == before


def test_an_exposure_longer_than_a_period_is_refused_before_the_camera_is_opened(
    park, rig_on
):
    camera = park.plug()
    with pytest.raises(
        ProfileError, match="less than 1/rate_hz \\(25000 µs\\)"
    ) as said:
        rig_on(camera, exposure_us=30_000)
    assert "line 7" in said.value.message
    assert not camera.is_open


def test_a_rate_that_a_usb_2_port_does_not_carry_is_refused_with_its_numbers(
    park, rig_on
):
    camera = park.plug()
    camera.usb2 = True
    sight = rig_on(camera, size=(1280, 1024), rate_hz=60, binning=None).see(
        says("cannot set the frame rate to 60 Hz")
    )
    assert "USB 2, which carries about 40 MB/s; 78.6 MB/s" in sight.missing.message
    assert "USB 3 port" in sight.missing.remedy


def test_a_rate_that_is_locked_by_its_automatic_is_set_all_the_same(park, rig_on):
    camera = park.plug()
    assert camera.registers["AcquisitionFrameRateAuto"] == "Continuous"
    sight = rig_on(camera).see(settings(Outcome.PASS))
    assert sight.camera.got.rate_hz == pytest.approx(RATE_HZ, rel=1e-3)
    assert sight.camera.got.automatics == frozenset()
    assert sight.step(Step.SETTINGS).message == "All 8 settings are as asked."
    assert sight.check("framerate").outcome is not Outcome.FAIL


@pytest.mark.logs_warnings
def test_an_automatic_that_is_on_again_is_a_fail_until_the_settings_are_applied(
    park, rig_on, log
):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(settings(Outcome.PASS))
    camera.registers["ExposureAuto"] = "Continuous"
    sight = rig.see(settings(Outcome.FAIL))
    judged = sight.check("settings")
    assert "Exposure automatic is on again" in judged.message
    assert "Apply the settings again" in judged.remedy
    assert not sight.verdict.ready
    assert log("Camera left was changed from outside", "exposure automatic is on again")
    rig.session.apply_profile("left")
    sight = rig.see(settings(Outcome.PASS))
    assert sight.camera.reapplied == 0
    assert camera.registers["ExposureAuto"] == "Off"
    assert camera.registers["ExposureTime"] == pytest.approx(EXPOSURE_US, rel=1e-3)


@pytest.mark.logs_warnings
def test_an_automatic_that_is_on_again_is_mended_where_the_rig_file_says_so(
    park, rig_on, log
):
    camera = park.plug()
    rig = rig_on(camera, on_change="reapply")
    rig.see(settings(Outcome.PASS))
    camera.registers["ExposureAuto"] = "Continuous"
    sight = rig.see(lambda sight: sight.camera.reapplied == 1)
    assert log("Camera left was changed from outside", "exposure automatic is on again")
    assert log("Camera left: set again", "automatics")
    sight = rig.see(settings(Outcome.PASS))
    assert sight.camera.got.exposure_us == pytest.approx(EXPOSURE_US, rel=1e-3)
    assert camera.registers["ExposureAuto"] == "Off"


@pytest.mark.logs_warnings
def test_an_exposure_set_longer_than_a_period_by_another_program_is_said(park, rig_on):
    camera = park.plug()
    rig = rig_on(camera)
    rig.see(settings(Outcome.PASS))
    camera.registers["AcquisitionFrameRateEnabled"] = 0
    camera.registers["ExposureTime"] = 45_000
    judged = rig.see(settings(Outcome.FAIL)).check("settings")
    assert "exposure time: asked 4000 µs, got 45000 µs" in judged.message
    sight = rig.see(
        lambda sight: (
            sight.check("framerate")
            and sight.check("framerate").outcome is Outcome.FAIL
        )
    )
    assert "Shorten the exposure" in sight.check("framerate").remedy


def test_mono12p_shows_the_same_picture_and_keeps_saturation(park, rig_on):
    camera = park.plug()
    expected = np.random.default_rng(3).integers(0, 256, (512, 640), dtype=np.uint8)
    camera.show(doubled(expected))
    camera.expose_for(exposure_us=EXPOSURE_US, black_percent=0.0)
    rig = rig_on(camera, pixel_format="Mono12p", black_level_percent=0)
    sight = rig.see(settings(Outcome.PASS))
    assert sight.camera.got.pixel_format is PixelFormat.MONO12P
    picture = rig.picture()
    assert np.array_equal(picture == 255, expected == 255)
    assert np.abs(picture.astype(int) - expected).max() <= 1
