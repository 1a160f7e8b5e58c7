"""Finding the face."""

import cv2
import numpy as np
import pytest

from cameraqc import picture_cases as pictures
from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.checks.face import find_face
from camsetup.domain.errors import UsageError


@pytest.mark.parametrize("camera", FACE_ROIS)
def test_the_face_of_the_reference_is_found_where_it_is(ibl, camera):
    references = ibl.frames(camera)
    frames = np.stack([references[0], pictures.moved(references[0], -21, 13)])
    faces = find_face(frames, camera, references)
    (top, _), (left, _) = FACE_ROIS[camera]
    assert faces.top_left == ((left, top), (left - 21, top + 13))
    assert faces.roi == FACE_ROIS[camera]
    assert faces.scores[0] == pytest.approx(1)


@pytest.mark.parametrize("metric", range(6))
def test_every_metric_finds_what_opencv_finds(ibl, metric):
    references = ibl.frames("body")
    face = pictures.template(references, "body")
    found = find_face(references, "body", references, metric=metric)
    for frame, corner in zip(references, found.top_left, strict=True):
        at = cv2.minMaxLoc(cv2.matchTemplate(frame, face, metric))
        assert corner == (at[2] if metric < 2 else at[3])


def test_another_region_can_be_looked_for(ibl):
    references = ibl.frames("right")
    roi = ((200, 300), (100, 250))
    assert find_face(references, "right", references, roi=roi).top_left == ((100, 200),)
    # A camera without a region of its own, too.
    assert find_face(references, "belly", references, roi=roi).roi == roi


def test_in_test_mode_the_references_are_searched(ibl):
    references = ibl.frames("body")
    searched = find_face(None, "body", references, test=True)
    assert searched == find_face(references, "body", references)


def test_frames_that_are_views_of_something_else_are_searched_all_the_same(ibl):
    references = ibl.frames("right")
    upright = find_face(references, "right", references)
    assert find_face(references[:, ::-1][:, ::-1], "right", references) == upright
    turned = np.ascontiguousarray(references.transpose(0, 2, 1)).transpose(0, 2, 1)
    assert find_face(turned, "right", references) == upright


@pytest.mark.parametrize(
    ("camera", "frames", "references", "said"),
    [
        ("left", None, np.zeros((1, 1024, 1280), np.uint8), "no frames"),
        ("left", np.zeros((1, 99, 99), np.uint8), None, "no reference frames"),
        ("belly", *[np.zeros((1, 512, 640), np.uint8)] * 2, "belly"),
        (
            "right",
            np.zeros((1, 120, 640), np.uint8),
            np.zeros((1, 512, 640), np.uint8),
            "does not fit",
        ),
        ("left", *[np.zeros((1, 30, 40), np.uint8)] * 2, "is not in the reference"),
    ],
    ids=["no frames", "no references", "no region", "small frames", "small references"],
)
def test_where_nothing_can_be_looked_for_it_says_why(camera, frames, references, said):
    faces = find_face(frames, camera, references)
    assert faces.top_left == ()
    assert said in faces.message
    assert faces.remedy


@pytest.mark.parametrize(
    "options", [{"metric": 6}, {"metric": -1}, {"roi": (1, 2)}, {"roi": "face"}]
)
def test_wrong_arguments_are_refused(ibl, options):
    references = ibl.frames("right")
    with pytest.raises(UsageError) as refused:
        find_face(references, "right", references, **options)
    assert refused.value.remedy.startswith("Give")
