"""Where GenTL producers are looked for."""

import os
from pathlib import Path

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


def test_a_folder_stands_for_the_producers_in_it(tmp_path):
    first = touched(tmp_path / "a" / "one.cti")
    second = touched(tmp_path / "a" / "two.cti")
    assert paths.producers_at(tmp_path / "a") == [first, second]
    assert paths.producers_at(first) == [first]


def test_a_producer_by_two_paths_is_one(tmp_path):
    cti = touched(tmp_path / "one.cti")
    (tmp_path / "link.cti").symlink_to(cti)
    assert paths.distinct([cti, tmp_path / "link.cti"]) == [cti]


@pytest.mark.parametrize(
    "name",
    [f"{'long' * 100}.cti", f"{'long' * 100}/x.cti", "in_a_circle.cti", "nul\0.cti"],
    ids=["long", "in a long folder", "links in a circle", "nul"],
)
def test_a_path_that_no_system_takes_is_said_to_be_wrong(tmp_path, name):
    (tmp_path / "in_a_circle.cti").symlink_to(tmp_path / "in_a_circle.cti")
    cti = tmp_path / name
    assert paths.producers_at(cti) == [cti]
    assert paths.distinct([cti, cti]) == [cti]
    assert "cannot be looked at" in paths.trouble(cti)


def test_a_path_of_a_user_who_is_not_there_is_that_of_no_producer():
    nobody = Path("~nobody-of-that-name/x.cti")
    assert paths.whole(nobody) == nobody
    assert "There is no GenTL producer" in paths.trouble(nobody)


@pytest.mark.skipif(os.name == "nt", reason="Windows's paths are Unicode")
def test_a_path_that_is_not_in_utf_8_is_refused_before_harvesters_fails(tmp_path):
    cti = touched(tmp_path / os.fsdecode(b"\xff.cti"))
    trouble = paths.trouble(cti)
    assert "is not in UTF-8" in trouble
    trouble.encode()


def test_variable_with_a_path_that_is_too_long_costs_nobody_the_others(tmp_path, named):
    cti = touched(tmp_path / "one.cti")
    assert named("x" * 5000, cti) == [cti]
