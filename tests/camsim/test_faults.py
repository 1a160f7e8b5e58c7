"""What can go wrong with the camera and on its way, and what a client sees of it."""

import threading

import numpy as np
import pytest

from camsim.client import destroy_for_good, set_by_hand, take, take_several
from waiting import wait_until

pytest.importorskip("genicam.genapi", exc_type=ImportError)

from genicam.gentl import IoException


def ids_of(frames):
    return [frame.frame_id for frame in frames]


def test_frames_are_numbered_from_0_at_every_start(acquirer):
    for _ in range(2):
        acquirer.start()
        assert ids_of(take_several(acquirer, 5)) == [0, 1, 2, 3, 4]
        acquirer.stop()


def test_time_stamps_are_one_period_apart(acquirer):
    set_by_hand(acquirer, AcquisitionFrameRate=100.0)
    acquirer.start()
    stamps = [frame.time_ns for frame in take_several(acquirer, 20)]
    acquirer.stop()
    # Late by more than 50 ms, the camera takes its next frame at once.
    assert np.median(np.diff(stamps)) == pytest.approx(10_000_000, abs=2)


def test_time_stamps_can_be_coarse_as_of_the_real_camera(acquirer, camera):
    camera.timestamp_step_ns = 125_000
    acquirer.start()
    stamps = [frame.time_ns for frame in take_several(acquirer, 5)]
    acquirer.stop()
    assert {stamp % 125_000 for stamp in stamps} == {0}


def test_an_unplugged_camera_answers_with_an_io_error(acquirer, nodes, camera):
    acquirer.start()
    take(acquirer)
    camera.unplug()
    with pytest.raises(IoException):
        _ = nodes.Width.value
    module = acquirer.device.parent
    module.update_device_info_list(100)
    assert not module.device_info_list


def test_after_replugging_only_a_new_opening_works(client, acquirer, nodes, camera):
    acquirer.start()
    take(acquirer)
    camera.unplug()
    camera.plug_in()
    with pytest.raises(IoException):
        _ = nodes.Width.value
    with pytest.raises(IoException):
        acquirer.stop()
    acquirer.destroy()
    again = client.open(camera.serial)
    again.start()
    assert take(again).frame_id == 0
    again.stop()


def test_settings_survive_an_unplugging(client, acquirer, camera):
    set_by_hand(acquirer, ExposureTime=777.0)
    camera.unplug()
    camera.plug_in()
    acquirer.destroy()
    nodes = client.open(camera.serial).remote_device.node_map
    assert nodes.ExposureTime.value == 777.0


def test_a_stalled_camera_sends_nothing_but_answers(acquirer, nodes, camera):
    acquirer.start()
    take(acquirer)
    camera.stall()
    while acquirer.try_fetch(timeout=0.1, is_raw=True) is not None:
        pass
    assert nodes.Width.value == 1280
    made = camera.made
    camera.stall(on=False)
    acquirer.remote_device.node_map.AcquisitionStop.execute()
    wait_until(lambda: camera.made >= made)
    acquirer.stop()


def test_after_a_stall_the_frames_go_on(acquirer, camera):
    acquirer.start()
    take(acquirer)
    camera.stall()
    camera.stall(on=False)
    take_several(acquirer, 3)
    acquirer.stop()


def test_every_third_id_can_be_missing(acquirer, camera):
    camera.drop_every = 3
    acquirer.start()
    assert ids_of(take_several(acquirer, 6)) == [0, 1, 3, 4, 6, 7]
    acquirer.stop()
    assert camera.dropped >= 2


def test_every_third_frame_can_be_incomplete(acquirer, camera):
    camera.incomplete_every = 3
    acquirer.start()
    assert ids_of(take_several(acquirer, 6)) == [0, 1, 3, 4, 6, 7]
    acquirer.stop()
    assert camera.dropped == 0
    assert camera.registers["FramesIncomplete"] >= 2


def test_all_frames_can_be_incomplete(acquirer, camera):
    camera.incomplete_every = 1
    acquirer.start()
    wait_until(lambda: camera.registers["FramesIncomplete"] >= 3)
    assert acquirer.try_fetch(timeout=1e-6) is None
    acquirer.stop()


def test_a_client_that_does_not_give_buffers_back_is_underrun(acquirer, camera):
    acquirer.start()
    wait_until(lambda: camera.underrun > 0)
    acquirer.stop()
    # Everything that was exposed is somewhere.
    assert camera.made == camera.delivered + camera.dropped + camera.underrun


def test_line_pulses_make_frames(acquirer, nodes, camera):
    nodes.TriggerMode.value = "On"
    nodes.TriggerSource.value = "Line0"
    acquirer.start()
    camera.pulse("Line1")
    camera.pulse("Software")
    assert acquirer.try_fetch(timeout=0.05, is_raw=True) is None
    for number in range(3):
        camera.pulse("Line0")
        assert take(acquirer).frame_id == number
    acquirer.stop()
    assert camera.registers["PulsesMissed"] == 2


def test_software_triggers_make_frames(acquirer, nodes):
    nodes.TriggerMode.value = "On"
    nodes.TriggerSource.value = "Software"
    acquirer.start()
    nodes.TriggerSoftware.execute()
    assert take(acquirer).frame_id == 0
    assert acquirer.try_fetch(timeout=0.02, is_raw=True) is None
    acquirer.stop()


def test_turning_the_trigger_off_lets_the_frames_come(acquirer, nodes):
    nodes.TriggerMode.value = "On"
    acquirer.start()
    nodes.TriggerMode.value = "Off"
    take_several(acquirer, 2)
    acquirer.stop()


def test_a_single_frame_is_one(acquirer, nodes, camera):
    nodes.AcquisitionMode.value = "MultiFrame"
    nodes.AcquisitionFrameCount.value = 3
    acquirer.start()
    take_several(acquirer, 3)
    assert acquirer.try_fetch(timeout=0.05, is_raw=True) is None
    acquirer.stop()
    assert camera.made == 3


def test_stopping_does_not_wait_for_a_slow_camera(acquirer, camera):
    set_by_hand(acquirer, AcquisitionFrameRate=1.0, ExposureTime=900_000.0)
    for _ in range(40):
        acquirer.start()
        acquirer.stop()
    # Had a stop waited for its frame, there would be frames.
    assert camera.made < 20


def test_a_new_scene_is_in_the_next_frame_begun(acquirer, camera):
    set_by_hand(acquirer, ExposureTime=5000.0, TriggerMode="On")
    camera.expose_for(exposure_us=5000.0)
    acquirer.start()
    for level in (7, 99, 200):
        camera.show(np.full((1024, 1280), level, np.uint8))
        camera.pulse()
        assert set(np.unique(take(acquirer).pixels)) == {level}
    acquirer.stop()


def test_two_cameras_stream_at_once_and_one_may_die(camsim, client):
    dying, living = camsim(), camsim()
    client.serials()
    acquirers = [client.open_too(camera.serial) for camera in (dying, living)]
    for acquirer in acquirers:
        acquirer.start()
        take(acquirer)
    dying.unplug()
    ids = ids_of(take_several(acquirers[1], 30))
    assert ids == list(range(ids[0], ids[0] + 30))
    acquirers[1].stop()


def test_fifty_openings_leave_nothing_behind(client, camera):
    psutil = pytest.importorskip("psutil")
    process = psutil.Process()

    def open_and_close():
        acquirer = client.harvester.create({"serial_number": camera.serial})
        acquirer.start()
        take(acquirer)
        acquirer.stop()
        destroy_for_good(acquirer)

    client.serials()
    for _ in range(10):
        open_and_close()
    before = (threading.active_count(), process.num_threads(), process.num_fds())
    memory = process.memory_info().rss
    for _ in range(50):
        open_and_close()
    after = (threading.active_count(), process.num_threads(), process.num_fds())
    assert after == before
    # Each frame's buffer kept would be 65 MB, each node map 30 MB.
    assert process.memory_info().rss - memory < 15e6
