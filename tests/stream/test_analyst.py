"""The analyst judges the newest frame of each camera and never holds one up."""

import pytest

from camsetup.analysis.inspection import Inspection
from camsetup.stream.analyst import Analyst, Desk
from camsetup.stream.feed import Feed
from stream.scripted import frame
from waiting import wait_until


class Inspector:
    def __init__(self, failure=None):
        self.seen = []
        self._failure = failure

    def inspect(self, observation):
        if self._failure:
            raise self._failure
        self.seen.append(observation)
        return Inspection(revision=0, frame_id=observation.stamp.frame_id, checks=())


def _desk(inspector, delivered):
    return Desk(
        Feed(),
        inspector,
        observe=lambda frame, tally: frame,
        deliver=lambda inspection, *rest: delivered.append(inspection.frame_id),
    )


def test_only_the_newest_frame_is_judged():
    delivered = []
    desk = _desk(Inspector(), delivered)
    for i in range(5):
        desk.feed.publish(frame(i))
    analyst = Analyst([desk], on_failure=pytest.fail)
    analyst.start()
    wait_until(lambda: delivered)
    assert analyst.stop()
    assert delivered == [4]


def test_every_camera_gets_its_turn():
    first, second = [], []
    desks = [_desk(Inspector(), first), _desk(Inspector(), second)]
    for desk in desks:
        desk.feed.publish(frame(1))
    analyst = Analyst(desks, on_failure=pytest.fail)
    analyst.start()
    wait_until(lambda: first and second)
    assert analyst.stop()


@pytest.mark.logs_warnings
def test_a_bug_in_a_check_is_told_and_ends_the_thread():
    failures = []
    desk = _desk(Inspector(ZeroDivisionError("oops")), [])
    desk.feed.publish(frame(1))
    analyst = Analyst([desk], on_failure=failures.append)
    analyst.start()
    wait_until(lambda: failures)
    assert analyst.stop()
    assert "oops" in str(failures[0])


def test_an_analyst_that_never_started_stops_quietly():
    assert Analyst([], on_failure=pytest.fail).stop()
