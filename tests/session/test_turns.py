"""Turns are given one at a time, and nobody starves."""

from collections import Counter

import pytest

from camsetup.session.turns import PATIENCE_S, Turns
from hand_clock import HandClock

CAMERAS = ("left", "right", "body")


def _turns(clock, spacing_s=0.08):
    return Turns(spacing_s, lambda: clock.now_ns / 1e9)


def _served(turns, clock, *, ticks, tick_s, names=CAMERAS):
    """Let every name ask in the same order at every tick; return who got turns."""
    served = []
    for _ in range(ticks):
        served.append([name for name in names if turns.take(name)])
        clock.advance(tick_s)
    return served


def test_at_most_one_turn_is_given_in_a_tick():
    clock = HandClock()
    served = _served(_turns(clock), clock, ticks=30, tick_s=0.1)
    assert all(len(names) <= 1 for names in served)


@pytest.mark.parametrize("tick_s", [0.05, 0.1, 0.17, 0.3])
def test_everybody_gets_as_many_turns(tick_s):
    clock = HandClock()
    served = _served(_turns(clock), clock, ticks=60, tick_s=tick_s)
    counts = Counter(name for names in served for name in names)
    assert max(counts.values()) - min(counts[name] for name in CAMERAS) <= 1


def test_alone_one_gets_a_turn_as_often_as_the_spacing_allows():
    clock = HandClock()
    served = _served(_turns(clock, 0.25), clock, ticks=10, tick_s=0.1, names=("left",))
    assert [bool(names) for names in served[:7]] == [True, False, False] * 2 + [True]


def test_who_has_left_is_not_waited_for():
    clock = HandClock()
    turns = _turns(clock)
    _served(turns, clock, ticks=3, tick_s=0.1)
    clock.advance(PATIENCE_S)
    assert turns.take("left")
    clock.advance(0.1)
    assert turns.take("left")


def test_who_is_refused_is_served_first_later():
    clock = HandClock()
    turns = _turns(clock)
    assert turns.take("left")
    assert not turns.take("right")
    clock.advance(0.1)
    assert not turns.take("left")
    assert turns.take("right")
