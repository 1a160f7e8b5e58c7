"""The report of every number: its shape is that of the agreement cases."""

import json

import numpy as np
import pytest

from camsetup.cameraqc import image_report as reports
from camsetup.cameraqc.image_report import image_report
from camsetup.cameraqc.results import Brightness
from camsetup.domain.verdict import Outcome


@pytest.fixture(scope="module")
def report(ibl):
    return image_report(ibl.frames("body"), "body", ibl.frames("body"))


def test_every_number_is_there_under_its_name(report):
    assert list(report) == [
        "camera",
        "shape",
        "n_samples",
        "brightness",
        "position",
        "focus",
        "input_changed",
    ]
    assert report["shape"] == [2, 512, 640]
    assert report["n_samples"] == 2
    assert report["brightness"]["outcome"] == "WARNING"
    assert report["position"]["top_left"][0] == [90, 141]
    assert report["position"]["score_gap"][0] == 0.048107
    assert list(report["focus"]["default"]) == [
        "outcome",
        "roi",
        "laplacian_var",
        "fft_mean",
        "laplacian_pass",
        "fft_pass",
    ]
    assert report["focus"]["default"]["roi"][:2] == [141, 272]
    assert "roi" not in report["focus"]["fixed_roi"]


def test_it_can_be_written_as_json(report):
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_the_input_is_not_changed(report):
    assert report["input_changed"] is False


def test_a_changed_input_would_be_noticed(ibl, monkeypatch):
    def paint(frames, camera, **_):
        frames[0, 0, 0] = 77
        return Brightness(Outcome.PASS)

    monkeypatch.setattr(reports, "check_brightness", paint)
    frames = ibl.frames("right")
    assert image_report(frames, "right", ibl.frames("right"))["input_changed"] is True


def test_without_references_or_frames_the_shape_stays(ibl, report):
    for frames, references in ((None, ibl.frames("body")), (ibl.frames("body"), None)):
        found = image_report(frames, "body", references, n_samples=7)
        assert list(found) == list(report)
        assert list(found["position"]) == list(report["position"])
        assert found["position"]["outcome"] == "NOT_SET"
        assert found["focus"]["default"]["outcome"] == "NOT_SET"
        assert found["n_samples"] == 7
        json.dumps(found, allow_nan=False)


def test_the_number_of_samples_counts_in_brightness(ibl):
    frames = np.full((3, 512, 640), 100, np.uint8)
    few = image_report(frames, "right", ibl.frames("right"), n_samples=5)
    assert few["brightness"]["outcome"] == "FAIL"
    assert few["n_samples"] == 5
