"""The brightness check."""

import math

import numpy as np
import pytest

from cameraqc import picture_cases as pictures
from camsetup.cameraqc.checks.brightness import check_brightness, judge_brightness
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome


def levels(*values, shape=(20, 30)):
    return np.stack([pictures.flat(shape, value) for value in values])


@pytest.mark.parametrize(
    ("camera", "rows", "columns"),
    [
        ("left", slice(0, 10), slice(0, 19)),
        ("right", slice(0, 10), slice(19, 30)),
        ("body", slice(0, 20), slice(15, 30)),
        ("belly", slice(0, 10), slice(19, 30)),
    ],
)
def test_each_camera_looks_at_its_own_region(camera, rows, columns):
    frame = np.arange(600, dtype=np.uint16).reshape(20, 30).astype(np.uint8)
    result = check_brightness(frame[None], camera)
    assert result.means[0] == frame[rows, columns].mean()
    whole = check_brightness(frame[None], camera, roi=False)
    assert whole.means[0] == frame.mean()


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ((100, 100, 100, 100), Outcome.PASS),
        ((41, 41, 41, 41), Outcome.PASS),
        ((40, 40, 40, 40), Outcome.WARNING),
        ((200, 200, 200, 200), Outcome.WARNING),
        ((255, 255, 255, 255), Outcome.WARNING),  # never a FAIL: 400 is beyond white
        ((21, 21, 21, 21), Outcome.WARNING),
        ((20, 20, 20, 20), Outcome.FAIL),
        ((45, 45, 45, 39), Outcome.WARNING),  # three of four are not more than 75 %
        ((45, 45, 45, 45, 39), Outcome.PASS),
        ((100, 140, 100, 140), Outcome.FAIL),  # SD 20 is not below 20
        ((100, 139, 100, 139), Outcome.PASS),
    ],
)
def test_most_means_must_be_inside_and_alike(values, outcome):
    assert check_brightness(levels(*values), "left").outcome is outcome


def test_frames_asked_for_and_not_there_count_as_bad():
    frames = levels(100, 100, 100)
    assert check_brightness(frames, "left", n_samples=3).outcome is Outcome.PASS
    assert check_brightness(frames, "left", n_samples=4).outcome is Outcome.FAIL


def test_bounds_and_scatter_can_be_chosen():
    frames = levels(30, 50, 30, 50)
    chosen = check_brightness(frames, "left", bounds=(20, 60), max_std=11)
    assert chosen.outcome is Outcome.PASS
    assert chosen.std == 10
    assert check_brightness(frames, "left", max_std=10).outcome is Outcome.FAIL


def test_a_bad_result_says_what_was_found_and_what_to_do():
    dark = check_brightness(levels(20, 20), "left")
    assert "Mean grey level 20, SD 0.0" in dark.message
    assert "aperture" in dark.remedy
    assert "flickers" in check_brightness(levels(60, 190), "left").remedy


def test_a_frame_too_small_for_a_region_has_no_mean_and_fails():
    result = check_brightness(levels(100, shape=(1, 30)), "right")
    assert math.isnan(result.means[0])
    assert result.outcome is Outcome.FAIL


@pytest.mark.parametrize("frames", [None, np.empty((0, 8, 8), np.uint8), []])
def test_without_frames_nothing_is_judged(frames):
    result = check_brightness(frames, "left")
    assert result.outcome is Outcome.NOT_SET
    assert result.message
    assert result.remedy


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"bounds": 40}, "bounds is 40"),
        ({"bounds": (1, 2, 3)}, "bounds"),
        ({"bounds": "dark"}, "bounds"),
        ({"n_samples": 0}, "n_samples is 0"),
    ],
)
def test_wrong_arguments_are_refused_by_name(options, said):
    with pytest.raises(UsageError, match=said) as refused:
        check_brightness(levels(100), "left", **options)
    assert refused.value.remedy.startswith("Give")


@pytest.mark.parametrize(
    "frames",
    [
        np.zeros((8, 8), np.uint8),
        np.zeros((2, 8, 8, 3), np.uint8),
        np.zeros((2, 8, 8), np.uint16),
        np.zeros((2, 8, 8)),
        [np.zeros((8, 8), np.uint8), np.zeros((9, 8), np.uint8)],
    ],
    ids=["one picture", "colour", "16 bit", "float", "two sizes"],
)
def test_what_is_no_stack_of_pictures_is_refused(frames):
    with pytest.raises(UsageError, match="frames") as refused:
        check_brightness(frames, "left")
    assert "n×h×w" in refused.value.remedy


def test_means_alone_can_be_judged():
    assert judge_brightness([100.0, 101.0]).outcome is Outcome.PASS
