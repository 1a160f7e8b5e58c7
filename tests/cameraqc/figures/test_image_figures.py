"""The pictures of brightness, position and focus show the numbers of the results."""

from dataclasses import replace

import numpy as np
import pytest

from cameraqc import made_up
from cameraqc.figures.drawn import boxes, limits, lines, marks, photo, titled, words
from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.checks.brightness import judged_region, region_mean
from camsetup.cameraqc.figures import draw
from camsetup.cameraqc.figures.sheet import DASHES
from camsetup.domain.verdict import Outcome


@pytest.fixture(scope="module")
def evidence():
    return made_up.evidence("right")


def drawn(evidence, check, result):
    return draw(made_up.camera_report(evidence, {check: result}), check)


def test_every_frames_mean_stands_over_its_place_in_the_video(evidence):
    result = made_up.brightness(evidence)
    figure = drawn(evidence, "brightness", result)
    (points,) = lines(titled(figure, "Mean of the region"))
    assert points.tolist() == [
        [index, mean]
        for index, mean in zip(evidence.frame_indices, result.means, strict=True)
    ]


def test_the_darkest_and_the_brightest_frame_are_shown(evidence):
    means = np.linspace(50, 60, 12)
    means[3], means[8] = 20, 180
    result = replace(made_up.brightness(evidence), means=tuple(means.tolist()))
    figure = drawn(evidence, "brightness", result)
    assert np.array_equal(photo(titled(figure, "darkest")), evidence.frames[3])
    assert np.array_equal(photo(titled(figure, "brightest")), evidence.frames[8])


@pytest.mark.parametrize("camera", ["left", "right", "body", "belly"])
def test_the_region_drawn_is_the_region_judged(camera):
    frame = made_up.picture("right")
    (top, bottom), (left, right) = judged_region(camera, frame.shape)
    assert frame[top:bottom, left:right].mean() == region_mean(frame, camera)


@pytest.mark.parametrize(
    ("camera", "region"),
    [
        ("left", (0, 0, 843, 511)),
        ("right", (422, 0, 217, 255)),
        ("body", (320, 0, 319, 511)),
    ],
)
def test_the_region_that_was_judged_is_drawn(camera, region):
    evidence = made_up.evidence(camera, frames=2)
    figure = drawn(evidence, "brightness", made_up.brightness(evidence))
    assert list(boxes(titled(figure, "darkest")).values()) == [region]


def test_reference_and_median_of_the_face_are_boxes_of_the_same_size(evidence):
    result = made_up.position(evidence, (38.0, -12.0))
    found = boxes(titled(drawn(evidence, "position", result), "frame"))
    (top, bottom), (left, right) = FACE_ROIS["right"]
    size = (right - left, bottom - top)
    assert found["reference"] == (left, top, *size)
    assert found["found (median)"] == (left - 38, top + 12, *size)


def test_the_limits_are_ibllibs_axes_swapped_and_all(evidence):
    figure = drawn(evidence, "position", made_up.position(evidence))
    found = boxes(titled(figure, "frame"))
    # 10 % of 512 sideways, 10 % of 640 up and down, each way.
    assert found["limit of PASS"][2:] == pytest.approx((102.4, 128))
    assert found["limit of WARNING"][2:] == pytest.approx((153.6, 192))


def test_the_strict_limits_are_dashed_and_the_right_way_round(evidence):
    figure = drawn(evidence, "position", made_up.position(evidence))
    patches = titled(figure, "frame").patches
    dashed = [it for it in patches if it.get_linestyle() == DASHES]
    sizes = [(patch.get_width(), patch.get_height()) for patch in dashed]
    assert sizes == [
        pytest.approx((128, 102.4)),
        pytest.approx((192, 153.6)),
    ]


def test_a_face_far_off_is_still_in_the_picture(evidence):
    result = made_up.position(evidence, (400.0, -300.0))
    axes = titled(drawn(evidence, "position", result), "frame")
    ((x, y),) = marks(axes, "+")
    assert axes.get_xlim()[0] < x < axes.get_xlim()[1]
    assert axes.get_ylim()[1] < y < axes.get_ylim()[0]


def test_the_least_alike_histogram_is_shown(evidence):
    alike = (90.0,) * 7 + (61.0,) + (90.0,) * 4
    result = replace(made_up.position(evidence), correlations=alike)
    figure = drawn(evidence, "position", result)
    name = f"Histogram of frame {evidence.frame_indices[7]}, 61 %"
    counts = titled(figure, name).patches[-1].get_data().values
    expected = np.bincount(evidence.frames[7].ravel(), minlength=256)
    assert counts == pytest.approx(expected / evidence.frames[7].size * 100)


def test_the_correlations_stand_over_both_limits(evidence):
    result = made_up.position(evidence)
    axes = titled(drawn(evidence, "position", result), "Likeness")
    (points,) = lines(axes)
    assert points[:, 1].tolist() == list(result.correlations)
    assert sorted(limits(axes)) == [75, 80]


def test_the_title_says_the_finding_the_outcome_and_the_limit(evidence):
    said = words(drawn(evidence, "position", made_up.position(evidence, (38.0, 0.0))))
    assert "Face 38 px left of the reference: PASS, limits 51 px sideways" in said


def test_the_title_says_when_only_the_histogram_passes(evidence):
    result = made_up.position(evidence, (-99.0, 0.0), face=Outcome.FAIL)
    said = words(drawn(evidence, "position", result))
    assert "Face 99 px right of the reference (FAIL), histograms alike: PASS," in said


def test_both_measures_of_focus_stand_over_their_limits(evidence):
    result = made_up.focus(evidence)
    figure = drawn(evidence, "focus", result)
    laplacian, fft = titled(figure, "Laplacian"), titled(figure, "FFT")
    first, second = lines(laplacian)
    assert [*zip(first[:, 1], second[:, 1], strict=True)] == list(result.laplacian)
    assert lines(fft)[0][:, 1].tolist() == list(result.fft)
    assert limits(laplacian) == [100]
    assert limits(fft) == [6]


def test_the_crops_are_the_sharpest_and_the_most_blurred_region(evidence):
    region = ((20, 60), (30, 90))
    variances = ((200.0,), (900.0,), (12.0,))
    result = replace(
        made_up.focus(evidence),
        rois=(region,),
        frames=(2, 5, 9),
        laplacian=variances,
        fft=(7.0, 7.0, 7.0),
    )
    figure = drawn(evidence, "focus", result)
    assert np.array_equal(
        photo(titled(figure, "sharpest")), evidence.frames[5, 20:60, 30:90]
    )
    assert np.array_equal(
        photo(titled(figure, "most blurred")), evidence.frames[9, 20:60, 30:90]
    )


def test_large_frames_are_drawn_with_fewer_pixels_in_their_own_coordinates():
    evidence = made_up.evidence("left", frames=1)
    figure = drawn(evidence, "brightness", made_up.brightness(evidence))
    axes = titled(figure, "darkest")
    assert photo(axes).shape == (512, 640)
    assert axes.get_xlim() == (-0.5, 1279.5)
