"""What every driver has to do: one suite, run over each of them.

A test module of a driver offers the fixture ``subject`` and a class derived from
`DriverContract`; pytest then runs all of this over it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from camsetup.domain.errors import (
    CameraUnavailableError,
    InputError,
    ReadTimeoutError,
    SettingRejectedError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.rig import CameraRole, Orientation
from camsetup.domain.settings import CameraSettings
from camsetup.sources.base import upright

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.address import Address
    from camsetup.sources.base import Driver, Source


@dataclass(frozen=True)
class Subject:
    """A driver under test.

    Attributes
    ----------
    make
        Makes the driver anew, its clock standing where it began.
    address
        Of a camera that can be opened.
    nonsense
        Of a camera that cannot be opened.
    role
        With its own size and rate, at most 100 Hz.
    rejects
        A setting that the camera cannot take; None when it takes none at all.
    same_sensor_picture
        True when what the sensor sends does not depend on how the role says that it
        is mounted: a fake camera. The driver then turns the picture. A recording is
        stored turned, and the simulator's sensor is turned with its role: they come
        out the same.
    """

    make: Callable[[], Driver]
    address: Address
    nonsense: Address
    role: CameraRole
    rejects: CameraSettings | None
    same_sensor_picture: bool = False


class DriverContract:
    @pytest.fixture
    def driver(self, subject):
        return subject.make()

    @pytest.fixture
    def source(self, driver, subject):
        source = started(driver.open(subject.address, subject.role), subject.role)
        yield source
        source.close()

    def test_it_says_its_name_and_whether_it_is_ready(self, driver, subject):
        assert driver.name == subject.address.driver
        readiness = driver.readiness()
        assert readiness.ready or (readiness.reason and readiness.remedy)

    def test_it_finds_safely_and_what_it_finds_has_an_address(self, driver):
        for camera in driver.find():
            assert camera.address.partition(":")[0] == driver.name
            assert camera.serial

    def test_nonsense_is_refused_in_our_own_words(self, driver, subject):
        with pytest.raises((CameraUnavailableError, InputError, UsageError)):
            driver.open(subject.nonsense, subject.role)

    def test_an_unknown_option_is_refused(self, driver, subject):
        options = {**subject.address.options, "no_such_option": "1"}
        with pytest.raises(UsageError, match="no_such_option"):
            driver.open(replace(subject.address, options=options), subject.role)

    def test_frames_have_the_size_that_is_read_back(self, source, subject):
        got = source.apply(CameraSettings())
        frame = source.read(1.0)
        assert (frame.size.width, frame.size.height) == (got.width_px, got.height_px)
        assert frame.size == subject.role.size

    def test_frames_are_owned_contiguous_and_locked(self, source):
        pixels = source.read(1.0).pixels
        assert pixels.dtype == np.uint8
        assert pixels.ndim == 2
        assert pixels.flags.c_contiguous
        assert pixels.flags.owndata
        assert not pixels.flags.writeable

    def test_a_frame_stays_as_it_was_when_the_next_one_comes(self, source):
        first = source.read(1.0).pixels
        before = first.copy()
        second = source.read(1.0).pixels
        assert not np.shares_memory(first, second)
        np.testing.assert_array_equal(first, before)

    def test_ids_and_times_rise(self, source):
        stamps = [source.read(1.0).stamp for _ in range(8)]
        assert (np.diff([stamp.frame_id for stamp in stamps]) == 1).all()
        assert (np.diff([stamp.device_time_ns for stamp in stamps]) > 0).all()
        assert (np.diff([stamp.host_time_ns for stamp in stamps]) >= 0).all()
        assert all(stamp.complete for stamp in stamps)

    def test_the_camera_keeps_its_rate(self, source):
        rate_hz = source.apply(CameraSettings()).rate_hz
        times = [source.read(1.0).stamp.device_time_ns for _ in range(8)]
        np.testing.assert_allclose(np.diff(times), 1e9 / rate_hz, rtol=1e-3)

    def test_a_read_that_is_too_short_times_out_and_reading_goes_on(self, source):
        before = source.read(1.0).stamp.frame_id
        with pytest.raises(ReadTimeoutError):
            source.read(0.001)
        assert source.read(1.0).stamp.frame_id == before + 1

    def test_nothing_asked_is_nothing_changed(self, source):
        assert source.apply(CameraSettings()) == source.apply(CameraSettings())

    def test_a_setting_that_is_rejected_changes_nothing(self, source, subject):
        before = source.apply(CameraSettings())
        if subject.rejects is None:
            assert source.apply(CameraSettings(2, 2, rate_hz=1.0)) == before
            return
        with pytest.raises(SettingRejectedError):
            source.apply(subject.rejects)
        assert source.apply(CameraSettings()) == before

    def test_the_limits_hold_what_is_set(self, source):
        got = source.apply(CameraSettings())
        for name, limits in source.describe().limits.items():
            assert limits.holds(getattr(got, name)), name

    @pytest.mark.parametrize("orientation", Orientation)
    def test_the_picture_is_the_right_way_up_however_it_is_mounted(
        self, subject, orientation
    ):
        expected = first_pixels(subject, Orientation.UPRIGHT)
        if subject.same_sensor_picture:
            expected = upright(expected, orientation)
        np.testing.assert_array_equal(first_pixels(subject, orientation), expected)

    def test_closing_twice_is_quiet(self, source):
        source.close()
        source.close()

    def test_closing_before_the_start_is_quiet(self, driver, subject):
        driver.open(subject.address, subject.role).close()

    @pytest.mark.parametrize(
        "use",
        [
            lambda source: source.describe(),
            lambda source: source.apply(CameraSettings()),
            lambda source: source.start(),
            lambda source: source.read(0.001),
        ],
        ids=["describe", "apply", "start", "read"],
    )
    def test_use_after_closing_is_refused(self, source, use):
        source.close()
        with pytest.raises(SourceClosedError):
            use(source)

    def test_it_can_be_opened_again_after_closing(self, driver, subject):
        driver.open(subject.address, subject.role).close()
        source = started(driver.open(subject.address, subject.role), subject.role)
        source.read(1.0)
        source.close()


def started(source: Source, role: CameraRole) -> Source:
    source.apply(replace(role.settings, rate_hz=role.rate_hz))
    source.start()
    return source


def first_pixels(subject: Subject, orientation: Orientation) -> np.ndarray:
    role = replace(subject.role, orientation=orientation)
    source = started(subject.make().open(subject.address, role), role)
    pixels = source.read(1.0).pixels
    source.close()
    return pixels
