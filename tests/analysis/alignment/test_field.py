"""Edges, whatever the light."""

import numpy as np
import pytest

from analysis.alignment.drawn_rig import SIZE, photo
from camsetup.analysis.alignment.field import EdgeFilter


def field(pixels):
    edges = EdgeFilter(320, SIZE)
    return edges.field(edges.shrunk(pixels))


def step(axis):
    pixels = np.full((SIZE.height, SIZE.width), 20, np.uint8)
    half = [slice(None), slice(None)]
    half[axis] = slice(pixels.shape[axis] // 2, None)
    pixels[tuple(half)] = 200
    return pixels


@pytest.mark.parametrize(("axis", "sign"), [(1, 1), (0, -1)])
def test_an_edge_points_across_itself_with_the_angle_doubled(axis, sign):
    cosine, sine = np.moveaxis(field(step(axis)).vectors, -1, 0)
    middle = cosine.take(cosine.shape[axis] // 2, axis=axis)
    assert (sign * middle > 0.6).all()
    assert np.abs(sine).max() < 1e-3


def test_which_side_is_bright_makes_no_difference():
    pixels = photo(noise=0)
    dark, bright = field(pixels), field(255 - pixels)
    assert np.abs(dark.vectors - bright.vectors).mean() < 0.002


def test_half_the_light_leaves_strong_edges_as_strong():
    full = np.hypot(*np.moveaxis(field(photo(noise=0)).vectors, -1, 0))
    half = np.hypot(*np.moveaxis(field(photo(noise=0, gain=0.5)).vectors, -1, 0))
    assert half[full > 0.7].mean() > 0.85 * full[full > 0.7].mean()


def test_nothing_is_an_edge_in_a_flat_picture():
    assert not field(np.full((512, 640), 90, np.uint8)).vectors.any()


def test_vectors_are_never_longer_than_one():
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 256, (512, 640), dtype=np.uint8)
    assert np.hypot(*np.moveaxis(field(noise).vectors, -1, 0)).max() <= 1


def test_a_field_knows_its_scale():
    assert np.allclose(field(photo()).factors, 0.5)
