"""A session's fingerprint changes with what the gate reads, and with nothing else."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest

from cameraqc.many.pretend import make_sessions
from camsetup.cameraqc.many.fingerprint import fingerprint, question
from camsetup.cameraqc.options import Mode, Options


@pytest.fixture
def session(tmp_path):
    return make_sessions(tmp_path, 1)[0]


def _video(session):
    return next((session / "raw_video_data").iterdir())


def grow(session):
    with _video(session).open("ab") as file:
        file.write(b"more")


def touch_later(session):
    os.utime(_video(session), ns=(0, 1))


def rename(session):
    _video(session).rename(session / "raw_video_data" / "other.mp4")


def allow(session):
    _video(session).chmod(0o600)


def extract(session):
    (session / "alf").mkdir()
    np.save(session / "alf" / "_ibl_leftCamera.times.npy", [0.0])


def describe(session):
    (session / "_ibl_experiment.description.yaml").touch()


@pytest.mark.parametrize(
    "change", [grow, touch_later, rename, allow, extract, describe]
)
def test_a_changed_file_changes_it(session, change):
    _video(session).chmod(0o644)
    before = fingerprint(session)
    change(session)
    assert fingerprint(session) != before


def test_spike_sorting_and_our_own_results_leave_it_alone(session):
    before = fingerprint(session)
    (session / "alf" / "probe00").mkdir(parents=True)
    (session / "alf" / "probe00" / "spikes.times.npy").touch()
    (session / "camsetup-qc.csv").touch()
    assert fingerprint(session) == before


def test_a_dangling_link_is_part_of_it(session):
    (session / "raw_video_data" / "gone.mp4").symlink_to(session / "nowhere")
    assert len(fingerprint(session)) == 64


@pytest.mark.parametrize(
    "change",
    [{"cameras": ("left",)}, {"n_samples": 20}, {"mode": Mode.STRICT}],
    ids=str,
)
def test_other_options_are_another_question(change):
    assert question(replace(Options(), **change)) != question(Options())


def test_another_version_is_another_question(monkeypatch):
    before = question(Options())
    monkeypatch.setattr("camsetup.cameraqc.many.fingerprint.__version__", "9.9")
    assert question(Options()) != before


def test_reference_frames_that_turn_up_later_are_another_question(tmp_path):
    options = Options(references=tmp_path)
    before = question(options)
    np.save(tmp_path / "frames_left.npy", np.zeros((1, 8, 8), np.uint8))
    assert question(options) != before


def test_a_session_that_was_moved_away_stops_nobody(session):
    before = fingerprint(session)
    session.rename(session.with_name("elsewhere"))
    assert fingerprint(session) != before
