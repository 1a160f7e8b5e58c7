import numpy as np
import pytest

from analysis.scenes import OUTLINE, SIZE, findings, observation, role
from camsetup.analysis.exposure import (
    count,
    frame_histogram,
    judge_saturation,
    median_level,
    read_exposure,
    region_histogram,
)
from camsetup.analysis.regions import View, region_mask
from camsetup.domain.pose import Pose
from camsetup.domain.verdict import Outcome

MOUSE = region_mask(View("left", OUTLINE, Pose(), SIZE).region("mouse"), SIZE)


def lit(percent, level=70, total=None):
    """A picture whose mouse region is saturated in so many per cent."""
    pixels = np.full((SIZE.height, SIZE.width), level, np.uint8)
    patch = MOUSE.cut(pixels)
    flat = patch.reshape(-1).copy()
    flat[: round(flat.size * percent / 100)] = 255
    patch[:] = flat.reshape(patch.shape)
    return pixels


def judged(pixels, **changes):
    seen = observation(pixels)
    exposure = read_exposure(pixels, "left", MOUSE)
    values = {"exposure": exposure, "mouse_in": True} | changes
    return judge_saturation(findings(seen, **values))


def test_the_histogram_counts_every_pixel_once():
    pixels = np.random.default_rng(0).integers(0, 256, (512, 640)).astype(np.uint8)
    histogram = frame_histogram(pixels)
    assert histogram.shape == (256,)
    assert histogram.dtype == np.int64
    assert np.array_equal(histogram, np.bincount(pixels.ravel(), minlength=256))


def test_clipped_bright_and_dark_pixels_are_told_apart():
    pixels = np.full((10, 10), 100, np.uint8)
    pixels[0, :4] = (255, 250, 249, 254)
    pixels[1, :4] = (0, 2, 3, 1)
    found = count(pixels)
    assert found.clipped_percent == pytest.approx(1)
    assert found.bright_percent == pytest.approx(3)
    assert found.dark_percent == pytest.approx(3)


def test_only_pixels_inside_the_region_are_counted():
    pixels = np.full((SIZE.height, SIZE.width), 255, np.uint8)
    MOUSE.cut(pixels)[MOUSE.inside > 0] = 90
    histogram = region_histogram(pixels, MOUSE)
    assert histogram[255] == 0
    assert histogram[90] == np.count_nonzero(MOUSE.inside)
    assert median_level(histogram) == 90


def test_a_frame_without_mouse_region_says_so():
    exposure = read_exposure(np.zeros((512, 640), np.uint8), "left", None)
    assert exposure.mouse_percent is None
    assert exposure.mouse_histogram is None


@pytest.mark.parametrize(
    ("percent", "level", "outcome", "remedy"),
    [
        (3, 70, Outcome.PASS, ""),
        (9, 70, Outcome.WARNING, "Close the aperture."),
        (20, 70, Outcome.FAIL, "Close the aperture."),
        (0.5, 70, Outcome.WARNING, "Open the aperture."),
        (0, 70, Outcome.WARNING, "Open the aperture."),
        (0, 20, Outcome.FAIL, "Open the aperture."),
    ],
)
def test_the_saturated_share_of_the_mouse_says_how_to_turn_the_aperture(
    percent, level, outcome, remedy
):
    result = judged(lit(percent, level))
    assert (result.outcome, result.remedy) == (outcome, remedy)
    assert result.value == pytest.approx(percent, abs=0.1)
    assert result.limits == (1.0, 7.0)


def test_a_share_just_above_its_limit_is_not_written_as_the_limit():
    result = judged(lit(7.03))
    assert result.outcome is Outcome.WARNING
    assert result.message.startswith("7.03 % of the mouse")


def test_more_light_saturates_more_of_the_mouse():
    pixels = np.random.default_rng(0).normal(120, 50, (1024, 1280))
    shares = [
        judged(np.clip(pixels * gain, 0, 255).astype(np.uint8)).value
        for gain in (0.5, 1, 1.5, 2)
    ]
    assert shares == sorted(shares)
    assert shares[0] < 1 < shares[-1]


def test_metal_and_glare_beside_the_mouse_do_not_count():
    pixels = lit(3)
    pixels[700:] = 255
    assert judged(pixels).outcome is Outcome.PASS


def test_an_empty_rig_is_not_judged():
    result = judged(lit(3), mouse_in=False)
    assert result.outcome is Outcome.NOT_SET
    assert result.remedy == "Put the mouse in."


def test_a_view_without_eye_is_judged_by_its_light():
    seen = observation(np.full((512, 640), 100, np.uint8), role=role("body"))
    good = judge_saturation(findings(seen, has_eye=False))
    assert (good.key, good.outcome) == ("saturation", Outcome.PASS)
    assert "light" in good.message
    dark = observation(np.full((512, 640), 10, np.uint8), role=role("body"))
    judged_dark = judge_saturation(findings(dark, has_eye=False))
    assert judged_dark.outcome is Outcome.FAIL
    assert "Open the aperture" in judged_dark.remedy
