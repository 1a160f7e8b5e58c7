"""The focus check."""

import math

import cv2
import numpy as np
import pytest

from cameraqc import picture_cases as pictures
from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.checks.face import find_face
from camsetup.cameraqc.checks.focus import check_focus, laplacian_variance, sampled
from camsetup.cameraqc.checks.highpass import HighPass
from camsetup.cameraqc.results import Faces
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome

AS_IT_IS = np.arange(256, dtype=np.uint8)


def highpass_in_complex_numbers(picture):
    """Filter as IBL_QC.md section 4 says, in double precision."""
    height, width = picture.shape
    spectrum = np.fft.fftshift(np.fft.fft2(picture.astype(np.float64)))
    rows = np.arange(height)[height // 2 - 60 : height // 2 + 60]
    columns = np.arange(width)[width // 2 - 60 : width // 2 + 60]
    spectrum[np.ix_(rows, columns)] = 0
    filtered = np.abs(np.fft.ifft2(np.fft.ifftshift(spectrum)))
    low, high = filtered.min(), filtered.max()
    stretched = (filtered - low) * (256 / (high - low))
    return np.clip(np.rint(stretched), 0, 255).mean()


def textured(shape, sigma=1.5, seed=3):
    random = np.random.default_rng(seed)
    soft = pictures.blurred(random.normal(0, 1, shape), sigma)
    return pictures.rescaled(soft, 60 / soft.std(), 128)


@pytest.mark.parametrize(
    "shape",
    [(512, 640), (511, 641), (480, 123), (122, 300), (121, 130), (100, 90), (60, 300)],
)
def test_high_frequencies_are_what_the_formula_says(shape):
    picture = textured(shape)
    expected = highpass_in_complex_numbers(picture)
    assert HighPass(shape).mean(picture, AS_IT_IS) == pytest.approx(expected, rel=5e-5)


@pytest.mark.parametrize("camera", FACE_ROIS)
def test_high_frequencies_of_real_frames_are_exact(ibl, camera):
    for frame in ibl.frames(camera):
        expected = highpass_in_complex_numbers(cv2.equalizeHist(frame))
        table = np.empty(256, np.uint8)
        table[frame] = cv2.equalizeHist(frame)
        found = HighPass(frame.shape).mean(frame, table)
        assert found == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("level", [0, 9, 255])
@pytest.mark.parametrize("shape", [(512, 640), (511, 641)])
def test_a_flat_picture_has_no_high_frequencies(level, shape):
    assert HighPass(shape).mean(pictures.flat(shape, level), AS_IT_IS) == 0


@pytest.mark.parametrize(
    "roi",
    [
        ((0, 60), (0, 80)),
        ((0, 20), (30, 80)),
        ((10, 60), (0, 33)),
        ((17, 18), (20, 21)),
        ((30, 99), (70, 99)),
    ],
)
def test_the_variance_in_a_region_is_that_of_the_whole_frames_laplacian(roi):
    frame = textured((60, 80))
    whole = cv2.Laplacian(frame, cv2.CV_16S, ksize=1)
    expected = whole[slice(*roi[0]), slice(*roi[1])].var()
    assert laplacian_variance(frame, roi, AS_IT_IS) == pytest.approx(expected)


def test_a_region_of_nothing_has_no_variance():
    assert math.isnan(laplacian_variance(textured((9, 9)), ((5, 5), (0, 9)), AS_IT_IS))


def test_the_region_follows_the_median_of_the_faces(ibl):
    references = ibl.frames("right")
    frames = np.stack([pictures.moved(references[0], -x, 9) for x in (10, 11, 13, 16)])
    result = check_focus(frames, "right", references)
    # The median, 430 - 12, and 14 + 9.
    assert result.rois == (((23, 183), (418, 606)),)
    assert result == check_focus(
        frames, "right", references, faces=find_face(frames, "right", references)
    )


def test_half_pixels_of_a_median_go_to_the_even_one(ibl):
    frames = np.concatenate([ibl.frames("right")] * 2)
    for x, rounded in ((11, 12), (12, 12), (13, 14)):
        faces = Faces(((x, 5), (x + (x % 2), 5)), (1.0, 1.0), ((0, 10), (0, 20)))
        result = check_focus(frames, "right", frames, faces=faces)
        assert result.rois[0][1][0] == rounded


def test_fixed_regions_are_the_cameras_own():
    frames = textured((512, 640))[None]
    right = check_focus(frames, "right", None, roi=None)
    assert right.rois == (((0, 196), (397, 640)), ((221, 512), (255, 640)))
    assert len(right.laplacian[0]) == 2
    body = check_focus(frames, "body", None, roi=None)
    assert body.rois == (((143, 274), (84, 433)),)
    # Regions below a smaller frame hold nothing, and fail.
    left = check_focus(frames[:, :480], "left", None, roi=None)
    assert math.isnan(left.laplacian[0][1])
    assert not left.laplacian_passes


def test_regions_can_be_given_in_px_or_as_slices():
    frames = textured((200, 300))[None]
    given = check_focus(frames, "top", None, roi=[((5, 50), (6, 60))])
    assert given.rois == (((5, 50), (6, 60)),)
    assert given == check_focus(frames, "top", None, roi=[np.s_[5:50, 6:60]])
    open_ended = check_focus(frames, "top", None, roi=[np.s_[-50:, :]])
    assert open_ended.rois == (((150, 200), (0, 300)),)


def test_either_of_the_two_tests_is_enough():
    sharp = textured((200, 300))[None]
    roi = [((0, 200), (0, 300))]
    both = check_focus(sharp, "top", None, roi=roi)
    assert both.laplacian_passes
    assert both.fft_passes
    variance, fine = both.laplacian[0][0], both.fft[0]
    for threshold, edges, fft, outcome in [
        ((variance, fine + 1), False, False, Outcome.FAIL),  # must be exceeded
        ((variance + 1, fine - 1), False, True, Outcome.PASS),
        ((variance - 1, fine + 1), True, False, Outcome.PASS),
    ]:
        result = check_focus(sharp, "top", None, roi=roi, threshold=threshold)
        assert (result.laplacian_passes, result.fft_passes) == (edges, fft)
        assert result.outcome is outcome


def test_a_blurred_picture_fails_and_says_what_to_do():
    blurred = textured((400, 400), sigma=12)[None]
    result = check_focus(blurred, "top", None, roi=[((0, 400), (0, 400))])
    assert result.outcome is Outcome.FAIL
    assert "focus ring" in result.remedy


def test_values_follow_the_order_of_the_frames_that_are_looked_at():
    frames = np.stack([textured((200, 300), 1 + i / 4, i) for i in range(9)])
    roi = [((0, 200), (0, 300))]
    some = check_focus(frames, "top", None, roi=roi, n=4)
    assert some.frames == (0, 2, 5, 8)
    every = check_focus(frames, "top", None, roi=roi)
    assert every.frames == tuple(range(9))
    assert some.fft == tuple(every.fft[index] for index in some.frames)
    assert some.laplacian == tuple(every.laplacian[index] for index in some.frames)
    assert sampled(100, 20)[-1] == 99
    assert len(sampled(3, 20)) == 3


def test_a_frame_can_be_taken_as_it_is():
    frames = pictures.rescaled(textured((200, 300)), 0.1, 60)[None]
    roi = [((0, 200), (0, 300))]
    plain = check_focus(frames, "top", None, roi=roi, equalize=False)
    assert plain.laplacian[0][0] == pytest.approx(
        cv2.Laplacian(frames[0], cv2.CV_16S, ksize=1).var()
    )
    assert plain.laplacian < check_focus(frames, "top", None, roi=roi).laplacian


def test_frames_are_not_changed():
    frames = textured((200, 300))[None]
    before = frames.copy()
    frames.flags.writeable = False
    check_focus(frames, "top", None, roi=[((0, 200), (0, 300))])
    np.testing.assert_array_equal(frames, before)


def test_in_test_mode_the_reference_gets_more_and_more_blurred(ibl):
    result = check_focus(None, "right", ibl.frames("right"), test=True)
    assert len(result.frames) == 16
    variances = [values[0] for values in result.laplacian]
    assert variances[0] == variances[1]  # a box of one pixel
    assert sorted(variances[1:], reverse=True) == variances[1:]
    few = check_focus(None, "right", ibl.frames("right"), test=True, n=4)
    assert len(few.frames) == 4


@pytest.mark.parametrize(
    ("camera", "frames", "references", "options", "said"),
    [
        ("left", None, None, {}, "no frames"),
        ("left", np.zeros((1, 99, 99), np.uint8), None, {}, "no reference frames"),
        ("left", None, None, {"test": True}, "no reference frames"),
        ("belly", *[np.zeros((1, 512, 640), np.uint8)] * 2, {}, "belly"),
        ("belly", np.zeros((1, 99, 99), np.uint8), None, {"roi": None}, "belly"),
    ],
)
def test_where_ibllib_dies_nothing_is_judged_and_it_says_why(
    camera, frames, references, options, said
):
    result = check_focus(frames, camera, references, **options)
    assert result.outcome is Outcome.NOT_SET
    assert said in result.message
    assert result.remedy


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"threshold": 100}, "threshold is 100"),
        ({"threshold": (100,)}, "threshold"),
        ({"n": 0}, "n is 0"),
        ({"roi": True}, "roi is True"),
        ({"roi": [(1, 2)]}, "roi"),
        ({"roi": [np.s_[::2, :]]}, "roi"),
    ],
)
def test_wrong_arguments_are_refused_by_name(options, said):
    frames = np.zeros((1, 512, 640), np.uint8)
    with pytest.raises(UsageError, match=said) as refused:
        check_focus(frames, "right", frames, **options)
    assert refused.value.remedy.startswith("Give")
