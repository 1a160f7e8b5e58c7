"""When a trace moves."""

from __future__ import annotations

import numpy as np
import pytest

from camsetup.cameraqc.wheel.movements import movements
from camsetup.domain.errors import InputError


def trace(*spans, size=4000, height=0.5):
    """Return a trace that swings to and fro from sample to sample in the spans."""
    values = np.zeros(size)
    for begin, end in spans:
        values[begin:end] = height * (-1) ** np.arange(end - begin)
    return values


def detected(values):
    return movements(np.arange(len(values)) / 1000, values)


def test_a_movement_lasts_from_its_first_sample_to_its_last():
    np.testing.assert_allclose(detected(trace((1000, 1700))), [[1.0, 1.7]])


def test_a_trace_that_stays_within_a_tenth_does_not_move():
    assert detected(trace((1000, 1700), height=0.05)).shape == (0, 2)


def test_a_jump_begins_with_the_sample_before_it():
    np.testing.assert_allclose(detected(trace((1000, 1700), height=2)), [[0.999, 1.7]])


@pytest.mark.parametrize(("rest", "count"), [(298, 1), (299, 2)])
def test_movements_less_than_a_tenth_second_apart_are_one(rest, count):
    # The window of 0.2 s looks ahead, so that rests seem as much shorter.
    values = trace((500, 1000), (1000 + rest, 2000))
    assert len(detected(values)) == count


def test_short_movements_are_none():
    assert len(detected(trace((500, 549)))) == 0
    assert len(detected(trace((500, 551)))) == 1


def test_a_trace_that_moves_from_the_start_begins_when_it_leaves_its_first_value():
    values = np.minimum(np.arange(4000) / 50, 8)  # 1.5 at sample 75, 8 at 400
    ((begin, _),) = detected(values)
    assert begin == 0.075


def test_a_movement_ends_with_the_record():
    np.testing.assert_allclose(detected(trace((3000, 4000))), [[3.0, 3.999]])


def test_a_movement_that_begins_with_the_end_is_none():
    assert len(detected(trace((3990, 4000)))) == 0


def test_a_record_shorter_than_the_window_holds_no_movement():
    assert len(detected(trace((0, 150), size=150))) == 0


def test_many_movements_are_found_in_a_long_record():
    begins = np.arange(500, 99_000, 997)
    found = detected(trace(*((i, i + 300) for i in begins), size=100_000))
    np.testing.assert_allclose(found[:, 0], begins / 1000)
    np.testing.assert_allclose(found[:, 1], (begins + 300) / 1000)


def test_times_too_coarse_for_milliseconds_are_refused():
    values = trace((1000, 1700))
    with pytest.raises(InputError, match="too large"):
        movements(1.7e9 + np.arange(len(values)) / 1000, values)
