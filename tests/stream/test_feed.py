"""Every frame is counted, whoever looks."""

from camsetup.stream.feed import WINDOW_NS, Feed
from stream.scripted import frame


def _fed(*frames):
    feed = Feed()
    for each in frames:
        feed.publish(each)
    return feed


def test_gaps_in_the_ids_are_dropped_frames():
    tally = _fed(frame(1), frame(2), frame(6), frame(7), frame(9)).tally()
    assert tally.dropped == 4
    assert tally.received == 5


def test_frames_that_nobody_took_are_not_dropped_frames():
    tally = _fed(*(frame(i) for i in range(5))).tally()
    assert tally.dropped == 0
    assert tally.not_displayed == 4


def test_a_camera_opened_anew_may_count_from_its_start():
    feed = _fed(frame(500))
    feed.begin()
    feed.publish(frame(900))
    assert feed.tally().dropped == 0


def test_incomplete_frames_are_counted_and_shown_but_not_judged():
    feed = _fed(frame(0, complete=False))
    assert feed.tally().incomplete == 1
    assert feed.analysis.take() is None
    assert feed.display.take() is not None


def test_stamps_reach_two_seconds_back():
    feed = _fed(*(frame(i) for i in range(400)))
    stamps = feed.tally().stamps
    assert stamps[-1].host_time_ns - stamps[0].host_time_ns == WINDOW_NS


def test_counters_begin_again_from_zero_without_a_false_gap():
    feed = _fed(frame(0), frame(5))
    feed.reset_counters()
    feed.publish(frame(6))
    tally = feed.tally()
    assert (tally.received, tally.dropped, tally.not_displayed) == (1, 0, 1)


def test_interruptions_are_counted_apart_from_dropped_frames_and_can_be_forgotten():
    feed = _fed(frame(500))
    feed.interrupt()
    feed.begin()
    feed.publish(frame(900))
    assert (feed.tally().interruptions, feed.tally().dropped) == (1, 0)
    feed.reset_counters()
    assert feed.tally().interruptions == 0
