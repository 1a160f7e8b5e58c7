"""Ids and times of frames, unwrapped."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camsetup.domain.frame import Stamp
from camsetup.sources.genicam.stamps import StampClock

NS = 1_000_000_000
PERIOD_NS = 16_666_667


def ids(*raws):
    clock = StampClock()
    return [
        clock.stamp(raw, 0, NS, i * PERIOD_NS, complete=True).frame_id
        for i, raw in enumerate(raws)
    ]


def times(ticks_per_second, *pairs):
    """Give (ticks, host nanoseconds) to a clock, and get device nanoseconds."""
    clock = StampClock()
    return [
        clock.stamp(i, ticks, ticks_per_second, host, complete=True).device_time_ns
        for i, (ticks, host) in enumerate(pairs)
    ]


def test_a_plain_stamp_is_passed_on():
    stamp = StampClock().stamp(7, 123_456_789_012, NS, 42, complete=False)
    assert stamp == Stamp(7, 123_456_789_012, 42, complete=False)


def test_gaps_in_the_ids_are_kept():
    assert ids(5, 6, 9, 10) == [5, 6, 9, 10]


def test_16_bit_ids_of_gige_vision_go_on_after_65535_without_a_0():
    assert ids(65534, 65535, 1, 2) == [65534, 65535, 65536, 65537]


def test_16_bit_ids_that_begin_with_0_go_on_after_65535_with_a_0():
    got = ids(*range(65536), 0, 1, 2)
    assert got == list(range(65539))


def test_a_frame_lost_at_the_wrap_is_one_gap():
    assert ids(65534, 65535, 2, 3) == [65534, 65535, 65537, 65538]


def test_32_bit_ids_go_on():
    last = 2**32 - 1
    assert ids(last - 1, last, 1, 2) == [last - 1, last, last + 2, last + 3]


def test_ids_wrap_again_and_again():
    raws = [1 + i % 65535 for i in range(0, 300_000, 1000)]
    assert ids(*raws) == [1 + i for i in range(0, 300_000, 1000)]


@pytest.mark.parametrize("first", [1, 0])
def test_ids_that_restart_go_on_by_one(first):
    assert ids(100, 101, first, first + 1, first + 2) == [100, 101, 102, 103, 104]


def test_a_restart_late_in_the_16_bits_is_not_taken_for_a_wrap():
    assert ids(65000, 5000, 5001) == [65000, 65001, 65002]


def test_a_frame_without_an_id_is_the_next_one_and_no_gap():
    assert ids(1000, 0, 1002, 1003) == [1000, 1001, 1002, 1003]
    assert ids(1000, 2**64 - 1, 1002) == [1000, 1001, 1002]


def test_a_gap_around_a_frame_without_an_id_is_kept():
    assert ids(1000, 0, 1005) == [1000, 1001, 1005]


def test_a_camera_that_never_counts_is_counted_for():
    assert ids(0, 0, 0, 0) == [0, 1, 2, 3]
    assert ids(2**64 - 1, 2**64 - 1) == [0, 1]


@pytest.mark.parametrize("anew", [0, 1, 9, 5000])
def test_after_a_pause_ids_go_on_by_one_and_times_as_the_clock_says(anew):
    clock = StampClock()
    clock.stamp(9, 1000, NS, 0, complete=True)
    clock.go_on()
    stamps = [
        clock.stamp(anew + i, 4000 + i, NS, 90 + i, complete=True) for i in (0, 1, 3)
    ]
    assert [stamp.frame_id for stamp in stamps] == [10, 11, 13]
    assert [stamp.device_time_ns for stamp in stamps] == [4000, 4001, 4003]


@given(st.lists(st.integers(-1, 2**64 - 1) | st.integers(0, 70000), max_size=50))
def test_ids_always_rise(raws):
    got = ids(*raws)
    assert all(second > first for first, second in pairwise(got))


@given(
    st.lists(st.integers(1, 1000), min_size=1, max_size=80),
    st.sampled_from([2**16, 2**32, 2**64]),
    st.integers(0, 2**64),
)
def test_wrapped_ids_show_the_gaps_of_the_true_ids(steps, period, start):
    """0 is left out of 16 bits, as GigE Vision leaves it out."""
    true = [start % period or 1]
    for step in steps:
        true.append(true[-1] + step)
    skipped = 1 if period == 2**16 else 0
    span = period - skipped
    raws = [(each - skipped) % span + skipped for each in true]
    if 0 in raws[1:] or raws[0] == 0 or period == 2**64 > true[-1]:
        return  # those have tests of their own
    got = ids(*raws)
    assert [each - got[0] for each in got] == [each - true[0] for each in true]


@pytest.mark.parametrize("ticks_per_second", [1_000_000, 8000, 125_000_000, 3, NS])
def test_ticks_become_nanoseconds_exactly(ticks_per_second):
    ticks = 987_654_321_987_654_321
    assert times(ticks_per_second, (ticks, 0)) == [ticks * NS // ticks_per_second]


def test_quantised_times_stay_as_they_are():
    ticks = [k * 125_000 for k in (800, 933, 1066, 1200)]
    assert times(NS, *((tick, tick) for tick in ticks)) == ticks


def test_a_32_bit_clock_of_microseconds_goes_on():
    before = 2**32 - 5000
    got = times(1_000_000, (before, 0), (11_667, PERIOD_NS))
    assert got[1] - got[0] == 16_667_000


def test_a_clock_wraps_again_and_again():
    pairs = [((7 + i * NS) % 2**32, i * NS) for i in range(1, 30)]
    got = times(NS, *pairs)
    assert {second - first for first, second in pairwise(got)} == {NS}


def test_a_clock_set_back_begins_a_new_epoch_as_late_as_the_host_says():
    got = times(NS, (500 * NS, 0), (500 * NS + 10, 10), (3 * NS, 40), (3 * NS + 7, 50))
    assert got == [500 * NS, 500 * NS + 10, 500 * NS + 40, 500 * NS + 47]


def test_a_clock_set_back_just_before_its_wrap_is_not_wrapped():
    """The wrapped step would be 5 ms, but a minute has passed."""
    got = times(1_000_000, (2**32 - 4000, 0), (1000, 60 * NS))
    assert got[1] - got[0] == 60 * NS


def test_a_frame_without_a_time_comes_as_late_as_the_host_says():
    got = times(NS, (1000 * NS, 0), (0, 20), (1000 * NS + 45, 40))
    assert got == [1000 * NS, 1000 * NS + 20, 1000 * NS + 45]


@pytest.mark.parametrize("ticks_per_second", [0, -1])
def test_a_camera_without_a_clock_is_timed_by_the_host(ticks_per_second):
    assert times(ticks_per_second, (9, 100), (8, 200), (7, 300)) == [0, 100, 200]


def test_a_clock_that_changes_its_ticks_begins_a_new_epoch():
    clock = StampClock()
    clock.stamp(1, 1000, 1000, 0, complete=True)
    assert clock.stamp(2, 5, NS, 30, complete=True).device_time_ns == NS + 30


@given(
    st.lists(
        st.tuples(st.integers(-1, 2**64), st.integers(0, 2**62)),
        min_size=1,
        max_size=50,
    ),
    st.sampled_from([0, 1, 8000, 1_000_000, NS]),
)
def test_times_never_fall(pairs, ticks_per_second):
    got = times(ticks_per_second, *pairs)
    assert all(second >= first for first, second in pairwise(got))


@given(st.lists(st.integers(1, 2**63), min_size=1, max_size=30))
def test_rising_ticks_are_converted_without_rounding_errors_that_add_up(ticks):
    rising = sorted(ticks)
    assert times(3, *((tick, 0) for tick in rising)) == [t * NS // 3 for t in rising]
