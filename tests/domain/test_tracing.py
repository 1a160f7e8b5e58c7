"""Thin lines, traced: order, crossings, spurs, loops, smoothing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from camsetup.domain.tracing import length_px, simplified, smoothed, thinned, traced


def drawn(*lines, thickness: int = 1, closed: bool = False) -> np.ndarray:
    bitmap = np.zeros((120, 160), np.uint8)
    for line in lines:
        cv2.polylines(bitmap, [np.array(line, np.int32)], closed, 1, thickness)
    return bitmap


def steps(chain: np.ndarray) -> np.ndarray:
    return np.abs(np.diff(chain, axis=0)).max(axis=1)


def ends(chain: np.ndarray) -> set[tuple[float, ...]]:
    return {tuple(chain[0]), tuple(chain[-1])}


def test_a_line_is_followed_from_end_to_end_pixel_by_pixel():
    (chain,) = traced(drawn([(10, 20), (90, 55), (150, 30)]))
    assert ends(chain) == {(10, 20), (150, 30)}
    assert (steps(chain) == 1).all()


def test_a_staircase_is_one_line():
    stairs = [(10 + i // 2, 10 + (i + 1) // 2) for i in range(60)]
    bitmap = np.zeros((120, 160), np.uint8)
    for x, y in stairs:
        bitmap[y, x] = 1
    (chain,) = traced(bitmap)
    assert len(chain) == len(stairs)


def test_a_closed_line_ends_where_it_began():
    bitmap = np.zeros((120, 160), np.uint8)
    cv2.ellipse(bitmap, (80, 60), (50, 30), 20, 0, 360, 1, 1)
    (chain,) = traced(thinned(bitmap))
    assert tuple(chain[0]) == tuple(chain[-1])
    assert (steps(chain) == 1).all()


def test_lines_are_split_where_they_meet_and_all_reach_the_crossing():
    chains = traced(drawn([(80, 10), (80, 100)], [(20, 60), (140, 60)]))
    assert len(chains) == 4
    for chain in chains:
        nearest = min(
            np.abs(chain[0] - (80, 60)).max(), np.abs(chain[-1] - (80, 60)).max()
        )
        assert nearest <= 1


def test_short_branches_are_dropped_and_long_ones_kept():
    bitmap = drawn([(10, 60), (150, 60)], [(80, 60), (80, 54)], [(40, 60), (40, 20)])
    lengths = sorted(len(chain) for chain in traced(bitmap, spur_px=10))
    assert len(lengths) == 4
    assert lengths[0] > 25


def test_an_empty_bitmap_has_no_lines():
    assert traced(np.zeros((9, 9), np.uint8)) == []


def test_a_single_pixel_is_no_line():
    bitmap = np.zeros((9, 9), np.uint8)
    bitmap[4, 4] = 1
    assert traced(bitmap) == []


def test_every_pixel_of_a_simple_drawing_is_on_a_line():
    bitmap = drawn([(5, 5), (150, 100)], [(10, 110), (60, 90)], closed=False)
    covered = np.zeros_like(bitmap)
    for chain in traced(bitmap):
        x, y = chain.astype(int).T
        covered[y, x] = 1
    assert (covered == bitmap).all()


@pytest.mark.parametrize("thickness", [3, 7, 15])
def test_thinning_leaves_the_middle_of_a_stroke_one_pixel_wide(thickness):
    skeleton = thinned(drawn([(30, 60), (130, 60)], thickness=thickness))
    columns = skeleton[:, 40:120]
    assert (columns.sum(axis=0) == 1).all()
    rows = np.nonzero(columns)[0]
    assert np.abs(rows - 60).max() <= 1


def test_thinning_keeps_what_hangs_together_together():
    rng = np.random.default_rng(7)
    blobs = (cv2.GaussianBlur(rng.random((120, 160)), (0, 0), 4) > 0.5).astype(np.uint8)
    before, _ = cv2.connectedComponents(blobs)
    after, _ = cv2.connectedComponents(thinned(blobs))
    assert before == after


def test_smoothing_straightens_a_staircase_and_keeps_the_ends():
    (chain,) = traced(drawn([(10, 20), (150, 67)]))
    smooth = smoothed(chain, 3)
    off = (smooth - (10, 20)) @ (np.array([-47, 140]) / np.hypot(47, 140))
    assert np.abs(off[5:-5]).max() < 0.2
    assert {tuple(np.round(end)) for end in (smooth[0], smooth[-1])} == ends(chain)


def test_smoothing_a_circle_keeps_it_closed_and_nearly_as_large():
    angles = np.linspace(0, 2 * np.pi, 300)
    circle = np.column_stack([80 + 40 * np.cos(angles), 60 + 40 * np.sin(angles)])
    circle[-1] = circle[0]
    smooth = smoothed(circle, 3)
    assert tuple(smooth[0]) == tuple(smooth[-1])
    assert np.hypot(*(smooth - (80, 60)).T) == pytest.approx(40, abs=0.2)


def test_simplifying_drops_points_but_not_the_shape():
    (chain,) = traced(drawn([(10, 20), (90, 20), (90, 100)]))
    few = simplified(chain, 0.5)
    assert len(few) == 3
    assert length_px(few) == pytest.approx(160)


def test_a_simplified_closed_line_is_still_closed():
    (chain,) = traced(drawn([(20, 20), (100, 20), (100, 90), (20, 90)], closed=True))
    few = simplified(chain, 0.5)
    assert tuple(few[0]) == tuple(few[-1])
    assert len(few) <= 7
