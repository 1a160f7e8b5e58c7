"""Sync data of an acquisition board: which channel is the sound card's."""

import json

import numpy as np
import pytest

from cameraqc.raw.written import write_sync
from camsetup.cameraqc.raw.sync import load_sync
from camsetup.domain.errors import InputError

FRONTS = {4: [0.5, 0.6], 7: [1.0, 2.0, 3.0, 4.0], 19: [7.0, 8.0]}


@pytest.fixture
def folder(tmp_path):
    write_sync(tmp_path / "raw_ephys_data", FRONTS)
    return tmp_path / "raw_ephys_data"


def wire(folder, **wiring):
    path = folder / "_spikeglx_ephysData_g0_t0.nidq.wiring.json"
    path.write_text(json.dumps({"SYSTEM": "3B", **wiring}))


def test_audio_is_on_channel_7_as_the_ibl_wires_it(folder):
    audio = load_sync(folder, None).fronts("audio")
    assert audio.times.tolist() == FRONTS[7]
    assert audio.polarities.tolist() == [1, -1, 1, -1]


def test_a_wiring_file_says_otherwise(folder):
    wire(folder, SYNC_WIRING_DIGITAL={"P0.4": "audio"})
    assert load_sync(folder, "spikeglx").fronts("audio").times.tolist() == FRONTS[4]


def test_analog_inputs_follow_sixteen_digital_ones(folder):
    wire(folder, SYNC_WIRING_DIGITAL={}, SYNC_WIRING_ANALOG={"AI3": "audio"})
    assert load_sync(folder, "spikeglx").fronts("audio").times.tolist() == FRONTS[19]


def test_what_the_wiring_file_does_not_name_is_where_it_usually_is(folder):
    wire(folder, SYNC_WIRING_DIGITAL={"P0.4": "left_camera"})
    assert load_sync(folder, "spikeglx").fronts("audio").times.tolist() == FRONTS[7]


def test_timeline_names_its_channels_itself(folder):
    inputs = [{"name": "audio", "arrayColumn": 4}, {"name": "bpod", "arrayColumn": 7}]
    (folder / "_timeline_DAQdata.meta.json").write_text(json.dumps({"inputs": inputs}))
    assert load_sync(folder, "timeline").fronts("audio").times.tolist() == FRONTS[4]


def test_a_channel_that_is_not_named_is_missed_by_name(folder):
    (folder / "_timeline_DAQdata.meta.json").write_text('{"inputs": []}')
    with pytest.raises(InputError, match=r"No channel in .* is called audio"):
        load_sync(folder, "timeline").fronts("audio")


def test_a_missing_file_is_missed_by_name(folder):
    (folder / "_spikeglx_sync.channels.npy").unlink()
    with pytest.raises(InputError, match=r"no sync\.channels\.npy in .*raw_ephys"):
        load_sync(folder, None)


def test_files_of_unequal_length_are_refused(folder):
    np.save(folder / "_spikeglx_sync.times.npy", np.arange(3.0))
    with pytest.raises(InputError, match="3 times, 8 polarities and 8 channels"):
        load_sync(folder, None)


def test_another_program_is_refused_by_name(folder):
    with pytest.raises(InputError, match="recorded by openephys"):
        load_sync(folder, "openephys")


@pytest.mark.parametrize(
    ("wiring", "problem"),
    [
        ({"SYSTEM": "3A"}, "3A probe"),
        ({"SYNC_WIRING_DIGITAL": ["audio"]}, "should map pins to names"),
        ({"SYNC_WIRING_DIGITAL": {"seven": "audio"}}, "pin seven should read P0"),
        ({"SYNC_WIRING_ANALOG": {"AI": "audio"}}, "pin AI should read AI0"),
    ],
)
def test_a_wiring_of_another_form_is_refused(folder, wiring, problem):
    wire(folder, **wiring)
    with pytest.raises(InputError, match=rf"wiring\.json.*{problem}"):
        load_sync(folder, None)
