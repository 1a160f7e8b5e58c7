"""Where GenTL producers are looked for."""

import os

import pytest

from camsetup.sources.gentl import paths


@pytest.fixture
def named(monkeypatch):
    """Set the variable to these places."""

    def name(*places):
        text = os.pathsep.join(str(place) for place in places)
        monkeypatch.setenv("GENICAM_GENTL64_PATH", text)
        return paths.registered()

    return name


def touched(path):
    path.parent.mkdir(exist_ok=True)
    path.touch()
    return path


def test_all_producers_of_all_folders_are_found_in_order(tmp_path, named):
    second = touched(tmp_path / "b" / "two.cti")
    first = touched(tmp_path / "b" / "one.cti")
    third = touched(tmp_path / "a" / "three.cti")
    touched(tmp_path / "a" / "readme.txt")
    assert named(second.parent, third.parent) == [first, second, third]


def test_a_producer_may_be_named_itself(tmp_path, named):
    cti = touched(tmp_path / "one.cti")
    assert named(cti) == [cti]


def test_folders_that_are_gone_and_empty_entries_are_passed_over(tmp_path, named):
    assert named("", tmp_path / "gone", tmp_path, "") == []


def test_a_producer_named_itself_is_missed_when_it_is_gone(tmp_path, named):
    assert named(tmp_path / "gone.cti") == [tmp_path / "gone.cti"]


def test_without_the_variable_there_are_none(monkeypatch):
    monkeypatch.delenv("GENICAM_GENTL64_PATH", raising=False)
    assert paths.registered() == []


def test_a_quoted_path_is_understood(tmp_path, named):
    cti = touched(tmp_path / "one.cti")
    assert named(f'"{cti}"') == [cti]


def test_what_is_wrong_with_a_file_is_said_with_its_name(tmp_path):
    folder = tmp_path / "folder.cti"
    folder.mkdir()
    good = touched(tmp_path / "good.cti")
    assert "no GenTL producer" in paths.trouble(tmp_path / "gone.cti")
    assert "gone.cti" in paths.trouble(tmp_path / "gone.cti")
    assert "folder.cti is a folder" in paths.trouble(folder)
    assert paths.trouble(good) == ""
