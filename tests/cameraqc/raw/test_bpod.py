"""Bpod's task data: fronts of the sound card's TTL."""

import numpy as np
import pytest

from cameraqc.raw.written import trial
from camsetup.cameraqc.raw.bpod import load_audio_fronts
from camsetup.domain.errors import InputError


@pytest.fixture
def file(tmp_path):
    return tmp_path / "_iblrig_taskData.raw.jsonable"


def test_fronts_of_all_trials_are_sorted_on_the_session_s_clock(file):
    file.write_bytes(
        trial(10.5, 10.0, BNC2High=[1.0, 3.0], BNC2Low=[2.0, 4.0], BNC1High=[9.0])
        + trial(20.0, 10.0, BNC2High=[1.0], BNC2Low=[2.0])
    )
    assert load_audio_fronts(file).tolist() == [1.5, 2.5, 3.5, 4.5, 11.0, 12.0]


def test_a_trial_without_fronts_counts_two_at_nan_as_in_ibllib(file):
    file.write_bytes(trial(BNC2High=[1.0], BNC2Low=[2.0]) + trial(BNC1High=[1.0]))
    fronts = load_audio_fronts(file)
    assert fronts[:2].tolist() == [1.0, 2.0]
    assert np.isnan(fronts[2:]).all()
    assert len(fronts) == 4


def test_a_file_without_trials_has_no_fronts(file):
    file.write_bytes(b"")
    assert load_audio_fronts(file).shape == (0,)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"behavior_data": ', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"behavior_data": ' + b"9" * 5000 + b"}", "JSON"),
        (b"[]", "has no behavior_data"),
        (b'{"behavior_data": {"Trial start timestamp": 1}}', "has no Bpod start"),
        (trial("now"), "Trial start timestamp should be in seconds"),
        (trial(BNC2High=1.0), "BNC2High should be in seconds"),
        (trial(BNC2High=["1.0"]), "BNC2High should be in seconds"),
        (trial(BNC2Low=[10**400]), "BNC2Low should be in seconds"),
        (trial(BNC2High=[], BNC2Low=[2.0]), "BNC2High has no times"),
        (trial(BNC2High=[1.0], BNC2Low=[]), "BNC2Low has no times"),
        (trial(BNC2Low=[float("inf")]), "BNC2Low should be in seconds"),
    ],
    ids=lambda it: it[:30] if isinstance(it, bytes) else it,
)
def test_a_line_that_is_no_trial_is_refused_with_its_number(file, line, problem):
    file.write_bytes(trial() + line.rstrip() + b"\n")
    with pytest.raises(InputError, match=rf"jsonable, line 2: .*{problem}"):
        load_audio_fronts(file)
