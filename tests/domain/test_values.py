"""Frames, settings and verdicts are values."""

import numpy as np
import pytest

from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.frame import Frame, Size, Stamp
from camsetup.domain.rig import CameraRole, Rig
from camsetup.domain.settings import CameraSettings, Range, Trigger
from camsetup.domain.verdict import Outcome, worst


def test_nobody_can_write_into_a_sealed_frame():
    frame = Frame.seal(np.zeros((4, 6), np.uint8), Stamp(1, 0, 0))
    assert frame.size == Size(6, 4)
    with pytest.raises(ValueError, match="read-only"):
        frame.pixels[0, 0] = 1


def test_zero_is_a_setting_and_none_is_none():
    settings = CameraSettings(gain_db=0.0, trigger=Trigger.OFF)
    assert settings.asked() == {"gain_db": 0.0, "trigger": Trigger.OFF}


def test_settings_lie_over_others_where_they_are_given():
    base = CameraSettings(gain_db=3.0, exposure_us=900.0)
    assert CameraSettings(gain_db=0.0).over(base) == CameraSettings(
        gain_db=0.0, exposure_us=900.0
    )


def test_a_range_holds_its_ends_and_clamps_to_them():
    range_ = Range(-2, 5)
    assert [range_.holds(value) for value in (-2.1, -2, 5, 5.1)] == [
        False,
        True,
        True,
        False,
    ]
    assert [range_.clamp(value) for value in (-9, 1, 9)] == [-2, 1, 5]


def test_what_was_not_judged_never_makes_it_worse():
    assert worst([]) is Outcome.NOT_SET
    assert worst([Outcome.NOT_SET, Outcome.PASS]) is Outcome.PASS
    assert worst([Outcome.FAIL, Outcome.WARNING]) is Outcome.FAIL


def test_an_error_says_what_happened_and_what_to_do():
    error = InputError("The file is empty.", remedy="Record it again.")
    assert str(error) == "The file is empty. Record it again."


def test_a_rig_names_its_cameras_when_asked_for_another():
    rig = Rig("r", "R", (CameraRole("left", Size(8, 8), 30, "o"),))
    with pytest.raises(UsageError, match="It has: left"):
        rig.camera("belly")
