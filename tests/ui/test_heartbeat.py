from camsetup.ui.heartbeat import Heartbeat, WhenChanged
from hand_clock import HandClock


def beaten(clock, heart, beats, every_ms=11):
    for _ in range(beats):
        heart.beat()
        clock.advance(every_ms / 1000)


def test_each_chore_is_done_at_its_own_rate(qapp):
    clock, done = HandClock(), []
    heart = Heartbeat(clock_ns=clock.monotonic_ns)
    heart.every(0, lambda: done.append("each"))
    heart.every(0.1, lambda: done.append("metrics"))
    heart.every(1.0, lambda: done.append("counters"))
    beaten(clock, heart, 1000, every_ms=10)
    assert done.count("each") == 1000
    assert done.count("metrics") == 100
    assert done.count("counters") == 10


def test_a_late_chore_is_done_once_and_not_made_up_for(qapp):
    clock, done = HandClock(), []
    heart = Heartbeat(clock_ns=clock.monotonic_ns)
    heart.every(0.1, lambda: done.append(clock.now_ns))
    heart.beat()
    clock.advance(1.0)
    heart.beat()
    heart.beat()
    assert len(done) == 2


def test_chores_are_done_in_the_order_in_which_they_were_given(qapp):
    done = []
    heart = Heartbeat(clock_ns=HandClock().monotonic_ns)
    for name in ("first", "second", "third"):
        heart.every(0.5, lambda name=name: done.append(name))
    heart.beat()
    assert done == ["first", "second", "third"]


def test_it_beats_until_it_is_stopped(qtbot):
    done = []
    heart = Heartbeat()
    heart.every(0, lambda: done.append(1))
    heart.start()
    qtbot.waitUntil(lambda: len(done) >= 3)
    heart.stop()
    assert not heart.beating


def test_a_value_is_passed_on_only_when_it_is_another_object():
    shown = []
    feed = WhenChanged(shown.append)
    one, two = object(), object()
    for value in (one, one, two, two, one):
        feed.offer(value)
    assert shown == [one, two, one]


def test_after_forgetting_the_same_value_is_passed_on_again():
    shown = []
    feed = WhenChanged(shown.append)
    value = object()
    feed.offer(value)
    feed.forget()
    feed.offer(value)
    assert shown == [value, value]
