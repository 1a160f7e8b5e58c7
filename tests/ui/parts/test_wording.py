"""Numbers, names and limits read the way people write them."""

from __future__ import annotations

import pytest

from camsetup.domain.settings import Trigger
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.ui.parts import wording


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (14.4, "px", "14"),
        (0.24, "°", "0.2"),
        (-3.0, "px", "−3"),
        (-0.01, "°", "0.0"),
        (None, "px", "–"),
        (59.94, "Hz", "59.9"),
    ],
)
def test_a_number_has_the_decimals_of_its_unit(value, unit, text):
    assert wording.number_text(value, unit) == text


@pytest.mark.parametrize(
    ("limits", "unit", "text"),
    [
        ((40, 200), "", "40 to 200"),
        ((None, 1.8), "px", "at most 1.8\u202fpx"),
        ((20, None), "%", "at least 20\u202f%"),
        ((1280, 1280), "px", "1280\u202fpx"),
        ((None, None), "px", ""),
    ],
)
def test_limits_say_what_passes(limits, unit, text):
    result = CheckResult("any", Outcome.PASS, 1.0, unit, limits)
    assert wording.limits_text(result) == text


def test_blur_shows_the_decimal_that_its_limit_has():
    blur = CheckResult("focus", Outcome.PASS, 1.44, "px", (None, 1.8))
    assert wording.check_value_text(blur) == "1.4"


def test_pixels_against_a_whole_limit_have_no_decimals():
    offset = CheckResult("position", Outcome.PASS, 14.4, "px", (None, 12.8))
    assert wording.check_value_text(offset) == "14"


@pytest.mark.parametrize(
    ("share", "text"), [(7.03, "7.03"), (6.98, "6.98"), (7.0, "7.0"), (3.4, "3.4")]
)
def test_a_check_beside_its_limit_has_one_more_decimal(share, text):
    result = CheckResult("saturation", Outcome.WARNING, share, "%", (1.0, 7.0))
    assert wording.check_value_text(result) == text


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("exposure_us", "Exposure time"),
        ("rate_hz", "Frame rate"),
        ("black_level_percent", "Black level"),
        ("offset_x_px", "Offset x"),
        ("gain_db", "Gain"),
        ("gamma", "Gamma"),
    ],
)
def test_a_setting_is_named_without_its_unit(name, title):
    assert wording.setting_title(name) == title


def test_a_trigger_is_written_as_in_the_rig_file():
    assert wording.setting_text("trigger", Trigger.HARDWARE) == "hardware"
