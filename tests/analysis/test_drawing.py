"""Lines from a picture: edges of the rig, not fur; thresholds; erasing."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from camsetup.analysis.drawing import MOST_LINES, edge_strength, extract_lines

BOX = (300, 200, 900, 700)


def rig(*, gain: float = 1.0, noise: float = 2.0) -> np.ndarray:
    """Return a 1280×1024 picture of one bright box on a dark ground."""
    picture = np.full((1024, 1280), 30.0)
    left, top, right, bottom = BOX
    picture[top:bottom, left:right] = 110.0
    picture = cv2.GaussianBlur(picture, (0, 0), 1.0) * gain
    picture += np.random.default_rng(5).normal(0, noise, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def fur() -> np.ndarray:
    """Return fine random texture without any line of the rig."""
    grain = np.random.default_rng(6).normal(0, 1, (1024, 1280))
    fine = cv2.GaussianBlur(grain, (0, 0), 1.5)
    return np.clip(110 + 60 * fine / fine.std(), 0, 255).astype(np.uint8)


def length(lines) -> float:
    return sum(np.hypot(*np.diff(line.points, axis=0).T).sum() for line in lines)


def off_the_box(points: np.ndarray) -> np.ndarray:
    left, top, right, bottom = BOX[0] - 0.5, BOX[1] - 0.5, BOX[2] - 0.5, BOX[3] - 0.5
    x, y = points.T
    aside = np.minimum(np.abs(x - left), np.abs(x - right))
    above = np.minimum(np.abs(y - top), np.abs(y - bottom))
    return np.minimum(aside, above)


@pytest.mark.parametrize("gain", [0.4, 1.0, 2.0])
def test_the_edges_of_a_box_are_drawn_where_they_are(gain):
    lines = extract_lines(rig(gain=gain), 0.5)
    assert length(lines) == pytest.approx(2200, rel=0.05)
    points = np.concatenate([line.points for line in lines])
    assert np.median(off_the_box(points)) < 0.6
    assert off_the_box(points).max() < 6


def test_a_box_is_few_points_and_not_every_pixel():
    assert sum(len(line.points) for line in extract_lines(rig(), 0.5)) < 300


def test_fur_is_no_line():
    assert length(extract_lines(fur(), 0.7)) < 0.1 * length(extract_lines(rig(), 0.7))


def test_a_higher_threshold_draws_less():
    picture = np.where(np.arange(1280) < 640, rig(), fur()).astype(np.uint8)
    lengths = [length(extract_lines(picture, t)) for t in (0.0, 0.25, 0.5, 0.75, 1.0)]
    for more, fewer in itertools.pairwise(lengths):
        assert fewer < 1.05 * more + 1
    assert lengths[0] > lengths[2] > 0


def test_lines_come_longest_first():
    lengths = [length([line]) for line in extract_lines(rig(), 0.2)]
    assert lengths == sorted(lengths, reverse=True)


def test_no_line_goes_where_it_was_erased():
    erased = np.zeros((1024, 1280), np.bool_)
    erased[:, 500:640] = True
    lines = extract_lines(rig(), 0.5, erased)
    for line in lines:
        x = line.points[:, 0]
        middles = (x[1:] + x[:-1]) / 2
        assert not ((middles > 505) & (middles < 635)).any()
    assert length(lines) == pytest.approx(2200 - 280, rel=0.06)


def test_an_erasure_may_be_given_as_bytes():
    erased = np.full((1024, 1280), 255, np.uint8)
    assert extract_lines(rig(), 0.5, erased) == ()


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_blank_picture_has_no_lines(grey):
    blank = np.full((512, 640), grey, np.uint8)
    assert extract_lines(blank, 0.0) == ()
    assert not edge_strength(blank).any()


def test_a_picture_that_is_not_contiguous_is_drawn_too():
    assert extract_lines(rig()[:, ::-1], 0.5)


def test_the_number_of_lines_is_bounded():
    checks = np.indices((1024, 1280)).sum(axis=0) // 60 % 2 * 200
    assert len(extract_lines(checks.astype(np.uint8), 0.0)) <= MOST_LINES


def test_strength_lies_between_0_and_1_and_peaks_on_the_edge():
    strength = edge_strength(rig())
    assert strength.dtype == np.float32
    assert strength.shape == (1024, 1280)
    assert strength.min() >= 0
    assert strength.max() <= 1
    assert strength[450, 298:302].max() > 0.8
    assert np.median(strength) < 0.6


def test_the_body_camera_s_rig_is_drawn_along_our_own_outline(ibl):
    frame = np.ascontiguousarray(ibl.frames("body")[0])
    lines = extract_lines(frame, 0.5)
    assert 20 < len(lines) < 250
    hole = np.concatenate([line.points for line in lines]) - (364.5, 62.0)
    distances = np.hypot(hole[:, 0] / 28, hole[:, 1] / 25)
    assert ((distances > 0.9) & (distances < 1.1)).sum() >= 10
