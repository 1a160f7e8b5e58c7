"""Timing facts are what the stamps say."""

import numpy as np
import pytest

from camsetup.domain.errors import CameraLostError
from camsetup.domain.frame import Stamp
from camsetup.session.doctor.timing import Watched, clock_step_ns, timing_facts, watch
from stream.scripted import ScriptedSource, frame


def stamps(ids, period_ns=10_000_000):
    return [Stamp(i, 7 + i * period_ns, 99 + i * period_ns) for i in ids]


def test_dropped_frames_are_the_gaps_in_the_ids():
    facts = timing_facts(Watched(stamps([0, 1, 4, 5, 7])))
    assert facts["frames"] == 5
    assert facts["dropped"] == 3


def test_the_intervals_are_in_microseconds_on_both_clocks():
    facts = timing_facts(Watched(stamps(range(5))))
    assert facts["device_interval_us"]["median"] == 10_000.0
    assert facts["host_interval_us"]["sd"] == 0.0


def test_a_source_that_sends_nothing_has_no_intervals():
    facts = timing_facts(Watched([], timeouts=4))
    assert facts["device_interval_us"] is None
    assert facts["clock_step_ns"] is None
    assert facts["timeouts"] == 4


@pytest.mark.parametrize("step_ns", [1, 1000, 125_000])
def test_the_clocks_step_is_found_from_irregular_times(step_ns):
    counts = np.random.default_rng(4).integers(40, 70, 300).cumsum()
    times = [int(3_000_000_017 + count * step_ns) for count in counts]
    assert clock_step_ns(times) == step_ns


def test_watching_counts_frames_and_incomplete_ones():
    source = ScriptedSource([frame(0), frame(1, complete=False)])
    watched = watch(source, 0.02)
    assert [stamp.frame_id for stamp in watched.stamps] == [0, 1]
    assert timing_facts(watched)["incomplete"] == 1
    assert watched.timeouts > 0


def test_a_camera_that_goes_is_said():
    with pytest.raises(CameraLostError):
        watch(ScriptedSource([frame(0), CameraLostError("Gone.")]), 5.0)
