"""Sessions are found by what lies in them, once each."""

from __future__ import annotations

import pytest

from camsetup.cameraqc.many import sessions as sessions_module
from camsetup.cameraqc.many.sessions import find_sessions
from camsetup.domain.errors import InputError


def names(root):
    found = find_sessions(root)
    return [session.relative_to(root).as_posix() for session in found.sessions]


def touch(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_raw_video_camera_times_or_a_description_make_a_session(tmp_path):
    (tmp_path / "b" / "raw_video_data").mkdir(parents=True)
    touch(tmp_path / "a" / "alf" / "#2024-01-01#" / "_ibl_leftCamera.times.npy")
    touch(tmp_path / "c" / "d" / "_ibl_experiment.description_rig.yaml")
    touch(tmp_path / "e" / "alf" / "spikes.times.npy")
    touch(tmp_path / "f" / "notes.txt")
    assert names(tmp_path) == ["a", "b", "c/d"]


def test_the_root_itself_may_be_the_session(tmp_path):
    (tmp_path / "raw_video_data").mkdir()
    assert names(tmp_path) == ["."]


def test_a_sessions_own_raw_folders_are_not_searched(tmp_path):
    session = tmp_path / "001"
    (session / "raw_video_data" / "old" / "raw_video_data").mkdir(parents=True)
    (session / "raw_ephys_data" / "raw_video_data").mkdir(parents=True)
    assert names(tmp_path) == ["001"]


def test_hidden_folders_are_passed_over(tmp_path):
    (tmp_path / ".snapshot" / "001" / "raw_video_data").mkdir(parents=True)
    (tmp_path / "001" / "raw_video_data").mkdir(parents=True)
    assert names(tmp_path) == ["001"]


def test_a_linked_session_is_found_and_a_loop_is_not_followed(tmp_path):
    elsewhere = tmp_path / "disk" / "001"
    (elsewhere / "raw_video_data").mkdir(parents=True)
    root = tmp_path / "Subjects"
    (root / "mouse").mkdir(parents=True)
    (root / "mouse" / "001").symlink_to(elsewhere)
    (root / "mouse" / "round").symlink_to(root)
    assert names(root) == ["mouse/001"]


def test_a_session_goes_by_its_own_path_rather_than_by_a_link(tmp_path):
    (tmp_path / "mouse" / "001" / "raw_video_data").mkdir(parents=True)
    (tmp_path / "a_link").symlink_to(tmp_path / "mouse")
    assert names(tmp_path) == ["mouse/001"]


def test_a_folder_that_may_not_be_listed_is_named(tmp_path, monkeypatch):
    (tmp_path / "001" / "raw_video_data").mkdir(parents=True)
    locked = tmp_path / "locked"
    locked.mkdir()
    listed = sessions_module._listed

    def refuse(path):
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(sessions_module, "_listed", refuse)
    found = find_sessions(tmp_path)
    assert [session.name for session in found.sessions] == ["001"]
    assert found.unreadable == (locked,)


def test_no_session_and_no_folder_are_refused_by_name(tmp_path):
    with pytest.raises(InputError, match="no session below"):
        find_sessions(tmp_path)
    with pytest.raises(InputError, match="no folder"):
        find_sessions(tmp_path / "missing")
