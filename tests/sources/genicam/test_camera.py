"""A real camera as a source, on paper."""

from dataclasses import replace

import numpy as np
import pytest

from camsetup.domain.errors import (
    CameraLostError,
    ReadTimeoutError,
    SettingRejectedError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.rig import Orientation
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.abilities import Silence
from camsetup.sources.base import upright
from camsetup.sources.genicam.camera import GenicamCamera
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.genicam.settings import Setter
from sources.genicam.paper_nodes import Node, PaperDevice, PaperNodes, buffer, chameleon
from sources.genicam.right_camera import ROLE, records


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

    def test_a_camera_whose_opening_fails_in_a_way_nobody_knows_is_let_go(
        self, device, monkeypatch
    ):
        monkeypatch.setattr(Setter, "prepare", lambda _: 1 / 0)
        before = values(device.nodes)
        with pytest.raises(ZeroDivisionError):
            GenicamCamera(device, ROLE)
        assert device.deeds[-1] == "close"
        assert values(device.nodes) == before

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
