"""The frame rate and size that a video's header claims."""

from __future__ import annotations

import math

import pytest

from camsetup.cameraqc.cameras import ExpectedVideo
from camsetup.cameraqc.checks.headers import check_file_headers, check_resolution
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

EXPECTED = ExpectedVideo(30, Size(1280, 1024))


@pytest.mark.parametrize(
    ("rate_hz", "outcome"),
    [
        (30, Outcome.PASS),
        (30.97, Outcome.PASS),
        (29.97, Outcome.FAIL),
        (31, Outcome.FAIL),
        (0, Outcome.FAIL),
    ],
)
def test_the_decimals_of_a_header_are_cut_off_as_ibllib_cuts_them(rate_hz, outcome):
    result = check_file_headers(rate_hz, EXPECTED)
    assert result.metric is outcome
    assert result.rate_hz == rate_hz
    assert f"claims {rate_hz:g} frames per second" in result.message
    assert "30 expected" in result.message
    assert bool(result.remedy) == (outcome is Outcome.FAIL)


def test_an_expectation_with_decimals_is_never_met():
    expected = ExpectedVideo(29.97, EXPECTED.size)
    assert check_file_headers(29.97, expected).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("rate_hz", "expected"),
    [(None, EXPECTED), (30, None), (math.nan, EXPECTED), (math.inf, EXPECTED)],
)
def test_a_header_is_not_judged_with_anything_missing(rate_hz, expected):
    result = check_file_headers(rate_hz, expected)
    assert result.outcome is Outcome.NOT_SET
    assert result.message
    assert result.remedy


@pytest.mark.parametrize(
    ("size", "outcome"),
    [
        (Size(1280, 1024), Outcome.PASS),
        (Size(1280, 1023), Outcome.FAIL),
        (Size(1024, 1280), Outcome.FAIL),
    ],
)
def test_a_video_of_another_size_fails(size, outcome):
    result = check_resolution(size, EXPECTED)
    assert result.metric is outcome
    assert f"{size} px; 1280×1024 px expected" in result.message


@pytest.mark.parametrize(("size", "expected"), [(None, EXPECTED), (Size(1, 1), None)])
def test_a_size_is_not_judged_with_anything_missing(size, expected):
    result = check_resolution(size, expected)
    assert result.outcome is Outcome.NOT_SET
    assert result.message
    assert result.remedy
