"""The camera outside of the process that opens it: registers, user sets, its owner."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from camsim.client import Client, set_by_hand, take, take_several
from camsim.control import NoCameraError, VirtualCamera, serials
from camsim.nodes.models import Binning
from waiting import wait_until

pytest.importorskip("genicam.genapi", exc_type=ImportError)

from genicam.genapi import AccessException
from genicam.gentl import IoException, ResourceInUseException

#: Opens a camera, changes it, streams, says so and waits to be killed.
OTHER_PROCESS = """
import sys
from pathlib import Path
from camsim.client import Client, set_by_hand, take
client = Client(Path(sys.argv[1]))
acquirer = client.open(sys.argv[2])
set_by_hand(acquirer, TriggerSource="Line2", ExposureTime=1234.0)
acquirer.start()
take(acquirer)
print("streaming", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_process(camsim, camera):
    """Another program that has the camera open and streams."""
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS, str(camsim.producer), camera.serial],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout.readline() == "streaming\n"
    yield process
    process.kill()
    process.communicate()


def test_a_camera_open_in_another_process_is_in_use(other_process, client, camera):
    assert camera.owner_process == other_process.pid
    with pytest.raises(ResourceInUseException):
        client.open(camera.serial)


def test_a_killed_owner_lets_go_and_leaves_its_settings(other_process, client, camera):
    other_process.kill()
    other_process.wait()
    wait_until(lambda: not camera.is_open)
    assert camera.registers["ExposureTime"] == 1234.0
    acquirer = client.open(camera.serial)
    nodes = acquirer.remote_device.node_map
    assert nodes.ExposureAuto.value == "Off"
    assert nodes.TriggerSource.value == "Line2"
    assert nodes.TLParamsLocked.value == 0
    acquirer.start()
    assert take(acquirer).frame_id == 0
    acquirer.stop()


def test_the_same_process_cannot_open_it_twice(client, acquirer, camera):
    assert camera.is_open
    with pytest.raises(ResourceInUseException):
        client.open_too(camera.serial)


def test_a_camera_can_be_opened_again_after_it_was_closed(client, acquirer, camera):
    acquirer.destroy()
    assert not camera.is_open
    assert client.open(camera.serial).remote_device.node_map.Width.value == 1280


def test_settings_stay_between_two_openings(client, acquirer, camera):
    set_by_hand(acquirer, ExposureTime=777.0)
    acquirer.destroy()
    nodes = client.open(camera.serial).remote_device.node_map
    assert (nodes.ExposureAuto.value, nodes.ExposureTime.value) == ("Off", 777.0)


def test_a_power_cycle_turns_the_automatics_on_again(client, acquirer, camera):
    set_by_hand(acquirer, ExposureTime=777.0)
    camera.power_cycle()
    with pytest.raises(IoException):
        _ = acquirer.remote_device.node_map.ExposureTime.value
    acquirer.destroy()
    nodes = client.open(camera.serial).remote_device.node_map
    assert nodes.ExposureAuto.value == "Continuous"
    assert nodes.AcquisitionFrameRateAuto.value == "Continuous"
    assert nodes.ExposureTime.value > 6000


def test_a_saved_power_up_set_is_loaded_after_a_power_cycle(client, acquirer, camera):
    nodes = acquirer.remote_device.node_map
    set_by_hand(acquirer, ExposureTime=777.0)
    nodes.UserSetSelector.value = "UserSet1"
    nodes.UserSetSave.execute()
    nodes.UserSetDefault.value = "UserSet1"
    set_by_hand(acquirer, ExposureTime=333.0)
    acquirer.destroy()
    camera.power_cycle()
    nodes = client.open(camera.serial).remote_device.node_map
    assert (nodes.ExposureAuto.value, nodes.ExposureTime.value) == ("Off", 777.0)
    assert nodes.UserSetCurrent.value == 1
    nodes.UserSetSelector.value = "Default"
    nodes.UserSetLoad.execute()
    assert nodes.ExposureAuto.value == "Continuous"


def test_the_factory_set_cannot_be_saved(nodes, camera):
    nodes.UserSetSelector.value = "Default"
    with pytest.raises(AccessException):
        nodes.UserSetSave.execute()
    with pytest.raises(PermissionError):
        camera.registers["UserSetSave"] = 1


def test_no_user_set_is_loaded_while_it_streams(acquirer, nodes):
    acquirer.start()
    with pytest.raises(AccessException):
        nodes.UserSetLoad.execute()
    acquirer.stop()


def test_a_reset_loses_the_handle_and_loads_the_power_up_set(client, acquirer, camera):
    nodes = acquirer.remote_device.node_map
    set_by_hand(acquirer, ExposureTime=777.0)
    nodes.DeviceReset.execute()
    with pytest.raises(IoException):
        _ = nodes.ExposureTime.value
    acquirer.destroy()
    assert client.open(camera.serial).remote_device.node_map.ExposureAuto.value != "Off"


def test_a_change_from_outside_is_seen(acquirer, nodes, camera):
    set_by_hand(acquirer, ExposureTime=777.0)
    camera.registers["ExposureAuto"] = "Continuous"
    assert nodes.ExposureAuto.value == "Continuous"
    with pytest.raises(AccessException):
        nodes.ExposureTime.value = 500.0


def test_automatic_exposure_moves_the_exposure_while_it_streams(
    acquirer, nodes, camera
):
    set_by_hand(acquirer, ExposureTime=777.0)
    acquirer.start()
    camera.registers["ExposureAuto"] = "Continuous"
    wait_until(lambda: nodes.ExposureTime.value > 800)
    acquirer.stop()


def test_cameras_come_and_go_while_another_streams(camsim, client, acquirer, camera):
    acquirer.start()
    module = acquirer.device.parent
    newcomer = camsim()
    module.update_device_info_list(100)
    found = [info.serial_number for info in module.device_info_list]
    assert found == [camera.serial, newcomer.serial]
    newcomer.remove()
    module.update_device_info_list(100)
    assert [info.serial_number for info in module.device_info_list] == [camera.serial]
    ids = [frame.frame_id for frame in take_several(acquirer, 5)]
    assert ids == list(range(ids[0], ids[0] + 5))
    acquirer.stop()


def test_cameras_of_another_bus_are_not_seen(camsim, client, camera):
    other = VirtualCamera.make("1", f"{camsim.name}-other")
    try:
        assert client.serials() == [camera.serial]
        assert serials(other.bus) == ["1"]
    finally:
        other.remove()


def test_a_serial_is_taken_once(camsim):
    camsim("15322923")
    with pytest.raises(NoCameraError):
        camsim("15322923")


def test_cameras_named_in_the_environment_are_made(camsim, monkeypatch):
    monkeypatch.setenv("CAMSIM_SERIALS", "15322923,0112D91C")
    monkeypatch.setenv("CAMSIM_BINNING", "none")
    client = Client(camsim.producer)
    assert client.serials() == ["0112D91C", "15322923"]
    client.close()
    for serial in serials():
        camera = VirtualCamera(serial)
        assert camera.registers["Binning"] == Binning.NONE
        camera.remove()
