"""Every loader's door: a value, or a refusal that names the file, and nothing else."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cameraqc.raw.malformed import NO_FILES, damaged, one_folder
from cameraqc.raw.written import (
    doubles,
    npy,
    packed,
    training_description,
    trial,
    write_sync,
)
from camsetup.cameraqc.raw import bpod
from camsetup.cameraqc.raw.alf import load_array, load_times
from camsetup.cameraqc.raw.camera_stamps import load_camera_stamps
from camsetup.cameraqc.raw.description import expected_video, load_description
from camsetup.cameraqc.raw.frame_counter import load_frame_counter
from camsetup.cameraqc.raw.frame_data import load_frame_data
from camsetup.cameraqc.raw.gpio import load_pin_state
from camsetup.cameraqc.raw.sync import load_sync
from camsetup.cameraqc.raw.wheel_encoder import load_wheel
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Format:
    """A format: the name of a file, a good one, and what loads it."""

    name: str
    good: bytes
    load: Callable
    empty_is_fine: bool = False


def wheel_at(path):
    position = path.with_name("wheel.position.npy")
    position.write_bytes(npy(np.arange(3.0)))
    return load_wheel(path, position)


def position_at(path):
    timestamps = path.with_name("wheel.timestamps.npy")
    timestamps.write_bytes(npy(np.array([[0.0, 1.0], [2.0, 3.0]])))
    return load_wheel(timestamps, path)


def wiring_at(path):
    write_sync(path.parent, {7: [1.0]})
    return load_sync(path.parent, "spikeglx")


def timeline_at(path):
    write_sync(path.parent, {7: [1.0]})
    return load_sync(path.parent, "timeline")


def expectation_at(path):
    return expected_video(load_description(path), "left")


def refusal_of(form: Format, path) -> InputError | None:
    try:
        form.load(path)
    except InputError as error:
        return error
    return None


STAMPS = packed([0, 0.5, 1])
LINES = b"".join(b"2021-03-04T10:00:00.1234567+01:00 %d \n" % it for it in STAMPS)
FRAMES = [value for it in STAMPS for value in (637504200000000000, it, 7, 2**28)]
WIRING = b'{"SYSTEM": "3B", "SYNC_WIRING_DIGITAL": {"P0.4": "audio"}}'
TIMELINE = b'{"inputs": [{"name": "audio", "arrayColumn": 4}]}'

FORMATS = [
    Format("frame_counter.bin", doubles(5, 6, 7), load_frame_counter),
    Format("GPIO.bin", doubles(0, 2**28, 0), load_pin_state),
    Format("frameData.bin", doubles(*FRAMES), load_frame_data),
    Format("timestamps.ssv", LINES, load_camera_stamps),
    Format("leftCamera.times.npy", npy(np.arange(3.0)), load_times),
    Format("grid.npy", npy(np.asfortranarray(np.ones((2, 3)))), load_array),
    Format("wheel.timestamps.npy", npy(np.arange(3.0)), wheel_at),
    Format("wheel.position.npy", npy(np.arange(3)), position_at),
    Format("description.yaml", training_description().encode(), expectation_at),
    Format(
        "taskData.jsonable",
        trial(BNC2High=[1], BNC2Low=[2]),
        bpod.load_audio_fronts,
        empty_is_fine=True,  # no trials: no fronts, as in ibllib
    ),
    Format("nidq.wiring.json", WIRING, wiring_at),
    Format("_timeline_DAQdata.meta.json", TIMELINE, timeline_at),
]
each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


@each_format
def test_a_good_file_is_loaded(tmp_path, form):
    (tmp_path / form.name).write_bytes(form.good)
    assert form.load(tmp_path / form.name) is not None


@each_format
@given(data=st.data())
@one_folder
def test_a_damaged_file_is_loaded_or_refused_by_name(tmp_path, form, data):
    path = tmp_path / form.name
    path.write_bytes(data.draw(damaged(form.good)))
    refusal = refusal_of(form, path)
    if refusal is not None:
        assert form.name in refusal.message
        assert refusal.remedy


@pytest.mark.parametrize("kind", NO_FILES)
@each_format
def test_what_is_no_file_is_refused_by_name(tmp_path, form, kind):
    if kind == "an empty file" and form.empty_is_fine:
        pytest.skip("an empty one says that there were no trials")
    path = tmp_path / form.name
    NO_FILES[kind](path)
    if kind == "nothing" and form.load is wiring_at:
        pytest.skip("without a wiring file the IBL's wiring is meant")
    with pytest.raises(InputError) as refused:
        form.load(path)
    assert form.name in refused.value.message


@each_format
def test_a_file_that_may_not_be_read_is_refused_by_name(tmp_path, form, monkeypatch):
    path = tmp_path / form.name
    path.write_bytes(form.good)
    opened = type(path).open

    def closed_door(self, mode="r", *args, **kwargs):
        if self == path and "r" in mode:
            raise PermissionError(13, "Permission denied")
        return opened(self, mode, *args, **kwargs)

    monkeypatch.setattr(type(path), "open", closed_door)
    with pytest.raises(InputError, match="Permission denied") as refused:
        form.load(path)
    assert form.name in refused.value.message


@pytest.mark.parametrize(
    "shape", ["(1000000000000,)", "(9999999999999999999999,)", "(0, 99999999999999)"]
)
def test_no_memory_is_given_for_what_a_header_announces(tmp_path, shape):
    good = npy(np.arange(3.0))
    header = good[10:128].replace(b"(3,)", shape.encode()).ljust(200)
    length = len(header).to_bytes(2, "little")
    path = tmp_path / "leftCamera.times.npy"
    path.write_bytes(good[:8] + length + header + good[128:])
    with pytest.raises(InputError, match=r"leftCamera\.times\.npy"):
        load_times(path)


def test_a_pickled_array_is_not_unpickled(tmp_path):
    class Bomb:
        def __reduce__(self):
            return (pytest.fail, ("it was unpickled",))

    path = tmp_path / "leftCamera.times.npy"
    with path.open("wb") as stream, contextlib.suppress(ValueError):
        np.lib.format.write_array(stream, np.array([Bomb()]), allow_pickle=True)
    with pytest.raises(InputError, match="plain numbers"):
        load_times(path)
