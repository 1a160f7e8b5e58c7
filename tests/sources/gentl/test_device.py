"""An opened camera behind a GenTL producer."""

import threading
import time

import numpy as np
import pytest

from camsetup.domain.errors import CameraError, CameraLostError
from camsetup.sources.address import Address
from camsetup.sources.genicam.streaming import BUFFERS_WHEN_FAST


def take(device, count, patience_s=5.0):
    """Take so many frames; return their buffers' words, without their data."""
    taken = []
    for _ in range(count):
        buffer = device.wait(patience_s)
        assert buffer is not None
        taken.append(buffer)
        device.give_back(buffer)
    return taken


def test_it_says_who_it_is(device, camera):
    assert device.serial == camera.serial
    assert device.model == "Chameleon3 CM3-U3-13Y3M"


def test_the_hosts_side_of_the_link_has_nodes(device):
    assert device.transport.word("DeviceCurrentSpeed") == "SuperSpeed"


def test_every_frame_is_counted_at_150_hz(device, camera):
    device.start(64)
    ids = [buffer.frame_id for buffer in take(device, 300)]
    assert ids == list(range(ids[0], ids[0] + 300))
    assert camera.underrun == 0


def test_a_whole_sensor_loses_no_frame_either(driver, camera, role):
    device = driver.open_device(Address("gentl", camera.serial))
    device.nodes.set_word("AcquisitionFrameRateAuto", "Off")
    device.nodes.set_number("AcquisitionFrameRate", 149.5)
    device.start(64)
    ids = [buffer.frame_id for buffer in take(device, 150)]
    device.close()
    assert ids == list(range(ids[0], ids[0] + 150))


def test_a_buffer_says_what_is_in_it(device, camera):
    scene = np.tile(np.arange(1280, dtype=np.uint8), (1024, 1))
    camera.show(scene)
    exposure_us = device.nodes.number("ExposureTime")
    black_percent = device.nodes.number("BlackLevel")
    camera.expose_for(exposure_us=exposure_us, black_percent=black_percent)
    device.start(8)
    buffer = device.wait(5.0)
    assert (buffer.width, buffer.height) == (640, 512)
    assert (buffer.pixel_format, buffer.complete) == ("Mono8", True)
    assert buffer.ticks_per_second == 1_000_000_000
    np.testing.assert_array_equal(buffer.data.reshape(512, 640), scene[:512, :640])


def test_device_times_are_a_period_apart(device):
    device.start(BUFFERS_WHEN_FAST)
    times = [buffer.device_time for buffer in take(device, 10)]
    np.testing.assert_allclose(np.diff(times), 1e9 / 150.0, rtol=1e-3)


def test_the_data_are_the_producers_own_memory_and_cannot_be_changed(device):
    device.start(8)
    buffer = device.wait(5.0)
    assert not buffer.data.flags.owndata
    assert not buffer.data.flags.writeable


def test_incomplete_frames_come_with_their_ids(device, camera):
    camera.incomplete_every = 5
    device.start(32)
    taken = take(device, 20)
    ids = [buffer.frame_id for buffer in taken]
    assert ids == list(range(ids[0], ids[0] + 20))
    assert sum(not buffer.complete for buffer in taken) == 4
    assert all((each.width, each.height) == (640, 512) for each in taken)


def test_frames_come_even_if_none_is_whole(device, camera):
    camera.incomplete_every = 1
    device.start(8)
    assert not any(buffer.complete for buffer in take(device, 5))


def test_dropped_frames_leave_gaps(device, camera):
    camera.drop_every = 10
    device.start(32)
    ids = [buffer.frame_id for buffer in take(device, 30)]
    assert sorted(set(np.diff(ids))) == [1, 2]


def test_buffers_that_are_not_given_back_are_missed(device, camera):
    """So this is what giving back is for; the tests above would see it."""
    device.start(4)
    kept = [device.wait(5.0) for _ in range(4)]
    assert None not in kept
    assert device.wait(0.1) is None
    for buffer in kept:
        device.give_back(buffer)
    assert device.wait(5.0) is not None


def test_waiting_in_vain_is_no_loss(device, camera):
    camera.stall()
    device.start(4)
    assert device.wait(0.25) is None
    camera.stall(on=False)
    assert device.wait(5.0) is not None


def test_other_threads_run_while_it_waits_and_it_uses_no_core(device, camera):
    """A wait that holds the interpreter lets them run ten times a second at best."""
    camera.stall()
    device.start(4)
    ended, turns = threading.Event(), []

    def run():
        while not ended.is_set():
            turns.append(time.monotonic_ns())

    other = threading.Thread(target=run)
    other.start()
    began_s, began_ns = time.thread_time(), time.monotonic_ns()
    nothing = device.wait(0.4)
    used_s = time.thread_time() - began_s
    ended.set()
    other.join()
    assert nothing is None
    assert used_s < 0.04
    twenty_ms = {(turn - began_ns) // 20_000_000 for turn in turns}
    assert len(twenty_ms & set(range(20))) > 10


def test_a_camera_unplugged_while_waiting_is_lost_long_before_the_time_is_over(
    device, camera
):
    device.start(8)
    take(device, 3)
    camera.unplug()
    began = time.monotonic()
    with pytest.raises(CameraLostError, match=rf"{camera.serial}.*cable"):
        take(device, 60, patience_s=60.0)
    assert time.monotonic() - began < 30.0


def test_a_lost_camera_is_closed_quietly_and_opened_again(driver, device, camera, role):
    device.start(8)
    take(device, 3)
    camera.unplug()
    device.stop()
    device.close()
    device.close()
    camera.plug_in()
    again = driver.open_device(Address("gentl", camera.serial))
    again.start(8)
    take(again, 3)
    again.close()


def test_an_unplugged_camera_cannot_be_started(device, camera):
    camera.unplug()
    with pytest.raises(CameraLostError):
        device.start(8)


def test_it_can_be_stopped_and_started_again(device):
    for _ in range(3):
        device.start(8)
        take(device, 3)
        device.stop()
        device.stop()


def test_stopping_before_the_start_is_quiet(device):
    device.stop()


def test_it_cannot_be_waited_for_before_the_start(device):
    with pytest.raises(CameraError, match="has not been started"):
        device.wait(0.1)


def test_nodes_of_a_closed_camera_refuse_instead_of_crashing(device):
    device.close()
    for nodes in (device.nodes, device.transport):
        with pytest.raises(CameraLostError, match="has been closed"):
            nodes.access("Width")
