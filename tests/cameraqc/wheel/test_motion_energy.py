"""Motion energy: against the formula of IBL_QC.md section 4, pixel by pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from camsetup.cameraqc.wheel.motion_energy import MotionEnergy, motion_energy

#: Differences of which ibllib 4.1.0's float32 loses one level, found by running it.
LOST = (37, 74, 77, 148, 154, 161, 167, 173)


def formula(frames):
    """Write it out as IBL_QC.md does: uint8(√(3·Δ²)/√(3·255²)·255)."""
    change = frames[2:].astype(np.float32) - frames[:-2].astype(np.float32)
    norm = np.sqrt(change**2 * 3) / np.float32(np.sqrt(3 * 255**2))
    return np.uint8(norm * 255).sum(axis=(1, 2))


@given(
    arrays.arrays(
        np.uint8,
        st.tuples(st.integers(3, 8), st.integers(1, 9), st.integers(1, 9)),
        elements=st.integers(0, 255),
    )
)
def test_it_is_the_documented_formula(frames):
    assert np.array_equal(motion_energy(frames), formula(frames))


def test_a_difference_counts_by_its_grey_levels_but_for_those_that_lose_one():
    counted = []
    for difference in range(256):
        frames = np.zeros((3, 1, 1), np.uint8)
        frames[2] = difference
        counted += motion_energy(frames).tolist()
    lost = np.flatnonzero(np.array(counted) - np.arange(256))
    assert tuple(lost) == LOST
    assert (np.arange(256) - np.array(counted)).max() == 1


def test_brighter_and_darker_count_the_same():
    frames = np.array([[[10, 200]], [[0, 0]], [[30, 180]]], np.uint8)
    assert motion_energy(frames).tolist() == [40]


def test_a_frame_is_compared_with_the_next_but_one():
    frames = np.zeros((6, 1, 1), np.uint8)
    frames[3] = 9
    assert motion_energy(frames).tolist() == [0, 9, 0, 9]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_frames_have_none(count):
    energy = motion_energy(np.zeros((count, 4, 4), np.uint8))
    assert energy.shape == (0,)
    assert energy.dtype == np.float64


def test_frames_may_come_one_by_one_and_in_pieces():
    frames = np.random.default_rng(1).integers(0, 256, (9, 5, 7), dtype=np.uint8)
    energy = MotionEnergy()
    for i, frame in enumerate(frames):
        energy.add(frame.copy())
        assert len(energy.values()) == max(0, i - 1)
    assert np.array_equal(energy.values(), formula(frames))
