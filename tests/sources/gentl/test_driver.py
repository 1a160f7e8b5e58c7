"""Finding and opening cameras behind GenTL producers."""

import signal
import subprocess
import sys
import threading
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from camsetup.domain.errors import CameraUnavailableError, UsageError
from camsetup.sources.address import Address
from camsetup.sources.base import CameraFound
from camsetup.sources.genicam.streaming import BUFFERS_WHEN_FAST
from camsetup.sources.gentl import GenTLDriver, sdk
from sources.gentl.broken import FAILS, producer

#: Opens the camera in another process, and holds it until its input ends.
HOLD = """
import sys
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.sources.address import Address
from camsetup.sources.gentl import GenTLDriver
role = CameraRole("left", Size(640, 512), 150.0, "")
device = GenTLDriver().open_device(Address("gentl", sys.argv[1]), role.serial)
print("open", flush=True)
sys.stdin.read()
device.close()
"""


@pytest.fixture
def elsewhere(camera):
    """Another program that has the camera open."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, camera.serial],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "open\n"
    yield holder
    holder.communicate()


def test_every_camera_is_found_with_its_address_and_model(driver, camsim):
    serials = [camsim().serial, camsim().serial]
    assert driver.find() == [
        CameraFound(f"gentl:{serial}", serial, "Chameleon3 CM3-U3-13Y3M")
        for serial in serials
    ]


def test_a_folder_of_producers_does_as_well(driver, camera, camsim, monkeypatch):
    monkeypatch.delenv("GENICAM_GENTL64_PATH")
    driver.add_producers([camsim.producer.parent])
    assert [found.serial for found in driver.find()] == [camera.serial]
    named = {"producer": str(camsim.producer.parent)}
    driver.open_device(Address("gentl", camera.serial, named)).close()


def test_a_producer_by_links_in_a_circle_is_said_and_costs_nobody_a_camera(
    driver, camera, tmp_path
):
    (tmp_path / "circle.cti").symlink_to(tmp_path / "circle.cti")
    driver.add_producers([tmp_path / "circle.cti"])
    assert [found.serial for found in driver.find()] == [camera.serial]
    readiness = driver.readiness()
    assert readiness.ready
    assert "circle.cti cannot be looked at" in readiness.reason


def test_a_camera_that_two_producers_show_is_found_once(driver, camera, camsim):
    driver.add_producers([camsim.producer, camsim.producer])
    assert [found.serial for found in driver.find()] == [camera.serial]


def test_producers_of_a_profile_are_looked_at_too(driver, camera, camsim, monkeypatch):
    monkeypatch.delenv("GENICAM_GENTL64_PATH")
    assert driver.find() == []
    driver.add_producers([camsim.producer])
    assert [found.serial for found in driver.find()] == [camera.serial]


def test_an_address_may_name_the_producer(driver, camera, camsim, role, monkeypatch):
    monkeypatch.delenv("GENICAM_GENTL64_PATH")
    options = {"producer": str(camsim.producer)}
    device = driver.open_device(Address("gentl", camera.serial, options), role.serial)
    assert device.serial == camera.serial
    device.close()


def test_plugging_and_unplugging_is_seen(driver, camsim):
    first = camsim()
    assert [found.serial for found in driver.find()] == [first.serial]
    second = camsim()
    first.unplug()
    assert [found.serial for found in driver.find()] == [second.serial]
    first.plug_in()
    assert len(driver.find()) == 2


def test_finding_from_another_thread_takes_no_frame_from_a_stream(
    driver, device, camsim
):
    device.start(BUFFERS_WHEN_FAST)
    done, found = threading.Event(), []

    def look():
        while not done.is_set():
            found.append(driver.find())

    finder = threading.Thread(target=look)
    finder.start()
    try:
        camsim()
        ids = [taken(device).frame_id for _ in range(60)]
        ended = not finder.is_alive()
    finally:
        done.set()
        finder.join()
    assert not ended
    assert len(found[-1]) == 2
    assert ids == list(range(ids[0], ids[0] + 60))


def test_a_camera_of_ours_is_no_problem_and_one_elsewhere_is(
    driver, camera, elsewhere, camsim, role
):
    ours = driver.open_device(Address("gentl", camsim().serial), role.serial)
    problems = {found.serial: found.problem for found in driver.find()}
    ours.close()
    assert problems == {
        camera.serial: "It is in use by another program.",
        ours.serial: "",
    }


def test_a_camera_in_use_elsewhere_is_refused_with_its_rivals(
    driver, camera, elsewhere, role
):
    with pytest.raises(CameraUnavailableError, match=r"in use.*SpinView, Bonsai"):
        driver.open_device(Address("gentl", camera.serial), role.serial)
    elsewhere.communicate()
    driver.open_device(Address("gentl", camera.serial), role.serial).close()


def test_a_camera_is_opened_only_once_in_this_program(driver, device, camera, role):
    with pytest.raises(CameraUnavailableError, match="already open in this program"):
        GenTLDriver().open_device(Address("gentl", camera.serial), role.serial)


def test_the_serial_may_be_hex(driver, camera, role):
    text = f"0x{int(camera.serial):08X}"
    device = driver.open_device(Address("gentl", text), role.serial)
    assert device.serial == camera.serial
    device.close()


def test_the_role_says_which_camera_where_the_address_does_not(driver, camsim, role):
    camsim()
    camera = camsim()
    role = replace(role, serial=camera.serial)
    device = driver.open_device(Address("gentl"), role.serial)
    assert device.serial == camera.serial
    device.close()


def test_the_only_camera_needs_no_serial(driver, camera, role):
    device = driver.open_device(Address("gentl"), role.serial)
    assert device.serial == camera.serial
    device.close()


def test_one_of_several_has_to_be_named(driver, camsim, role):
    first, second = camsim(), camsim()
    with pytest.raises(UsageError, match=f"{first.serial}.*{second.serial}"):
        driver.open_device(Address("gentl"), role.serial)


def test_a_wrong_serial_is_answered_with_those_that_are_there(driver, camera, role):
    with pytest.raises(
        CameraUnavailableError,
        match=f"Camera 4711 is not there. There is: {camera.serial}",
    ):
        driver.open_device(Address("gentl", "4711"), role.serial)


def test_without_any_camera_that_is_said(driver, camsim, role):
    with pytest.raises(CameraUnavailableError, match=r"No GenTL producer shows.*cable"):
        driver.open_device(Address("gentl"), role.serial)


def test_a_broken_producer_is_named_beside_a_good_one(driver, camera, role, tmp_path):
    driver.add_producers([producer(tmp_path, TLOpen=FAILS)])
    with pytest.raises(CameraUnavailableError, match=r"broken.cti fails at TLOpen"):
        driver.open_device(Address("gentl", "4711"), role.serial)
    readiness = driver.readiness()
    assert readiness.ready
    assert "broken.cti fails at TLOpen" in readiness.reason
    assert "GENICAM_GENTL64_PATH" in readiness.remedy
    assert [found.serial for found in driver.find()] == [camera.serial]


def test_the_driver_is_imported_without_its_sdk():
    look = "import sys, camsetup.sources.gentl; print('genicam.gentl' in sys.modules)"
    output = subprocess.check_output([sys.executable, "-c", look], text=True)
    assert output == "False\n"


def test_importing_harvesters_leaves_the_warnings_alone(driver):
    before = list(warnings.filters)
    sdk.missing.cache_clear()
    assert sdk.missing() == ""
    assert list(warnings.filters) == before


def test_ctrl_c_does_what_it_did_before(driver, camera, role):
    before = signal.getsignal(signal.SIGINT)
    device = driver.open_device(Address("gentl", camera.serial), role.serial)
    assert signal.getsignal(signal.SIGINT) is before
    device.close()


def test_nothing_is_written_to_the_terminal(driver, camera, role, capfd):
    driver.find()
    driver.open_device(Address("gentl", camera.serial), role.serial).close()
    assert capfd.readouterr() == ("", "")


def test_no_file_is_left_in_the_temporary_folder(
    driver, camera, role, tmp_path, monkeypatch
):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    driver.open_device(Address("gentl", camera.serial), role.serial).close()
    assert list(folder.iterdir()) == []


def test_twenty_openings_leave_nothing_behind(driver, camera, role):
    def once():
        device = driver.open_device(Address("gentl", camera.serial), role.serial)
        device.start(4)
        taken(device)
        device.close()

    once()
    before = open_files(), threading.active_count()
    for _ in range(20):
        once()
    assert (open_files(), threading.active_count()) == before


def taken(device):
    """Take the next frame and give its buffer back."""
    buffer = device.wait(5.0)
    assert buffer is not None
    device.give_back(buffer)
    return buffer


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))
