"""A camera leaves our hands as it came into them."""

import json
import math
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camsetup import paths
from camsetup.domain.errors import CameraUnavailableError, InputError
from camsetup.sources.genicam.as_found import read_record, record_path, write_record
from camsetup.sources.genicam.custody import Custody, orphans, put_back_orphans
from camsetup.sources.genicam.owner import process, this_process
from sources.genicam.paper_chameleon import PaperChameleon

SERIAL = "18012444"
MODEL = "CM3-U3-13Y3M"
TESTS = Path(__file__).resolve().parents[2]


def taken(nodes, serial=SERIAL):
    custody = Custody(serial, MODEL)
    custody.take(nodes)
    return custody


def set_up(nodes):
    """Change everything that camsetup changes, with rules or without."""
    nodes.put(
        VideoMode="Mode1",
        PixelFormat="Mono16",
        Width=320,
        Height=200,
        OffsetX=160,
        OffsetY=100,
        AcquisitionFrameRateAuto="Off",
        AcquisitionFrameRateEnabled=True,
        AcquisitionFrameRate=150.0,
        ExposureMode="Timed",
        ExposureAuto="Off",
        ExposureTime=3000.0,
        GainAuto="Off",
        Gain=0.0,
        BlackLevel=0.0,
        GammaEnabled=True,
        Gamma=1.0,
        UserSetSelector="UserSet1",
        AcquisitionMode="SingleFrame",
    )
    nodes.put_trigger("ExposureActive", TriggerMode="Off", TriggerSource="Line1")
    nodes.put_trigger("FrameStart", TriggerMode="On", TriggerSource="Line2")
    nodes.put(TriggerSelector="ExposureActive")


def died(serial=SERIAL):
    """Let the record's owner have died."""
    record = read_record(serial)
    owner = replace(record.owner, started="long ago")
    write_record(replace(record, owner=owner))


FOUND = {
    "as it powers up": {},
    "fixed by hand": {
        "AcquisitionFrameRateAuto": "Off",
        "AcquisitionFrameRate": 25.0,
        "ExposureAuto": "Off",
        "ExposureTime": 35_000.0,
        "GainAuto": "Off",
        "Gain": 12.25,
        "GammaEnabled": True,
        "Gamma": 2.5,
        "TriggerSelector": "ExposureActive",
        "UserSetSelector": "UserSet2",
    },
    "cut out and rate not kept": {
        "Width": 640,
        "Height": 512,
        "OffsetX": 600,
        "OffsetY": 500,
        "AcquisitionFrameRateEnabled": False,
        "PixelFormat": "Mono12p",
    },
    "binned and exposed by pulses": {
        "VideoMode": "Mode1",
        "Width": 640,
        "Height": 512,
        "ExposureMode": "TriggerWidth",
        "AcquisitionMode": "MultiFrame",
    },
}


@pytest.mark.parametrize("found", FOUND.values(), ids=FOUND)
def test_a_camera_is_put_back_as_it_was_found(found):
    nodes = PaperChameleon(**found)
    before = nodes.state()
    custody = taken(nodes)
    set_up(nodes)
    assert custody.put_back(nodes) == ()
    assert nodes.state() == before
    assert not record_path(SERIAL).exists()


@st.composite
def states(draw):
    """Return what a camera's nodes may hold together."""
    mode = draw(st.sampled_from(["Mode0", "Mode1"]))
    most_x, most_y = (640, 512) if mode == "Mode1" else (1280, 1024)
    offset_x = draw(st.integers(0, most_x // 32 - 1)) * 16
    offset_y = draw(st.integers(0, most_y // 4 - 1)) * 2
    rate_hz = draw(st.floats(1.0, 150.0))
    automatic = st.sampled_from(["Off", "Continuous"])
    return {
        "VideoMode": mode,
        "Width": draw(st.integers(1, (most_x - offset_x) // 16)) * 16,
        "Height": draw(st.integers(1, (most_y - offset_y) // 2)) * 2,
        "OffsetX": offset_x,
        "OffsetY": offset_y,
        "PixelFormat": draw(st.sampled_from(["Mono8", "Mono12p", "Mono16"])),
        "AcquisitionFrameRateEnabled": draw(st.booleans()),
        "AcquisitionFrameRateAuto": draw(automatic),
        "AcquisitionFrameRate": rate_hz,
        "ExposureMode": draw(st.sampled_from(["Timed", "TriggerWidth"])),
        "ExposureAuto": draw(automatic),
        "ExposureTime": draw(st.floats(6.4, 0.999e6 / rate_hz)),
        "GainAuto": draw(automatic),
        "Gain": draw(st.floats(0.0, 18.0)),
        "GammaEnabled": draw(st.booleans()),
        "Gamma": draw(st.floats(0.5, 4.0)),
        "TriggerSelector": draw(st.sampled_from(["FrameStart", "ExposureActive"])),
    }


@given(states(), states())
def test_any_state_is_put_back_from_any_other(found, ours):
    nodes = PaperChameleon(**found)
    custody = taken(nodes)
    nodes.put(**ours)
    assert custody.put_back(nodes) == ()
    values = nodes.state()["values"]
    for name, value in found.items():
        if isinstance(value, float):
            value = pytest.approx(value, rel=1.1e-3, abs=1.1e-3)
        assert values[name] == value, name


def test_a_trigger_found_on_is_put_back_on_with_its_source():
    nodes = PaperChameleon()
    nodes.put_trigger("FrameStart", TriggerMode="On", TriggerSource="Line3")
    custody = taken(nodes)
    nodes.put_trigger("FrameStart", TriggerMode="On", TriggerSource="Line1")
    custody.put_back(nodes)
    assert nodes.state()["triggers"]["FrameStart"]["TriggerSource"] == "Line3"
    assert nodes.state()["triggers"]["FrameStart"]["TriggerMode"] == "On"


def test_the_record_is_on_disk_before_the_camera_is_touched():
    class Watched(PaperChameleon):
        def _write(self, name, value):
            assert read_record(SERIAL) is not None
            super()._write(name, value)

    nodes = Watched()
    taken(nodes)
    assert set(nodes.writes) == {"TriggerSelector", "GammaEnabled"}
    assert nodes.state() == PaperChameleon().state()


def test_a_camera_that_is_not_changed_is_put_back_unchanged():
    nodes = PaperChameleon()
    taken(nodes).put_back(nodes)
    assert nodes.state() == PaperChameleon().state()


def test_putting_back_twice_and_without_taking_is_quiet():
    nodes = PaperChameleon()
    custody = Custody(SERIAL, MODEL)
    assert custody.put_back(nodes) == ()
    custody.take(nodes)
    custody.put_back(nodes)
    nodes.writes.clear()
    assert custody.put_back(nodes) == ()
    assert nodes.writes == []


def test_the_record_says_whose_it_is():
    taken(PaperChameleon())
    record = read_record(SERIAL)
    assert record.serial == SERIAL
    assert record.model == MODEL
    assert record.owner == this_process()
    assert record.state.values["ExposureAuto"] == "Continuous"
    assert set(record.state.triggers) == {"FrameStart", "ExposureActive"}


def test_hex_and_decimal_serials_find_the_same_record():
    taken(PaperChameleon(), "0112D91C")
    assert read_record("18012444").model == MODEL


def test_a_state_that_we_left_is_never_taken_for_one_that_was_found():
    nodes = PaperChameleon()
    before = nodes.state()
    taken(nodes)
    set_up(nodes)
    died()
    again = taken(nodes)
    assert nodes.state() == before
    set_up(nodes)
    again.put_back(nodes)
    assert nodes.state() == before


def test_a_second_death_changes_nothing_of_what_was_found():
    nodes = PaperChameleon(Gain=3.0)
    taken(nodes)
    for _ in range(3):
        set_up(nodes)
        died()
        taken(nodes)
    assert read_record(SERIAL).state.values["Gain"] == 3.0


def test_a_camera_whose_power_was_cut_in_between_is_set_and_not_toggled():
    nodes = PaperChameleon(ExposureAuto="Off", ExposureTime=5000.0, GainAuto="Off")
    before = nodes.state()
    taken(nodes)
    died()
    fresh = PaperChameleon()
    taken(fresh).put_back(fresh)
    for name in ("ExposureAuto", "ExposureTime", "GainAuto", "Gain"):
        assert fresh.state()["values"][name] == before["values"][name]


def test_a_camera_left_streaming_is_stopped_before_it_is_put_back():
    nodes = PaperChameleon(PixelFormat="Mono12p")
    taken(nodes)
    set_up(nodes)
    nodes.put(TLParamsLocked=1)
    died()
    taken(nodes)
    assert "AcquisitionStop" in nodes.writes
    assert nodes.state()["values"]["PixelFormat"] == "Mono12p"


def test_a_camera_that_is_gone_at_closing_keeps_its_record():
    nodes = PaperChameleon()
    before = nodes.state()
    custody = taken(nodes)
    set_up(nodes)
    nodes.unplugged = True
    assert custody.put_back(nodes) == ()
    assert record_path(SERIAL).exists()
    nodes.unplugged = False
    taken(nodes).put_back(nodes)
    assert nodes.state() == before


@pytest.mark.logs_warnings
def test_what_cannot_be_put_back_is_named_and_stays_on_record(caplog):
    nodes = PaperChameleon(GainAuto="Off", Gain=7.0)
    custody = taken(nodes)
    set_up(nodes)
    nodes.stuck |= {"Gain", "VideoMode"}
    assert set(custody.put_back(nodes)) >= {"Gain", "VideoMode"}
    assert "Gain" in caplog.text
    assert str(record_path(SERIAL)) in caplog.text
    nodes.stuck.clear()
    taken(nodes).put_back(nodes)
    assert nodes.state()["values"]["Gain"] == 7.0
    assert nodes.state()["values"]["VideoMode"] == "Mode0"


def test_a_value_under_an_automatic_is_not_missed():
    nodes = PaperChameleon()
    custody = taken(nodes)
    nodes.stuck.add("ExposureTime")
    nodes.put(ExposureTime=100.0)
    assert custody.put_back(nodes) == ()


def test_registers_that_round_a_float_are_no_failure():
    nodes = PaperChameleon(GainAuto="Off", Gain=7.0)
    custody = taken(nodes)
    nodes.put(Gain=7.003)
    nodes.stuck.add("Gain")
    assert custody.put_back(nodes) == ()


def test_a_size_that_is_off_by_one_step_is_a_failure_whatever_its_size():
    nodes = PaperChameleon(Width=1264)
    custody = taken(nodes)
    nodes.put(Width=1265)
    assert custody.put_back(nodes) == ()
    assert nodes.state()["values"]["Width"] == 1264


def test_nodes_that_a_camera_does_not_have_are_not_asked_for():
    nodes = PaperChameleon()
    nodes.absent |= {"ExposureTime", "ExposureAuto", "Gain", "GainAuto"}
    nodes.absent |= {"TriggerSelector", "VideoMode", "UserSetSelector"}
    custody = taken(nodes)
    nodes.put(Width=320)
    assert custody.put_back(nodes) == ()
    assert nodes.state()["values"]["Width"] == 1280


def test_what_was_kept_in_a_user_set_replaces_what_was_found():
    nodes = PaperChameleon(UserSetSelector="Default")
    custody = taken(nodes)
    nodes.put(GainAuto="Off", Gain=2.0, UserSetSelector="UserSet1")
    custody.replace(nodes)
    nodes.put(Gain=9.0)
    custody.put_back(nodes)
    values = nodes.state()["values"]
    assert (values["GainAuto"], values["Gain"]) == ("Off", 2.0)
    assert values["UserSetSelector"] == "Default"


def test_a_replaced_state_outlives_a_death():
    nodes = PaperChameleon()
    custody = taken(nodes)
    nodes.put(GainAuto="Off", Gain=2.0)
    custody.replace(nodes)
    nodes.put(Gain=9.0)
    died()
    taken(nodes)
    assert nodes.state()["values"]["Gain"] == 2.0


def test_the_record_of_another_program_that_runs_is_left_to_it():
    nodes = PaperChameleon()
    taken(nodes)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as other:
        record = replace(read_record(SERIAL), owner=process(other.pid))
        write_record(record)
        set_up(nodes)
        custody = taken(nodes)
        assert orphans() == []
        assert custody.put_back(nodes) == ()
        custody.replace(nodes)
        assert read_record(SERIAL) == record
        other.communicate(b"\n")
    assert orphans() == [record]


CORRUPT = {
    "empty": b"",
    "half a file": b'{"version": 1, "serial": "18012',
    "no object": b"[1, 2]",
    "deep": b"[" * 50_000,
    "binary": bytes(range(256)),
}


@pytest.mark.logs_warnings
@pytest.mark.parametrize("content", CORRUPT.values(), ids=CORRUPT)
def test_a_record_that_cannot_be_read_is_moved_aside_and_kept(content, caplog):
    path = record_path(SERIAL)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    nodes = PaperChameleon()
    taken(nodes)
    assert "moved" in caplog.text or "kept as" in caplog.text
    assert path.with_name(path.name + ".aside-1").read_bytes() == content
    assert read_record(SERIAL).owner == this_process()


def changed(**changes):
    record = json.loads(record_path(SERIAL).read_text())
    record.update(changes)
    return record


@pytest.mark.parametrize("nothing", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_not_kept(nothing):
    """A gain in decibels of a register that holds 0."""
    nodes = PaperChameleon(GainAuto="Off")
    nodes.put(Gain=nothing)
    custody = taken(nodes)
    assert "Gain" not in read_record(SERIAL).state.values
    assert custody.put_back(nodes) == ()


CHANGES = {
    "far too much": {"model": "m" * 70_000},
    "a newer version": {"version": 2},
    "an unknown key": {"run": "rm -r"},
    "an unknown node": {"values": {"DeviceReset": True}},
    "a word for a number": {"values": {"Gain": "__import__('os')"}},
    "a flag for a number": {"values": {"Gain": True}},
    "a number for a word": {"values": {"GainAuto": 1.0}},
    "an infinite number": {"values": {"Gain": float("inf")}},
    "a number that no register holds": {"values": {"Width": 1e300}},
    "an unknown trigger node": {"triggers": {"FrameStart": {"UserSetSave": "1"}}},
    "another camera": {"serial": "12345"},
    "a path": {"serial": "../../etc/passwd"},
}


@pytest.mark.logs_warnings
@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_a_record_with_content_that_is_not_ours_is_moved_aside(changes, caplog):
    nodes = PaperChameleon()
    taken(nodes)
    content = json.dumps(changed(**changes))
    record_path(SERIAL).write_text(content)
    nodes.writes.clear()
    taken(nodes)
    assert set(nodes.writes) == {"TriggerSelector", "GammaEnabled"}
    aside = record_path(SERIAL).with_name(record_path(SERIAL).name + ".aside-1")
    assert aside.read_text() == content
    assert aside.name in caplog.text


@pytest.mark.logs_warnings
def test_files_moved_aside_do_not_overwrite_each_other():
    path = record_path(SERIAL)
    path.parent.mkdir(parents=True)
    for i in range(3):
        path.write_text(str(i))
        assert read_record(SERIAL) is None
    names = [path.with_name(f"{path.name}.aside-{i}") for i in (1, 2, 3)]
    assert [name.read_text() for name in names] == ["0", "1", "2"]


def test_a_serial_cannot_lead_out_of_the_folder():
    for serial in ("../../evil", "a/b", "..", "C:\\x", "\0", "x" * 5000):
        path = record_path(serial)
        assert path.parent == paths.user_data() / "as_found"
        assert len(path.name) < 120


def test_a_camera_is_not_touched_when_nothing_can_be_written(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    monkeypatch.setattr(paths, "user_data", lambda: blocked)
    nodes = PaperChameleon()
    with pytest.raises(InputError):
        taken(nodes)
    assert nodes.writes == []


class PaperDevice:
    def __init__(self, nodes):
        self.nodes = nodes
        self.closed = False

    def close(self):
        self.closed = True


def test_cameras_of_the_dead_are_put_back_by_the_next_start():
    here, gone = PaperChameleon(), PaperChameleon()
    before = here.state()
    for serial, nodes in (("1001", here), ("1002", gone)):
        taken(nodes, serial)
        set_up(nodes)
        died(serial)
    taken(PaperChameleon(), "1003")
    device = PaperDevice(here)

    def open_device(serial):
        if serial != "1001":
            raise CameraUnavailableError("Camera 1002 is not there.")
        return device

    assert {each.serial for each in orphans()} == {"1001", "1002"}
    assert put_back_orphans(open_device) == ("1001",)
    assert here.state() == before
    assert device.closed
    assert [each.serial for each in orphans()] == ["1002"]


def test_cameras_that_are_opened_anyway_are_not_opened_twice():
    taken(PaperChameleon(), "18012444")
    died("18012444")

    def open_device(serial):
        raise AssertionError(f"{serial} was opened")

    assert put_back_orphans(open_device, but=["0112D91C"]) == ()
    assert len(orphans()) == 1


def test_an_orphan_that_goes_while_it_is_put_back_waits_on():
    nodes = PaperChameleon()
    taken(nodes)
    died()
    nodes.unplugged = True
    device = PaperDevice(nodes)
    assert put_back_orphans(lambda serial: device) == ()
    assert device.closed
    assert record_path(SERIAL).exists()


VICTIM = """
import sys
from pathlib import Path
from camsetup import paths
home, camera = map(Path, sys.argv[1:])
paths.user_data = lambda: home
from camsetup.sources.genicam.custody import Custody
from sources.genicam.paper_chameleon import PaperChameleon
from sources.genicam.test_custody import MODEL, SERIAL, set_up
nodes = PaperChameleon(camera)
Custody(SERIAL, MODEL).take(nodes)
set_up(nodes)
print("set", flush=True)
input()
"""


def test_a_program_that_is_killed_leaves_a_camera_that_the_next_start_puts_back(
    tmp_path,
):
    camera = tmp_path / "camera.json"
    before = PaperChameleon(camera).state()
    command = [sys.executable, "-c", VICTIM, str(paths.user_data()), str(camera)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=TESTS
    ) as victim:
        assert victim.stdout.readline() == b"set\n"
        assert orphans() == []
        victim.send_signal(signal.SIGKILL)
        victim.wait()
    assert PaperChameleon(camera).state() != before
    (orphan,) = orphans()
    assert orphan.owner.pid == victim.pid
    nodes = PaperChameleon(camera)
    custody = taken(nodes)
    assert nodes.state() == before
    set_up(nodes)
    custody.put_back(nodes)
    assert PaperChameleon(camera).state() == before
    assert orphans() == []
