"""When a camera is looked at."""

import pytest

from camsetup.sources.spinnaker.pacing import LOOK_S, SILENT_LOOK_S, Pacing
from hand_clock import HandClock


class Arrivals:
    """Frames that arrive at given times; counts how often somebody looked."""

    def __init__(self, clock, times_s):
        self.clock = clock
        self.due_ns = [round(clock.now_ns + time_s * 1e9) for time_s in times_s]
        self.looks = 0

    def look(self):
        self.looks += 1
        if self.due_ns and self.clock.now_ns >= self.due_ns[0]:
            return self.due_ns.pop(0)
        return None


def late_ms(clock, pacing, arrivals):
    due_ns = arrivals.due_ns[0]
    assert pacing.wait(arrivals.look, 1.0) == due_ns
    return (clock.now_ns - due_ns) / 1e6


@pytest.mark.parametrize("rate_hz", [30, 60, 150])
def test_every_frame_is_found_within_a_millisecond_by_few_looks(rate_hz):
    clock = HandClock()
    pacing = Pacing(clock)
    arrivals = Arrivals(clock, [i / rate_hz for i in range(1, 201)])
    late = [late_ms(clock, pacing, arrivals) for _ in range(200)]
    assert max(late[50:]) <= LOOK_S * 1000 + 1e-3
    assert arrivals.looks / 200 < 0.4 / rate_hz / LOOK_S + 2


def test_it_looks_once_even_when_there_is_no_time():
    clock = HandClock()
    arrivals = Arrivals(clock, [0.0])
    assert Pacing(clock).wait(arrivals.look, 0.0) is not None


def test_time_that_is_over_is_over_and_not_overslept():
    clock = HandClock()
    pacing = Pacing(clock)
    begun_ns = clock.now_ns
    assert pacing.wait(lambda: None, 0.0035) is None
    assert clock.now_ns - begun_ns == pytest.approx(3.5e6)


def test_a_frame_that_comes_as_time_runs_out_is_still_taken():
    clock = HandClock()
    arrivals = Arrivals(clock, [0.0035])
    assert Pacing(clock).wait(arrivals.look, 0.0035) is not None


def test_frames_that_wait_already_are_taken_without_a_pause():
    clock = HandClock()
    pacing = Pacing(clock)
    arrivals = Arrivals(clock, [i / 150 for i in range(1, 31)])
    clock.advance(1.0)
    begun_ns = clock.now_ns
    for _ in range(30):
        pacing.wait(arrivals.look, 1.0)
    assert clock.now_ns == begun_ns


def test_a_camera_that_becomes_faster_is_followed():
    clock = HandClock()
    pacing = Pacing(clock)
    slow = [i / 10 for i in range(1, 31)]
    fast = [3.0 + i / 150 for i in range(1, 301)]
    arrivals = Arrivals(clock, slow + fast)
    late = [late_ms(clock, pacing, arrivals) for _ in range(330)]
    assert max(late[-100:]) <= LOOK_S * 1000 + 1e-3


def test_a_silent_camera_is_looked_at_less_often():
    clock = HandClock()
    pacing = Pacing(clock)
    arrivals = Arrivals(clock, [])
    pacing.wait(arrivals.look, 1.0)
    before = arrivals.looks
    pacing.wait(arrivals.look, 1.0)
    assert arrivals.looks - before == pytest.approx(1.0 / SILENT_LOOK_S, abs=2)
