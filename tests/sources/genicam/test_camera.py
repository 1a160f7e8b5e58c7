"""A real camera as a source: on paper, and by harvesters on the virtual Chameleon3."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camsetup import paths
from camsetup.domain.errors import (
    CameraLostError,
    ReadTimeoutError,
    SettingRejectedError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole, Orientation
from camsetup.domain.settings import Automatic, CameraSettings, Trigger
from camsetup.sources.address import Address
from camsetup.sources.base import Silence, upright
from camsetup.sources.genicam.camera import GenicamCamera
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.nodes import NodeError
from camsim.nodes.models import Binning, Model
from sources.genicam.paper_nodes import Node, PaperDevice, PaperNodes, buffer, chameleon

NONE = Binning.NONE

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


@pytest.fixture
def device():
    return PaperDevice(chameleon())


@pytest.fixture
def camera(device):
    camera = GenicamCamera(device, ROLE)
    yield camera
    device.nodes.gone = False
    camera.close()


@pytest.fixture
def streaming(camera):
    camera.apply(ROLE.settings)
    camera.start()
    return camera


def values(nodes):
    return {name: node.value for name, node in nodes.all.items()}


def records():
    return list((paths.user_data() / "as_found").glob("*.json"))


class TestOpeningAndClosing:
    def test_the_state_as_found_is_on_disk_before_anything_is_written(self):
        nodes = chameleon(PixelFormat=Node("RGB8", words=("RGB8", "Mono8")))
        on_disk = []
        nodes.all["PixelFormat"].follows = lambda nodes: on_disk.extend(records())
        GenicamCamera(PaperDevice(nodes), ROLE).close()
        assert on_disk
        assert nodes["PixelFormat"] == "RGB8"

    def test_closing_stops_puts_everything_back_and_lets_go(self, device):
        before = values(device.nodes)
        camera = GenicamCamera(device, ROLE)
        camera.apply(ROLE.settings)
        camera.start()
        camera.close()
        assert values(device.nodes) == before
        assert device.deeds == ["start 64", "stop", "close"]
        assert records() == []

    def test_closing_a_camera_that_is_gone_is_quiet_and_keeps_the_record(
        self, streaming, device
    ):
        device.nodes.gone = True
        streaming.close()
        streaming.close()
        assert device.deeds[-1] == "close"
        assert len(records()) == 1

    @pytest.mark.logs_warnings
    def test_each_step_of_closing_is_done_whatever_the_one_before_said(
        self, streaming, device, monkeypatch
    ):
        def fail():
            raise NodeError("AcquisitionStop is refused.")

        monkeypatch.setattr(device, "stop", fail)
        device.nodes["TLParamsLocked"] = 0
        streaming.close()
        assert device.nodes["ExposureAuto"] == "Continuous"
        assert device.deeds[-1] == "close"

    def test_a_camera_that_sends_only_colours_is_refused_put_back_and_let_go(self):
        device = PaperDevice(chameleon(PixelFormat=Node("RGB8", words=("RGB8",))))
        with pytest.raises(SettingRejectedError, match="pixel_format"):
            GenicamCamera(device, ROLE)
        assert device.deeds[-1] == "close"
        assert records() == []

    def test_a_camera_that_goes_while_it_is_opened_is_let_go(self):
        device = PaperDevice(chameleon())
        device.nodes.gone = True
        with pytest.raises(CameraLostError):
            GenicamCamera(device, ROLE)
        assert device.deeds[-1] == "close"

    @pytest.mark.parametrize(
        "use",
        [
            lambda camera: camera.describe(),
            lambda camera: camera.apply(CameraSettings()),
            lambda camera: camera.start(),
            lambda camera: camera.read(0.1),
            lambda camera: camera.diagnose(),
            lambda camera: camera.keep_settings(),
            lambda camera: camera.nodes,
            lambda camera: camera.transport,
        ],
    )
    def test_use_after_closing_is_refused(self, camera, use):
        camera.close()
        with pytest.raises(SourceClosedError, match="15322923"):
            use(camera)


class TestReading:
    def test_reading_before_the_start_is_a_mistake_of_the_program(self, camera):
        with pytest.raises(UsageError, match="not been started"):
            camera.read(0.1)

    @pytest.mark.parametrize(
        ("rate", "deed"), [(99.0, "start 32"), (100.0, "start 64")]
    )
    def test_fast_cameras_get_more_buffers(self, camera, device, rate, deed):
        camera.apply(CameraSettings(rate_hz=rate))
        camera.start()
        assert device.deeds == [deed]

    def test_frames_come_without_end(self, camera, device):
        device.nodes["AcquisitionMode"] = "SingleFrame"
        camera.start()
        assert device.nodes["AcquisitionMode"] == "Continuous"

    @pytest.mark.parametrize("orientation", Orientation)
    @pytest.mark.parametrize("pixel_format", ["Mono8", "Mono16"])
    def test_frames_are_upright_and_their_own(self, orientation, pixel_format):
        levels = np.arange(24, dtype=np.uint8).reshape(4, 6)
        content = levels.astype("<u2") << 8 if pixel_format == "Mono16" else levels
        device = PaperDevice(chameleon())
        camera = GenicamCamera(device, replace(ROLE, orientation=orientation))
        camera.start()
        data = content.copy().view(np.uint8).reshape(-1)
        device.coming.append(
            replace(buffer(pixels=levels, pixel_format=pixel_format), data=data)
        )
        frame = camera.read(0.1)
        data[:] = 7
        np.testing.assert_array_equal(frame.pixels, upright(levels, orientation))
        assert frame.pixels.flags.owndata
        assert frame.pixels.flags.c_contiguous
        assert not frame.pixels.flags.writeable
        camera.close()

    def test_a_buffer_that_cannot_be_read_is_given_back_too(self, streaming, device):
        device.coming += [buffer(1), buffer(2, pixel_format="RGB8")]
        streaming.read(0.1)
        with pytest.raises(SettingRejectedError, match="RGB8"):
            streaming.read(0.1)
        assert [each.frame_id for each in device.given_back] == [1, 2]

    def test_an_incomplete_frame_comes_says_so_and_is_black_where_it_lacks(
        self, streaming, device
    ):
        whole = buffer(1, np.full((4, 6), 200, np.uint8))
        device.coming.append(replace(whole, data=whole.data[:12], complete=False))
        frame = streaming.read(0.1)
        assert not frame.stamp.complete
        assert frame.pixels.tolist() == [[200] * 6] * 2 + [[0] * 6] * 2

    def test_silence_of_a_camera_that_answers_is_a_timeout(self, streaming):
        with pytest.raises(ReadTimeoutError, match="15322923"):
            streaming.read(0.1)

    def test_silence_of_a_camera_that_is_gone_is_a_loss(self, streaming, device):
        device.nodes.gone = True
        with pytest.raises(CameraLostError) as lost:
            streaming.read(0.1)
        assert lost.value.remedy


class TestSettingWhileStreaming:
    def test_what_is_not_locked_is_set_without_a_pause(self, streaming, device):
        assert streaming.apply(CameraSettings(exposure_us=2000.0)).exposure_us == 2000.0
        assert device.deeds == ["start 64"]

    def test_setting_again_what_is_set_makes_no_pause(self, streaming, device):
        streaming.apply(ROLE.settings)
        assert device.deeds == ["start 64"]

    def test_a_picture_is_moved_without_a_pause(self, streaming, device):
        streaming.apply(CameraSettings(width_px=320))
        device.deeds.clear()
        assert streaming.apply(CameraSettings(offset_x_px=40)).offset_x_px == 40
        assert device.deeds == []

    def test_a_size_pauses_the_stream(self, streaming, device):
        assert streaming.apply(CameraSettings(width_px=320)).width_px == 320
        assert device.deeds == ["start 64", "stop", "start 64"]

    def test_a_size_that_is_refused_after_all_leaves_it_streaming(
        self, streaming, device
    ):
        with pytest.raises(SettingRejectedError, match="width_px"):
            streaming.apply(CameraSettings(width_px=330))
        assert device.deeds == ["start 64", "stop", "start 64"]

    def test_what_no_camera_could_take_makes_no_pause(self, streaming, device):
        with pytest.raises(SettingRejectedError, match="gain_db"):
            streaming.apply(CameraSettings(width_px=320, gain_db=90.0))
        assert device.deeds == ["start 64"]

    def test_what_turns_out_to_be_locked_is_set_in_a_pause(self, streaming, device):
        device.nodes.all["TriggerMode"].access = device.nodes.all["Width"].access
        assert streaming.apply(CameraSettings(trigger=Trigger.HARDWARE)).trigger is (
            Trigger.HARDWARE
        )
        assert device.deeds == ["start 64", "stop", "start 64"]

    def test_a_pause_is_no_dropped_frame_whatever_the_camera_counts(
        self, streaming, device
    ):
        device.coming += [buffer(65_000), buffer(65_001)]
        before = [streaming.read(0.1).stamp for _ in range(2)]
        streaming.apply(CameraSettings(width_px=320))
        device.coming += [buffer(0), buffer(1), buffer(3)]
        after = [streaming.read(0.1).stamp for _ in range(3)]
        ids = np.diff([stamp.frame_id for stamp in before + after])
        times = [stamp.device_time_ns for stamp in before + after]
        assert ids.tolist() == [1, 1, 1, 2]
        assert np.diff(times).min() > 0


class TestDescription:
    def test_it_says_what_hurts_and_how_things_are_done(self, device):
        speed = Node("HighSpeed", words=("HighSpeed",))
        device = PaperDevice(device.nodes, PaperNodes(DeviceCurrentSpeed=speed))
        camera = GenicamCamera(device, ROLE)
        camera.apply(ROLE.settings)
        description = camera.describe()
        assert (description.serial, description.model) == ("15322923", "Paper CM3")
        assert "USB 2" in description.remarks[0].message
        assert description.notes == (
            "2×2 binning by BinningVertical.",
            "Link: USB 2, at most 198 MB/s, 49.2 MB/s needed.",
        )
        camera.close()

    def test_watching_writes_nothing_and_reads_few_nodes(self, streaming, device):
        device.nodes.writes.clear()
        device.nodes.reads.clear()
        streaming.apply(CameraSettings())
        assert device.nodes.writes == []
        assert device.nodes.reads.total() <= 20

    def test_incomplete_frames_are_told_from_silence(self, streaming, device):
        device.coming += [buffer(1, complete=False), buffer(2, complete=False)]
        for _ in range(2):
            streaming.read(0.1)
        diagnosis = streaming.diagnose()
        assert diagnosis.silence is Silence.INCOMPLETE
        assert "2 frames" in diagnosis.message


class TestKeeping:
    def test_what_was_kept_is_what_closing_leaves(self):
        sets = ("Default", "UserSet1")
        nodes = chameleon(
            UserSetSelector=Node("Default", words=sets),
            UserSetSave=Node(),
            UserSetDefault=Node("Default", words=sets),
        )
        device = PaperDevice(nodes)
        camera = GenicamCamera(device, ROLE)
        camera.apply(ROLE.settings)
        camera.start()
        assert camera.keep_settings() == "UserSet1"
        camera.close()
        assert device.deeds == ["start 64", "stop", "start 64", "stop", "close"]
        assert (nodes["ExposureAuto"], nodes["ExposureTime"]) == ("Off", 3000.0)
        assert nodes["Width"] == 640
        assert nodes["UserSetDefault"] == "UserSet1"


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
        pytest.importorskip("harvesters")
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
        pytest.importorskip("harvesters")
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
        pytest.importorskip("harvesters")
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
        with pytest.raises(SettingRejectedError, match="exposure_us to 50000"):
            opened.apply(replace(ROLE.settings, exposure_us=50_000.0))
        assert settings_of(virtual) == before

    def test_a_register_that_refuses_is_a_setting_that_is_rejected(
        self, virtual, opened
    ):
        before = settings_of(virtual)
        virtual.refuse("Gain")
        with pytest.raises(SettingRejectedError, match="gain_db to 3 dB"):
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
