"""A camera that Spinnaker has opened, while it streams, breaks and goes."""

import pytest

from camsetup.domain.errors import CameraError, CameraLostError
from camsetup.sources.spinnaker.device import SpinnakerDevice
from camsetup.sources.spinnaker.system import release_system, system
from fake_pyspin import misuse
from fake_pyspin.manner import manner
from waiting import wait_until


def take(device, timeout_s=5.0):
    buffer = device.wait(timeout_s)
    assert buffer is not None
    device.give_back(buffer)
    return buffer


def take_until_lost(device):
    while True:
        buffer = device.wait(0.02)
        if buffer is not None:
            device.give_back(buffer)


def set_by_hand(nodes, rate_hz):
    nodes.set_word("AcquisitionFrameRateAuto", "Off")
    nodes.set_number("AcquisitionFrameRate", rate_hz)
    nodes.set_word("ExposureAuto", "Off")
    nodes.set_word("GainAuto", "Off")


def test_it_knows_its_serial_its_model_and_its_link(camera, device):
    assert device.serial == camera.serial
    assert device.model == "Chameleon3 CM3-U3-13Y3M"
    assert device.transport.word("DeviceCurrentSpeed") == "SuperSpeed"


def test_every_frame_is_counted_and_none_overwritten(device):
    device.start(48)
    assert device._stream.word("StreamBufferCountMode") == "Manual"
    assert device._stream.number("StreamBufferCountManual") == 48
    assert device._stream.word("StreamBufferHandlingMode") == "OldestFirst"


def test_more_buffers_than_there_can_be_are_as_many_as_there_can_be(device):
    device.start(100_000)
    assert device._stream.number("StreamBufferCountManual") == 500


def test_150_frames_a_second_have_no_gap(camera, device):
    set_by_hand(device.nodes, 150.0)
    device.start(64)
    ids = [take(device).frame_id for _ in range(150)]
    assert ids == list(range(ids[0], ids[0] + 150))
    assert camera.underrun == 0


def test_frames_that_nobody_took_wait_oldest_first(camera, device):
    set_by_hand(device.nodes, 150.0)
    device.start(64)
    wait_until(lambda: camera.delivered >= 8)
    assert [take(device).frame_id for _ in range(8)] == list(range(8))


def test_times_are_nanoseconds(device):
    set_by_hand(device.nodes, 100.0)
    device.start(16)
    first, second = take(device), take(device)
    frames = second.frame_id - first.frame_id
    ticks = second.device_time - first.device_time
    assert ticks / second.ticks_per_second == pytest.approx(frames / 100, rel=0.01)


@pytest.mark.parametrize(
    ("pixel_format", "bits"),
    [
        ("Mono8", 8),
        ("Mono10p", 10),
        ("Mono12p", 12),
        ("Mono12Packed", 12),
        ("Mono16", 16),
    ],
)
def test_data_are_the_bytes_as_they_came(device, pixel_format, bits):
    device.nodes.set_word("PixelFormat", pixel_format)
    device.start(8)
    buffer = device.wait(5.0)
    assert buffer.pixel_format == pixel_format
    assert (buffer.width, buffer.height) == (1280, 1024)
    assert buffer.data.dtype == "uint8"
    assert buffer.data.shape == (1280 * 1024 * bits // 8,)
    device.give_back(buffer)


def test_incomplete_frames_come_too_and_say_so(camera, device):
    camera.incomplete_every = 3
    device.start(16)
    complete = [take(device).complete for _ in range(6)]
    assert complete == [True, True, False, True, True, False]


def test_a_frame_lost_on_the_way_leaves_a_gap(camera, device):
    camera.drop_every = 4
    device.start(16)
    assert [take(device).frame_id for _ in range(6)] == [0, 1, 2, 4, 5, 6]


def test_a_silent_camera_is_no_lost_one(camera, device):
    camera.stall()
    device.start(8)
    assert device.wait(0.05) is None
    camera.stall(on=False)
    take(device)


def test_a_buffer_given_back_twice_is_given_back_once(device):
    device.start(8)
    buffer = device.wait(5.0)
    device.give_back(buffer)
    device.give_back(buffer)
    take(device)


def test_no_buffer_is_lost_by_being_given_back(device):
    device.start(3)
    assert len({take(device).frame_id for _ in range(12)}) == 12


@pytest.mark.parametrize("code", [-1010, -1002, -1011, -2006, -2007])
@pytest.mark.parametrize("says", [True, False])
def test_an_unplugged_camera_is_lost_however_spinnaker_says_it(
    camera, device, code, says
):
    manner.code_when_gone, manner.says_when_gone = code, says
    device.start(8)
    take(device)
    camera.unplug()
    with pytest.raises(CameraLostError, match=camera.serial):
        take_until_lost(device)


@pytest.mark.parametrize(("code", "says"), [(-1010, False), (-2006, True)])
def test_the_nodes_of_an_unplugged_camera_say_so(camera, device, code, says):
    manner.code_when_gone, manner.says_when_gone = code, says
    camera.unplug()
    with pytest.raises(CameraLostError, match=camera.serial):
        device.nodes.number("ExposureTime")


def test_a_camera_that_is_gone_does_not_start(camera, device):
    camera.unplug()
    with pytest.raises(CameraLostError):
        device.start(8)


@pytest.mark.logs_warnings
def test_a_camera_that_does_not_begin_says_what_may_help(device, monkeypatch, pyspin):
    def fail(_):
        raise pyspin.SpinnakerException("Could not start acquisition.", -1010)

    monkeypatch.setattr(pyspin.Camera, "BeginAcquisition", fail)
    with pytest.raises(CameraError, match=r"Could not start .*usbfs_memory"):
        device.start(64)


@pytest.mark.logs_warnings
def test_without_memory_for_all_buffers_it_begins_with_fewer(
    device, monkeypatch, pyspin, caplog
):
    begin = pyspin.Camera.BeginAcquisition

    def begin_with_little_memory(camera):
        if device._stream.number("StreamBufferCountManual") > 20:
            raise pyspin.SpinnakerException("Insufficient memory.", -1021)
        begin(camera)

    monkeypatch.setattr(pyspin.Camera, "BeginAcquisition", begin_with_little_memory)
    device.start(64)
    take(device)
    assert device._stream.number("StreamBufferCountManual") == 16
    assert "more than 16 buffers" in caplog.text
    assert "usbfs_memory" in caplog.text


def test_stopping_is_quiet_before_the_start_and_starting_again_works(device):
    device.stop()
    device.start(8)
    take(device)
    device.stop()
    device.stop()
    device.start(8)
    assert take(device).frame_id == 0


def test_closing_takes_back_what_is_still_lent(device):
    device.start(8)
    buffers = [device.wait(5.0) for _ in range(3)]
    device.close()
    device.close()
    assert len(buffers) == 3


def test_closing_is_quiet_when_the_camera_is_gone(camera, device):
    device.start(8)
    take(device)
    camera.unplug()
    device.close()


def test_nothing_refers_to_a_camera_even_while_its_loss_is_reported(camera, device):
    device.start(8)
    take(device)
    camera.unplug()
    with pytest.raises(CameraLostError) as reported:
        take_until_lost(device)
    device.close()
    release_system()
    assert misuse.noted == []
    assert (
        reported.value.__cause__ is None or not reported.value.__cause__.__traceback__
    )


@pytest.mark.logs_warnings
@pytest.mark.parametrize(
    "node", ["StreamBufferCountManual", "StreamBufferHandlingMode"]
)
def test_a_stream_that_cannot_be_asked_for_it_goes_on_and_is_reported(
    device, node, caplog
):
    body = device._camera._body
    del body.stream_settings[node]
    device.start(8)
    take(device)
    assert node in caplog.text
    assert "Frames may be lost" in caplog.text


def test_use_after_closing_is_refused(device):
    device.close()
    for use in (lambda: device.start(8), lambda: device.wait(0.0)):
        with pytest.raises(CameraLostError, match="closed"):
            use()


def test_fifty_openings_leave_nothing_behind(camera, pyspin):
    for _ in range(50):
        device = SpinnakerDevice(system(), camera.serial)
        device.start(4)
        take(device)
        device.close()
    assert not camera.is_open
    assert len(pyspin.System.GetInstance().handles) == 0
