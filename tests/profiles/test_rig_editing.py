"""A serial number is written into a rig file, and nothing else is changed."""

import errno
from pathlib import Path

import pytest

from camsetup import paths
from camsetup.domain.errors import InputError, ProfileError
from camsetup.profiles.rig_editing import write_serials
from camsetup.profiles.rigs import load_rig

RIG = """\
# Our rig; the lens was changed in May.
version: 1
title: "A rig: ours"
cameras:
  - role: left
    size: {width_px: 1280, height_px: 1024}
    rate_hz: 60
    outline: recording-left
    serial: ""            # empty until a camera is bound; in quotes

  - rate_hz: 150          # a serial: of nobody
    role: right           # no serial yet
    # the size of this one
    size: {width_px: 640, height_px: 512}
    outline: recording-right
  - {role: body, size: {width_px: 640, height_px: 512}, rate_hz: 30, outline: "x"}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(RIG.encode())
    return path


def _serials(file):
    return {role.name: role.serial for role in load_rig(file).cameras}


def test_a_serial_takes_the_place_of_the_one_before_it(file):
    assert write_serials(file, {"left": "18012444"}) == file
    assert file.read_text() == RIG.replace('serial: ""', 'serial: "18012444"')


def test_a_role_without_the_key_gets_it(file):
    write_serials(file, {"right": "18012445"})
    line = '    serial: "18012445"\n'
    assert sorted(file.read_text().splitlines(keepends=True)) == sorted(
        [*RIG.splitlines(keepends=True), line]
    )
    assert _serials(file)["right"] == "18012445"


def test_a_camera_written_on_one_line_gets_it_there(file):
    write_serials(file, {"body": "18012446"})
    assert 'role: body, serial: "18012446", size' in file.read_text()


def test_all_serials_are_written_at_once(file):
    wanted = {"left": "0112D91C", "right": "2", "body": "SIM-BODY"}
    write_serials(file, wanted)
    assert _serials(file) == wanted


def test_a_role_can_be_left_without_a_camera(file):
    write_serials(file, {"left": "18012444"})
    write_serials(file, {"left": ""})
    assert file.read_text() == RIG


@pytest.mark.parametrize("serial", ["ä 'quoted' \"twice\"", "#1", "a: b", "007"])
def test_odd_serials_are_read_back_as_they_were(file, serial):
    write_serials(file, {"left": serial, "body": serial})
    assert _serials(file)["left"] == _serials(file)["body"] == serial


def test_line_ends_and_the_byte_order_mark_stay(file):
    file.write_bytes("\ufeff".encode() + RIG.replace("\n", "\r\n").encode())
    write_serials(file, {"left": "1", "right": "2"})
    content = file.read_bytes()
    assert content.startswith("\ufeff".encode())
    assert content.count(b"\n") == content.count(b"\r\n") == RIG.count("\n") + 1


def test_a_shipped_rig_is_copied_to_the_users_folder_which_wins():
    shipped = Path(load_rig("recording").file)
    before = shipped.read_bytes()
    written = write_serials(shipped, {"left": "18012444"})
    assert written == (paths.user_config() / "rigs" / "recording.yaml").resolve()
    assert shipped.read_bytes() == before
    assert load_rig("recording").camera("left").serial == "18012444"


def test_the_users_copy_is_changed_from_then_on():
    shipped = Path(load_rig("recording").file)
    write_serials(shipped, {"left": "18012444"})
    write_serials(shipped, {"right": "18012445"})
    serials = _serials("recording")
    assert serials == {"left": "18012444", "right": "18012445", "body": ""}


def test_a_link_stays_a_link(file, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    write_serials(link, {"left": "18012444"})
    assert link.is_symlink()
    assert _serials(file)["left"] == "18012444"


def _left_as_it_was(file):
    return file.read_text() == RIG and list(file.parent.glob("*mine*")) == [file]


def test_a_role_that_is_not_there_is_refused(file):
    with pytest.raises(ProfileError, match="belly"):
        write_serials(file, {"left": "1", "belly": "2"})
    assert _left_as_it_was(file)


@pytest.mark.parametrize("serial", ["x" * 65, "a\x07b\x00"])
def test_a_serial_that_cannot_be_read_back_is_refused(file, serial):
    try:
        write_serials(file, {"left": serial})
    except ProfileError:
        assert _left_as_it_was(file)
    else:
        assert _serials(file)["left"] == serial


def test_nothing_is_written_when_more_than_the_serials_would_change(file, monkeypatch):
    monkeypatch.setattr(
        "camsetup.profiles.rig_editing._with_serials",
        lambda file, text, serials: text.replace("rate_hz: 60", "rate_hz: 61"),
    )
    with pytest.raises(ProfileError, match="by hand"):
        write_serials(file, {"left": "1"})
    assert _left_as_it_was(file)


def test_nothing_is_lost_when_the_file_cannot_be_replaced(file, monkeypatch):
    def refuse(self, target):
        if target == file:
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    rename = Path.replace
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError, match="cannot be written"):
        write_serials(file, {"left": "1"})
    assert _left_as_it_was(file)


def test_nothing_is_lost_when_the_disk_is_full(file, monkeypatch):
    def refuse(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("camsetup.profiles.files.os.fsync", refuse)
    with pytest.raises(InputError, match="No space left"):
        write_serials(file, {"left": "1"})
    assert _left_as_it_was(file)
