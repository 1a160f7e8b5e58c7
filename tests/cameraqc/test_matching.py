"""Template matching: the pyramid says what the full search says, or nothing at all."""

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cameraqc import picture_cases as pictures
from camsetup.cameraqc.correlation import Correlator, ExactScore
from camsetup.cameraqc.matching import Matcher, full_search
from camsetup.cameraqc.pyramid import Pyramid, shrunk, worth_a_pyramid
from camsetup.domain.errors import InputError

CAMERAS = ("left", "right", "body")


@pytest.fixture(scope="module")
def pyramids(ibl):
    """Return pyramid, template and references of each camera."""
    made = {}
    for camera in CAMERAS:
        references = ibl.frames(camera)
        face = pictures.template(references, camera)
        made[camera] = (Pyramid(face, references.shape[1:]), face, references)
    return made


@some.composite
def mishaps(draw):
    """Draw what happens to a frame, as a list of functions of a frame."""
    seed = draw(some.integers(0, 999))
    x, y = draw(some.integers(-300, 300)), draw(some.integers(-200, 200))
    sigma, sd = draw(some.floats(0, 6)), draw(some.floats(0, 40))
    degrees, scale = draw(some.floats(-15, 15)), draw(some.floats(0.85, 1.2))
    gain, offset = draw(some.floats(0.1, 3)), draw(some.floats(-60, 120))
    possible = [
        lambda frame: pictures.moved(frame, x, y),
        lambda frame: pictures.blurred(frame, sigma),
        lambda frame: pictures.noisy(frame, sd, seed),
        lambda frame: pictures.warped(frame, degrees, scale),
        lambda frame: pictures.rescaled(frame, gain, offset),
        lambda frame: np.ascontiguousarray(frame[::-1]),
        lambda frame: pictures.repeated(frame[40:190, 100:260], frame.shape),
    ]
    return draw(some.lists(some.sampled_from(possible), max_size=3))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    camera=some.sampled_from(("right", "body", "left")),
    number=some.integers(0, 2),
    happened=mishaps(),
)
def test_the_pyramid_never_disagrees_with_the_full_search(
    pyramids, camera, number, happened
):
    pyramid, face, references = pyramids[camera]
    frame = references[number % len(references)]
    for mishap in happened:
        frame = mishap(frame)
    found = pyramid.best(frame)
    everywhere = full_search(frame, face, cv2.TM_CCOEFF_NORMED)
    assert found is None or (found.x, found.y) == (everywhere.x, everywhere.y)
    assert found is None or found.score == pytest.approx(everywhere.score, abs=1e-5)


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize(
    "happened",
    [
        lambda frame: frame,
        lambda frame: pictures.moved(frame, 33, -7),
        lambda frame: pictures.noisy(frame, 5, 1),
        lambda frame: pictures.blurred(frame, 2),
        lambda frame: pictures.rescaled(frame, 0.5, 10),
    ],
    ids=["as it is", "moved", "noisy", "blurred", "darker"],
)
def test_the_pyramid_knows_the_answer_on_real_frames(pyramids, camera, happened):
    pyramid, face, references = pyramids[camera]
    for reference in references:
        frame = happened(reference)
        everywhere = full_search(frame, face, cv2.TM_CCOEFF_NORMED)
        found = pyramid.best(frame)
        assert found is not None
        assert (found.x, found.y) == (everywhere.x, everywhere.y)


@pytest.mark.parametrize("level", [0, 1, 127, 255])
def test_a_flat_frame_is_left_to_the_full_search(pyramids, level):
    pyramid, face, references = pyramids["right"]
    frame = pictures.flat(references.shape[1:], level)
    assert pyramid.best(frame) is None
    match = Matcher(face).best(frame)
    assert match == full_search(frame, face, cv2.TM_CCOEFF_NORMED)
    assert (match.x, match.y) == (0, 0)


def test_two_equal_places_are_left_to_the_full_search(pyramids):
    pyramid, face, references = pyramids["right"]
    frame = references[0].copy()
    height, width = face.shape
    frame[300 : 300 + height, 40 : 40 + width] = face
    assert pyramid.best(frame) is None
    match = Matcher(face).best(frame)
    assert match == full_search(frame, face, cv2.TM_CCOEFF_NORMED)


def test_the_better_of_two_like_places_is_found_wherever_it_is(pyramids):
    pyramid, face, references = pyramids["right"]
    height, width = face.shape
    for x, y in ((41, 301), (42, 302), (43, 303), (40, 300)):
        frame = pictures.noisy(references[0], 6, 5)
        frame[y : y + height, x : x + width] = face
        found = pyramid.best(frame)
        assert found is not None
        assert (found.x, found.y) == (x, y)


def test_a_frame_with_a_flat_part_as_large_as_the_face_is_left_to_the_full_search(
    pyramids,
):
    pyramid, face, references = pyramids["body"]
    frame = references[0].copy()
    frame[200:, 200:] = 90
    assert pyramid.best(frame) is None
    assert Matcher(face).best(frame) == full_search(frame, face, cv2.TM_CCOEFF_NORMED)


def test_a_template_of_fine_structure_has_no_pyramid():
    noise = np.random.default_rng(0).integers(0, 256, (160, 180)).astype(np.uint8)
    assert not worth_a_pyramid(noise, (512, 640))
    assert worth_a_pyramid(pictures.blurred(noise, 9), (512, 640))


@pytest.mark.parametrize("metric", range(6))
def test_every_metric_gives_opencvs_place(pyramids, metric):
    _, face, references = pyramids["body"]
    frame = pictures.noisy(pictures.moved(references[1], 11, 5), 3, 2)
    scores = cv2.matchTemplate(frame, face, metric)
    lowest, highest, lowest_at, highest_at = cv2.minMaxLoc(scores)
    match = Matcher(face, metric).best(frame)
    assert (match.x, match.y) == (lowest_at if metric < 2 else highest_at)
    expected = lowest if metric < 2 else highest
    assert match.score == pytest.approx(expected, rel=1e-5)


def test_a_template_larger_than_the_frame_is_searched_the_other_way_round():
    random = np.random.default_rng(3)
    large = random.integers(0, 256, (80, 90)).astype(np.uint8)
    match = Matcher(large).best(np.ascontiguousarray(large[10:60, 20:80]))
    assert (match.x, match.y) == (20, 10)
    with pytest.raises(InputError, match="does not fit"):
        Matcher(large).best(np.zeros((50, 200), np.uint8))


def test_scores_by_fft_and_at_one_place_are_opencvs(pyramids):
    _, face, references = pyramids["body"]
    frame = pictures.noisy(references[1], 5, 4)
    expected = cv2.matchTemplate(frame, face, cv2.TM_CCOEFF_NORMED)
    scores = Correlator(face, frame.shape).scores(frame)
    np.testing.assert_allclose(scores.values, expected, atol=1e-5)
    exact = ExactScore(face)
    for x, y in ((0, 0), (90, 141), (300, 77)):
        assert exact.at(frame, x, y) == pytest.approx(expected[y, x], abs=1e-5)
        window = frame[y : y + face.shape[0], x : x + face.shape[1]]
        assert scores.contrast[y, x] == pytest.approx(window.std(), rel=1e-5)


def test_frames_of_odd_sizes_lose_less_than_a_coarse_pixel(pyramids):
    _, face, references = pyramids["right"]
    frame = np.ascontiguousarray(references[0][:511, :637])
    assert shrunk(frame).shape == (127, 159)
    match = Pyramid(face, frame.shape).best(frame)
    assert match is not None
    assert (match.x, match.y) == (430, 14)
