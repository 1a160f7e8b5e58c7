"""The position check."""

import cv2
import numpy as np
import pytest

from cameraqc import picture_cases as pictures
from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.checks.face import find_face
from camsetup.cameraqc.checks.histogram import (
    correlation,
    equalising_table,
    histogram,
)
from camsetup.cameraqc.checks.position import check_position
from camsetup.cameraqc.results import Faces
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome

PASS, WARNING, FAIL = Outcome.PASS, Outcome.WARNING, Outcome.FAIL


@pytest.fixture
def references():
    """Return one smooth random reference of 512×640."""
    random = np.random.default_rng(7)
    soft = pictures.blurred(random.normal(0, 1, (512, 640)), 9)
    return pictures.rescaled(soft, 2000, 128)[None]


def at(x, y, camera="right"):
    """Return faces found (x, y) px away from where they should be."""
    roi = FACE_ROIS[camera]
    return Faces(((roi[1][0] + x, roi[0][0] + y),), (0.9,), roi)


def brighter(references):
    """Return frames whose histogram is not alike."""
    return pictures.rescaled(references, 0.4, 140)


@pytest.mark.parametrize(
    ("x", "y", "outcome"),
    [
        (0, 0, PASS),
        (51, 0, PASS),
        (52, 0, WARNING),  # x against 10 % of the height, 51.2 px
        (76, 0, WARNING),
        (77, 0, FAIL),
        (0, 63, PASS),
        (0, 64, WARNING),  # y against 10 % of the width, 64 px
        (0, -95, WARNING),
        (0, -96, FAIL),
        (51, 64, WARNING),
    ],
)
def test_the_face_is_judged_with_the_axes_swapped(references, x, y, outcome):
    frames = brighter(references)
    result = check_position(frames, "right", references, faces=at(x, y))
    assert (result.face, result.histogram, result.outcome) == (outcome, FAIL, outcome)
    assert result.offset_px == (-x, -y)
    assert result.offset_percent == (abs(x) / 512 * 100, abs(y) / 640 * 100)
    assert (result.remedy == "") == (outcome is PASS)


def test_alike_histograms_pass_whatever_the_face_does(references):
    result = check_position(references, "right", references, faces=at(300, 0))
    assert (result.face, result.histogram, result.outcome) == (FAIL, PASS, PASS)


def test_one_frame_with_another_histogram_is_enough(references):
    frames = np.concatenate((references, references, brighter(references)))
    result = check_position(frames, "right", references, faces=at(300, 0))
    assert result.correlations[:2] == pytest.approx((100, 100))
    assert result.histogram is FAIL


def test_the_median_of_all_frames_counts():
    roi = FACE_ROIS["right"]
    corners = tuple((430 + x, 14) for x in (0, 1, 2, 200))
    frames = np.zeros((4, 512, 640), np.uint8)
    faces = Faces(corners, (0.9,) * 4, roi)
    result = check_position(frames, "right", frames, faces=faces)
    assert result.median_top_left == (431.5, 14)
    assert result.offset_px == (-1.5, 0)


def test_in_pixels_the_correlations_are_not_scaled(references):
    frames = brighter(references)
    in_px = {"pct_thresh": False, "faces": at(12, 0)}
    result = check_position(frames, "right", references, **in_px)
    assert result.face is WARNING
    assert abs(result.correlations[0]) <= 1
    # 75 and 80 are never exceeded, 0.75 and 0.8 are.
    assert check_position(references, "right", references, **in_px).histogram is FAIL
    scaled = check_position(
        references, "right", references, hist_thresh=(0.75, 0.8), **in_px
    )
    assert scaled.histogram is PASS


def test_thresholds_are_sorted_and_a_single_one_gives_a_warning_at_best(references):
    swapped = check_position(
        references,
        "right",
        references,
        pos_thresh=(15, 10),
        hist_thresh=(80, 75),
        faces=at(60, 0),
    )
    assert (swapped.face, swapped.histogram) == (WARNING, PASS)
    single = check_position(
        references,
        "right",
        references,
        pos_thresh=(15,),
        hist_thresh=[80],
        faces=at(0, 0),
    )
    assert (single.face, single.histogram, single.outcome) == (
        WARNING,
        WARNING,
        WARNING,
    )


def test_without_faces_given_they_are_found(ibl):
    references = ibl.frames("body")
    alone = check_position(references, "body", references)
    faces = find_face(references, "body", references)
    assert alone == check_position(references, "body", references, faces=faces)
    assert alone == check_position(None, "body", references, test=True)
    assert alone.faces == faces
    distances = check_position(references, "body", references, metric=1)
    assert distances.faces == find_face(references, "body", references, metric=1)


def test_frames_that_are_views_of_something_else_are_judged_all_the_same(ibl):
    references = ibl.frames("body")
    mirrored = np.ascontiguousarray(references[:, :, ::-1])
    result = check_position(mirrored[:, :, ::-1], "body", references)
    assert result == check_position(references, "body", references)


def test_a_black_video_passes_by_its_histogram_as_in_ibllib(ibl):
    black = np.zeros((2, 512, 640), np.uint8)
    result = check_position(black, "right", ibl.frames("right"))
    assert (result.face, result.outcome) == (FAIL, PASS)


@pytest.mark.parametrize(
    ("camera", "frames", "references", "said"),
    [
        ("left", None, np.zeros((1, 9, 9), np.uint8), "no frames"),
        ("left", np.empty((0, 9, 9), np.uint8), None, "no frames"),
        ("left", np.zeros((1, 9, 9), np.uint8), None, "no reference frames"),
        ("belly", *[np.zeros((1, 512, 640), np.uint8)] * 2, "belly"),
        (
            "right",
            np.zeros((1, 120, 640), np.uint8),
            np.zeros((1, 512, 640), np.uint8),
            "does not fit",
        ),
    ],
)
def test_where_ibllib_dies_nothing_is_judged_and_it_says_why(
    camera, frames, references, said
):
    result = check_position(frames, camera, references)
    assert result.outcome is Outcome.NOT_SET
    assert said in result.message
    assert result.remedy


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"pos_thresh": 10}, "pos_thresh is 10"),
        ({"hist_thresh": 80}, "hist_thresh is 80"),
        ({"pos_thresh": ()}, "pos_thresh"),
        ({"hist_thresh": (1, 2, 3)}, "hist_thresh"),
        ({"metric": 7}, "metric is 7"),
        ({"roi": (1, 2, 3)}, "roi"),
    ],
)
def test_wrong_arguments_are_refused_by_name(references, options, said):
    with pytest.raises(UsageError, match=said) as refused:
        check_position(references, "right", references, **options)
    assert refused.value.remedy.startswith("Give")


def test_a_histogram_counts_and_correlates(references):
    frame = references[0]
    counts = histogram(frame)
    assert counts.shape == (256,)
    assert counts.tolist() == np.bincount(frame.ravel(), minlength=256).tolist()
    other = histogram(brighter(references)[0])
    assert correlation(counts, other) == pytest.approx(np.corrcoef(counts, other)[0, 1])


@pytest.mark.parametrize(
    "frame",
    [
        pictures.flat((40, 50), 0),
        pictures.flat((40, 50), 77),
        pictures.flat((40, 50), 255),
        np.arange(2000).reshape(40, 50).astype(np.uint8),
        np.random.default_rng(1).integers(90, 110, (511, 333)).astype(np.uint8),
        (np.random.default_rng(2).random((300, 300)) ** 9 * 256).astype(np.uint8),
    ],
)
def test_the_equalising_table_is_opencvs(frame):
    table = equalising_table(histogram(frame))
    np.testing.assert_array_equal(table[frame], cv2.equalizeHist(frame))
