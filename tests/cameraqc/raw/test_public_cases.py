"""Raw files as ../shared/oracle writes them, read as ibllib read them."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest

from camsetup.cameraqc.raw.gpio import fronts
from camsetup.cameraqc.raw.session_data import load_session_data

ORACLE = Path(__file__).resolve().parents[4] / "shared" / "oracle"


def file_cases():
    cases = ORACLE / "public_sessions.json"
    if not cases.exists():
        return []
    return [
        it for it in json.loads(cases.read_text())["sessions"] if it["kind"] == "files"
    ]


@pytest.fixture
def generator():
    spec = importlib.util.spec_from_file_location(
        "make_sessions", ORACLE / "make_sessions.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=file_cases(), ids=lambda case: f"{case['id']} {case['note']}")
def case(request):
    return request.param


@pytest.fixture
def raw(case, generator, tmp_path):
    generator.write_raw(case, tmp_path, video=False)
    return load_session_data(tmp_path, case["camera"])


def test_the_count_is_ibllib_s(case, raw):
    expected = case["expected"]["count"]
    if expected is None:
        assert raw.count is None
        return
    ends = expected["first"], expected["last"]
    assert (len(raw.count), ends) == (expected["n"], (raw.count[0], raw.count[-1]))


def test_the_pins_are_ibllib_s(case, raw):
    if case["expected"]["gpio_high_frames"] is None:
        assert raw.pin_state is None
        return
    assert raw.pin_state.sum(axis=0).tolist() == case["expected"]["gpio_high_frames"]
    assert [
        pin and {"indices": pin.indices.tolist(), "polarities": pin.polarities.tolist()}
        for pin in fronts(raw.pin_state)
    ] == case["expected"]["gpio_fronts"]


def test_the_stamps_are_ibllib_s(case, raw):
    expected = case["expected"]["camera_times"]
    if isinstance(expected, str):  # It raises FileNotFoundError.
        assert raw.camera_times is None
        assert raw.bonsai_times is None
        return
    ends = raw.camera_times[[0, -1]]
    assert ends == pytest.approx([expected["first"], expected["last"]], abs=1e-9)
    middle = np.median(np.diff(raw.camera_times))
    assert middle == pytest.approx(expected["median_dt"], abs=1e-9)
    assert len(raw.camera_times) == expected["n"]
    assert raw.bonsai_times.dtype == expected["dtype"]
    shown = [str(time) for time in raw.bonsai_times[[0, -1]]]
    assert shown == [expected["bonsai_first"], expected["bonsai_last"]]
