"""Samples are judged on reference frames; without them the rest is still judged."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.domain.verdict import Outcome
from camsetup.session.gate_samples import GateSamples


@pytest.fixture
def nowhere(monkeypatch):
    """Let there be no ibllib to find reference frames in."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)


def a_grey_picture():
    return np.full((512, 640), 100, np.uint8)


def test_ibl_s_own_frames_pass(ibl):
    samples = GateSamples("left", ibl.path("left").parent)
    for pixels in ibl.frames("left"):
        samples.add(pixels)
    outcomes = {key: result.outcome for key, result in samples.results().items()}
    assert outcomes == dict.fromkeys(("position", "focus", "brightness"), Outcome.PASS)


@pytest.mark.usefixtures("nowhere")
def test_without_reference_frames_it_says_where_to_put_them(tmp_path):
    samples = GateSamples("right", tmp_path)
    samples.add(a_grey_picture())
    results = samples.results()
    for key in ("position", "focus"):
        assert results[key].outcome is Outcome.NOT_SET
        assert str(tmp_path) in results[key].message
        assert "frames_right.npy" in results[key].remedy
        assert "gate_references" in results[key].remedy
    assert results["brightness"].outcome is Outcome.PASS


@pytest.mark.usefixtures("nowhere")
def test_a_rig_that_names_no_folder_is_told_of_the_key():
    samples = GateSamples("left", None)
    samples.add(a_grey_picture())
    assert "gate_references" in samples.results()["position"].remedy


def test_broken_reference_frames_are_named_and_the_rest_is_judged(tmp_path):
    (tmp_path / "frames_left.npy").write_bytes(b"not numpy's")
    samples = GateSamples("left", tmp_path)
    samples.add(a_grey_picture())
    results = samples.results()
    assert results["position"].outcome is Outcome.NOT_SET
    assert "frames_left.npy" in results["position"].message
    assert results["brightness"].outcome is Outcome.PASS


def test_frames_that_were_let_go_count_no_more(ibl):
    samples = GateSamples("left", ibl.path("left").parent)
    samples.add(np.full((1024, 1280), 5, np.uint8))
    assert samples.results()["brightness"].outcome is Outcome.FAIL
    samples.clear()
    samples.add(ibl.frames("left")[0])
    assert samples.results()["brightness"].outcome is Outcome.PASS
