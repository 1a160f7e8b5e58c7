"""Reference frames: where they are looked for, and what is no such file."""

import contextlib
import importlib.util
import os
from importlib.machinery import ModuleSpec

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from camsetup import paths
from camsetup.cameraqc.references import (
    NO_REFERENCES,
    find_references,
    load_references,
)
from camsetup.domain.errors import InputError

STACK = np.arange(60, dtype=np.uint8).reshape(3, 4, 5)


def put(folder, camera="left"):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"frames_{camera}.npy"
    np.save(path, STACK)
    return path


@pytest.fixture
def ibllib(tmp_path, monkeypatch):
    """Pretend that an ibllib is installed; it must not be imported."""
    package = tmp_path / "site" / "ibllib"
    found = importlib.util.find_spec

    def find(name, *rest):
        if name != "ibllib":
            return found(name, *rest)
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(package)]
        return spec

    monkeypatch.setattr(importlib.util, "find_spec", find)
    return package / "qc" / "reference"


def test_the_folder_given_is_the_only_one_looked_into(tmp_path, ibllib):
    put(ibllib)
    given_path = put(tmp_path / "given")
    assert find_references("left", tmp_path / "given") == given_path
    assert find_references("right", tmp_path / "given") is None
    put(ibllib, "right")
    assert find_references("right", tmp_path / "given") is None


def test_the_rigs_folder_comes_before_the_users_and_that_before_ibllibs(
    tmp_path, ibllib
):
    assert find_references("left", None, tmp_path / "rig") is None
    in_ibllib = put(ibllib)
    assert find_references("left", None, tmp_path / "rig") == in_ibllib
    own = put(paths.user_data() / "cameraqc")
    assert find_references("left", None, tmp_path / "rig") == own
    of_the_rig = put(tmp_path / "rig")
    assert find_references("left", profile_folder=tmp_path / "rig") == of_the_rig
    assert find_references("left") == own


def test_without_any_there_is_none_and_a_remedy(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert find_references("left") is None
    assert "frames_left.npy" in NO_REFERENCES


def test_a_folder_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match="nowhere"):
        find_references("left", tmp_path / "nowhere")


def test_frames_are_read_as_they_were_written(tmp_path):
    path = put(tmp_path)
    loaded = load_references(path)
    assert loaded.dtype == np.uint8
    np.testing.assert_array_equal(loaded, STACK)
    np.save(path, np.asfortranarray(STACK))
    by_columns = load_references(path)
    np.testing.assert_array_equal(by_columns, STACK)
    assert by_columns.flags.c_contiguous


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version_of_the_format_is_read(tmp_path, version):
    path = tmp_path / "frames_left.npy"
    with path.open("wb") as stream:
        np.lib.format.write_array(stream, STACK, version=version)
    np.testing.assert_array_equal(load_references(path), STACK)


def test_ibls_own_frames_are_read(ibl):
    for camera in ("left", "right", "body"):
        expected = ibl.frames(camera)
        np.testing.assert_array_equal(load_references(ibl.path(camera)), expected)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (np.zeros((3, 4, 5)), "uint8"),
        (np.zeros((3, 4, 5), np.int8), "uint8"),
        (np.zeros((4, 5), np.uint8), "shape"),
        (np.zeros((3, 4, 5, 3), np.uint8), "shape"),
        (np.zeros((0, 4, 5), np.uint8), "shape"),
        (np.array({"a": 1}, object), "uint8"),
    ],
)
def test_other_arrays_are_refused_by_name(tmp_path, content, said):
    path = tmp_path / "frames_left.npy"
    np.save(path, content, allow_pickle=True)
    with pytest.raises(InputError, match=said) as refused:
        load_references(path)
    assert str(path) in refused.value.message
    assert refused.value.remedy


def test_no_memory_is_taken_for_what_a_header_only_announces(tmp_path):
    path = put(tmp_path)
    content = path.read_bytes()
    vast = content.replace(b"(3, 4, 5), }" + b" " * 14, b"(300000, 400000, 500), }  ")
    assert len(vast) == len(content)
    assert vast != content
    path.write_bytes(vast)
    with pytest.raises(InputError, match="60000000000000 pixels are announced"):
        load_references(path)


def test_a_file_that_was_cut_off_is_refused(tmp_path):
    path = put(tmp_path)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="60 pixels are announced, and 59"):
        load_references(path)


def test_a_folder_and_a_pipe_and_nothing_are_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe.npy"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "nothing.npy"):
        with pytest.raises(InputError) as refused:
            load_references(path)
        assert str(path) in refused.value.message


@settings(
    max_examples=80,
    deadline=1000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    start=some.sampled_from(
        (b"", b"\x93NUMPY", b"\x93NUMPY\x01\x00\x76\x00{'descr': ")
    ),
    rest=some.binary(max_size=300),
)
def test_anything_else_is_refused_in_words(tmp_path, start, rest):
    path = tmp_path / "frames_left.npy"
    path.write_bytes(start + rest)
    with pytest.raises(InputError) as refused:
        load_references(path)
    assert str(path) in refused.value.message


@settings(
    max_examples=80,
    deadline=1000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(at=some.integers(0, 187), value=some.integers(0, 255))
def test_one_wrong_byte_gives_frames_or_words(tmp_path, at, value):
    path = put(tmp_path)
    content = bytearray(path.read_bytes())
    content[at] = value
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        assert load_references(path).ndim == 3
