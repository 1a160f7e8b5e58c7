"""A real camera as a source: by harvesters on virtual ones."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camsetup.domain.errors import (
    CameraLostError,
    ReadTimeoutError,
    SettingRejectedError,
)
from camsetup.domain.frame import Size
from camsetup.domain.settings import Automatic, CameraSettings, Trigger
from camsetup.sources.abilities import Silence
from camsetup.sources.address import Address
from camsetup.sources.genicam.names import Feature
from camsim.nodes.models import Binning, Model
from sources.genicam.right_camera import ROLE, records

NONE = Binning.NONE


class TestViky:
    """A producer that nobody here wrote, of cameras with hardly any settings."""

    def test_what_it_lacks_is_remarked_on_and_it_streams(self, monkeypatch):
        genicam = pytest.importorskip("genicam")
        folder = Path(genicam.__file__).parent
        monkeypatch.setenv("GENICAM_GENTL64_PATH", str(folder))
        camera = open_by_harvesters("1")
        got = camera.apply(replace(ROLE.settings, binning=None))
        assert (got.exposure_us, got.gain_db, got.automatics) == (None, None, None)
        assert [remark.message for remark in camera.describe().remarks] == [
            "This camera has no exposure time to set.",
            "This camera has no gain to set.",
        ]
        camera.start()
        assert camera.read(1.0).size == ROLE.size
        camera.close()


class TestVirtualChameleon:
    """The whole real stack: harvesters, GenApi, and a GenTL producer."""

    @pytest.fixture
    def virtual(self, camsim):
        pytest.importorskip("harvesters.core", exc_type=ImportError)
        return camsim()

    @pytest.fixture
    def opened(self, virtual):
        camera = open_by_harvesters(virtual.serial)
        yield camera
        virtual.plug_in()
        camera.close()

    @pytest.mark.parametrize("binning", [way for way in Binning if way is not NONE])
    @pytest.mark.parametrize("model", Model)
    def test_the_recording_rigs_right_camera_streams_as_asked(
        self, camsim, model, binning
    ):
        pytest.importorskip("harvesters.core", exc_type=ImportError)
        camera = open_by_harvesters(camsim(model=model, binning=binning).serial)
        got = camera.apply(ROLE.settings)
        assert got.over(ROLE.settings) == ROLE.settings.over(got)
        assert got.automatics == frozenset()
        camera.start()
        stamps = [camera.read(1.0).stamp for _ in range(30)]
        assert set(np.diff([stamp.frame_id for stamp in stamps])) == {1}
        periods_ms = np.diff([stamp.device_time_ns for stamp in stamps]) / 1e6
        np.testing.assert_allclose(periods_ms, 1e3 / 150, rtol=1e-3)
        assert camera.describe().remarks == ()
        camera.close()

    def test_a_camera_that_does_not_bin_sends_its_centre(self, camsim):
        pytest.importorskip("harvesters.core", exc_type=ImportError)
        virtual = camsim(binning=NONE)
        scene = np.add.outer(np.arange(1024) // 8, np.arange(1280) // 16)
        virtual.show(scene.astype(np.uint8))
        virtual.expose_for(exposure_us=3000.0, black_percent=0.0)
        camera = open_by_harvesters(virtual.serial)
        camera.apply(replace(ROLE.settings, black_level_percent=0.0))
        camera.start()
        frame = camera.read(1.0)
        np.testing.assert_array_equal(frame.pixels, scene[256:768, 320:960])
        assert "not the same view" in camera.describe().remarks[0].message
        camera.close()

    def test_a_refusal_leaves_every_register_as_it_was(self, virtual, opened):
        before = settings_of(virtual)
        with pytest.raises(SettingRejectedError, match="exposure time to 50000"):
            opened.apply(replace(ROLE.settings, exposure_us=50_000.0))
        assert settings_of(virtual) == before

    def test_a_register_that_refuses_is_a_setting_that_is_rejected(
        self, virtual, opened
    ):
        before = settings_of(virtual)
        virtual.refuse("Gain")
        with pytest.raises(SettingRejectedError, match="gain to 3 dB"):
            opened.apply(replace(ROLE.settings, gain_db=3.0))
        assert settings_of(virtual) == before

    def test_sizes_change_while_it_streams_without_a_dropped_frame(self, opened):
        opened.apply(ROLE.settings)
        opened.start()
        before = [opened.read(1.0) for _ in range(3)]
        opened.apply(replace(ROLE.settings, width_px=320, height_px=256))
        after = [opened.read(1.0) for _ in range(3)]
        ids = [frame.stamp.frame_id for frame in before + after]
        assert set(np.diff(ids)) == {1}
        assert after[0].size == Size(320, 256)

    def test_an_automatic_switched_on_from_outside_is_seen_and_switched_off(
        self, virtual, opened
    ):
        opened.apply(ROLE.settings)
        opened.start()
        virtual.registers["ExposureAuto"] = "Continuous"
        assert opened.apply(CameraSettings()).automatics == {Automatic.EXPOSURE}
        assert opened.apply(ROLE.settings).automatics == frozenset()

    def test_a_trigger_left_on_is_said_and_turned_off(self, virtual, opened):
        opened.apply(replace(ROLE.settings, trigger=Trigger.HARDWARE))
        opened.start()
        with pytest.raises(ReadTimeoutError):
            opened.read(0.05)
        assert opened.diagnose().silence is Silence.WAITS_FOR_TRIGGER
        opened.apply(CameraSettings(trigger=Trigger.OFF))
        assert opened.read(1.0).stamp.complete

    def test_an_unplugged_camera_is_lost_and_put_back_when_it_returns(self, virtual):
        before = settings_of(virtual)
        camera = open_by_harvesters(virtual.serial)
        camera.apply(ROLE.settings)
        camera.start()
        camera.read(1.0)
        virtual.unplug()
        with pytest.raises(CameraLostError):
            read_until_it_fails(camera)
        camera.close()
        assert len(records()) == 1
        virtual.plug_in()
        open_by_harvesters(virtual.serial).close()
        assert settings_of(virtual) == before
        assert records() == []

    def test_frames_that_are_all_incomplete_come_and_say_so(self, virtual, opened):
        virtual.incomplete_every = 1
        opened.apply(ROLE.settings)
        opened.start()
        frames = [opened.read(1.0) for _ in range(3)]
        assert not any(frame.stamp.complete for frame in frames)
        assert {frame.size for frame in frames} == {ROLE.size}
        assert opened.diagnose().silence is Silence.INCOMPLETE

    def test_dropped_frames_are_gaps(self, virtual, opened):
        virtual.drop_every = 10
        opened.apply(ROLE.settings)
        opened.start()
        ids = [opened.read(1.0).stamp.frame_id for _ in range(25)]
        assert sorted(set(np.diff(ids))) == [1, 2]

    def test_usb_2_is_said_before_it_hurts(self, virtual):
        virtual.usb2 = True
        camera = open_by_harvesters(virtual.serial)
        camera.apply(replace(ROLE.settings, rate_hz=60.0))
        assert "USB 2" in camera.describe().remarks[0].message
        camera.close()

    def test_what_is_kept_survives_a_power_cycle(self, virtual):
        camera = open_by_harvesters(virtual.serial)
        camera.apply(ROLE.settings)
        camera.start()
        assert camera.keep_settings() == "UserSet1"
        camera.close()
        virtual.power_cycle()
        assert virtual.registers["ExposureAuto"] == "Off"
        assert virtual.registers["ExposureTime"] == 3000.0
        assert virtual.registers["Width"] == 640

    def test_watching_reads_few_nodes_and_writes_none(self, opened, monkeypatch):
        opened.apply(ROLE.settings)
        opened.start()
        counted = Counted(opened.nodes)
        monkeypatch.setattr(opened._features, "nodes", counted)
        opened.apply(CameraSettings())
        assert counted.calls.total() <= 20
        assert counted.calls.keys() <= {"number", "word", "flag"}


class Counted:
    """Passes calls on to a node map, and counts them."""

    def __init__(self, nodes):
        self._nodes = nodes
        self.calls = Counter()

    def __getattr__(self, name):
        self.calls[name] += 1
        return getattr(self._nodes, name)


def open_by_harvesters(serial):
    from camsetup.sources.gentl.driver import GenTLDriver  # noqa: PLC0415 - optional

    return GenTLDriver().open(Address("gentl", serial), ROLE)


def read_until_it_fails(camera):
    for _ in range(1000):
        camera.read(0.2)


def settings_of(virtual):
    """Return what a client could have written: counters and clocks tick anyway."""
    names = (*Feature, "TriggerActivation")
    wanted = {name for each in names for name in getattr(each, "value", (each,))}
    held = {name: virtual.registers[name] for name in virtual.registers}
    return {name: value for name, value in held.items() if name in wanted}
