"""The pictures of times, counters, pins and the wheel show what was recorded."""

from dataclasses import replace

import numpy as np
import pytest

from cameraqc import made_up
from cameraqc.figures.drawn import limits, lines, marks, titled, words
from camsetup.cameraqc import results
from camsetup.cameraqc.figures import draw
from camsetup.cameraqc.figures.clock import clock_unit
from camsetup.cameraqc.figures.intervals import intervals
from camsetup.cameraqc.figures.thinning import thinned
from camsetup.domain.verdict import Outcome


@pytest.fixture(scope="module")
def evidence():
    return made_up.evidence("right", frames=1, length=3000)


def drawn(evidence, check, result=None):
    result = made_up.all_results(evidence)[check] if result is None else result
    return draw(made_up.camera_report(evidence, {check: result}), check)


def strokes(axes):
    """Return x and the two ends of every upright stroke."""
    return np.array(
        [
            (*segment[0], segment[1][1])
            for stroke in axes.collections
            for segment in stroke.get_segments()
        ]
    )


def test_intervals_are_told_in_milliseconds():
    found = intervals([10.0, 10.5, 70.0], 2.0)
    assert found.milliseconds.tolist() == [500, 59500]
    assert found.begin_s.tolist() == [0, 0.5]
    assert found.expected_ms == 500
    assert found.gaps.tolist() == [False, True]


def test_every_interval_is_covered_by_a_stroke(evidence):
    axes = titled(drawn(evidence, "framerate"), "Interval")
    milliseconds = np.diff(evidence.timestamps) * 1e3
    found = strokes(axes)
    assert found[:, 1].min() == pytest.approx(milliseconds.min(), abs=0.1)
    assert found[:, 2].max() == pytest.approx(milliseconds.max(), abs=0.1)


def test_the_expected_interval_is_drawn(evidence):
    figure = drawn(evidence, "framerate")
    assert "expected: 6.67 ms" in words(figure)


def test_gaps_are_marked_and_the_longest_is_told(evidence):
    times = evidence.timestamps.copy()
    times[1000:] += 0.2
    times[2000:] += 5
    figure = drawn(replace(evidence, timestamps=times), "framerate")
    axes = titled(figure, "Interval from frame to frame: ▲ 2 gaps")
    found = marks(axes, "^")
    assert sorted(found[:, 0]) == pytest.approx(
        [times[999] - times[0], times[1999] - times[0]]
    )
    assert "5.0 s" in words(figure)


def test_a_step_back_is_marked(evidence):
    times = evidence.timestamps.copy()
    times[500] = times[499]
    axes = titled(
        drawn(replace(evidence, timestamps=times), "framerate"), "Interval from"
    )
    assert len(marks(axes, "v")) == 1


def test_the_histogram_counts_every_interval(evidence):
    times = evidence.timestamps.copy()
    times[1000:] += 5
    axes = titled(drawn(replace(evidence, timestamps=times), "framerate"), "How often")
    counts = axes.patches[0].get_data().values
    assert counts.sum() == len(times) - 1


def test_times_are_drawn_as_late_as_they_are(evidence):
    times = 3 + np.arange(3000) / 150
    times[2000:] += 0.25
    figure = drawn(replace(evidence, timestamps=times), "timestamps")
    (points,) = lines(titled(figure, "Later than"))
    assert points[:, 1].min() == pytest.approx(0, abs=1e-6)
    assert points[-1, 1] == pytest.approx(250)


def test_unknown_times_and_steps_back_are_marked(evidence):
    times = evidence.timestamps.copy()
    times[300] = np.nan
    times[500] = times[499]
    axes = titled(
        drawn(replace(evidence, timestamps=times), "timestamps"), "Later than"
    )
    assert marks(axes, "x")[:, 0].tolist() == [300]
    assert marks(axes, "v")[:, 0].tolist() == [500]


def test_a_steady_camera_clock_gets_no_picture(evidence):
    assert drawn(evidence, "camera_times") is None


def test_a_camera_clock_with_a_gap_gets_a_picture(evidence):
    times = evidence.camera_times.copy()
    times[1000:] += 128
    figure = drawn(replace(evidence, camera_times=times), "camera_times")
    assert "128.0 s" in words(figure)


def test_jumps_of_the_counter_stand_where_they_happened(evidence):
    count = np.arange(3000)
    count[1000:] += 3
    count[2500:] += 1
    result = results.DroppedFrames(Outcome.FAIL, dropped=4, surplus=0, percent=0.133)
    figure = drawn(replace(evidence, count=count), "dropped_frames", result)
    found = strokes(titled(figure, "Frames missing"))
    assert sorted(found.tolist()) == [[1000, 0, 3], [2500, 0, 1]]
    share = titled(figure, "Missing so far")
    assert share.lines[0].get_ydata()[-1] == pytest.approx(4 / 2999 * 100)
    assert limits(share) == [0.1]


def test_a_counter_that_goes_back_is_marked(evidence):
    count = np.arange(3000)
    count[1500:] -= 900
    result = results.DroppedFrames(Outcome.CRITICAL, surplus=0)
    figure = drawn(replace(evidence, count=count), "dropped_frames", result)
    assert marks(titled(figure, "Frames missing"), "v")[:, 0].tolist() == [1500]


def test_a_counter_without_jumps_gets_no_picture(evidence):
    assert drawn(evidence, "dropped_frames") is None


def test_rises_of_the_pin_stand_under_the_sounds(evidence):
    figure = drawn(evidence, "pin_state")
    found = strokes(titled(figure, "When they came"))
    high = np.flatnonzero(np.diff(evidence.pin_state[:, 3].astype(int)) == 1) + 1
    sounds = found[found[:, 1] > 0.5, 0]
    rises = found[found[:, 1] < 0.5, 0]
    assert sounds == pytest.approx(evidence.audio[::2])
    assert rises == pytest.approx(evidence.timestamps[high])


def test_the_wheel_is_drawn_as_recorded_and_moved_by_the_offset(evidence):
    result = made_up.wheel_alignment(6, Outcome.WARNING)
    figure = drawn(evidence, "wheel_alignment", result)
    speed, energy = lines(titled(figure, "As recorded"))
    assert speed.tolist() == [
        *map(list, zip(result.times_s, result.speed, strict=True))
    ]
    assert energy[:, 0] == pytest.approx(result.times_s)
    _, moved = lines(titled(figure, "With the video moved 6 frames earlier"))
    assert moved[:, 0] == pytest.approx(np.subtract(result.times_s, 6 / 60))
    assert "The video shows the wheel 6 frames late: WARNING," in words(figure)


def test_a_wheel_in_time_is_drawn_once(evidence):
    figure = drawn(evidence, "wheel_alignment", made_up.wheel_alignment(0))
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["As recorded"]


@pytest.mark.parametrize(
    ("span_s", "unit"), [(20, "seconds"), (180, "seconds"), (3600, "minutes")]
)
def test_long_recordings_are_told_in_minutes(span_s, unit):
    divisor, name = clock_unit(span_s)
    assert (name, divisor) == (unit, 60 if unit == "minutes" else 1)


def test_equal_intervals_are_seen_too(evidence):
    steady = replace(evidence, timestamps=np.arange(50) / 150)
    found = strokes(titled(drawn(steady, "framerate"), "Interval"))
    assert (found[:, 2] > found[:, 1]).all()


def test_thinning_keeps_the_lowest_and_the_highest():
    y = np.zeros(100_000)
    y[34_567], y[65_432] = -7, 9
    thin_x, thin_y = thinned(np.arange(100_000.0), y)
    assert len(thin_y) == len(thin_x) < 2000
    assert (thin_y.min(), thin_y.max()) == (-7, 9)


def test_few_points_are_not_thinned():
    x = np.arange(50.0)
    assert thinned(x, x * 2)[1].tolist() == (x * 2).tolist()
