"""The examiner counts, and asks the gate, from when the program has warmed up."""

from dataclasses import replace

import pytest

from camsetup.analysis.inspection import Inspection
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.domain.verdict import Outcome
from camsetup.session.cell import Cell
from camsetup.session.examiner import WARM_UP, Examiner
from camsetup.session.gate_verdict import GateVerdict
from camsetup.session.state import CameraState
from camsetup.stream.feed import Feed
from camsetup.stream.phase import WITHOUT_FRAMES
from stream.scripted import frame

ROLE = CameraRole("left", Size(50, 40), 100.0, "recording-left")


PASSES = (GateVerdict("resolution", Outcome.PASS),)


class Verdicts:
    """Stands in for the session gate, and notes what it is asked about."""

    def __init__(self):
        self.asked = []

    def judge(self, glimpse):
        self.asked.append(glimpse.frame.stamp.frame_id)
        return PASSES


def _bench():
    feed = Feed()
    return feed, Examiner(Cell(CameraState(ROLE, "simulator")), feed, None, Verdicts())


def _observe(feed, examiner, frame_id):
    feed.publish(frame(frame_id))
    return examiner.observe(feed.analysis.take(), feed.tally())


def test_frames_lost_while_the_program_loads_are_not_counted():
    feed, examiner = _bench()
    feed.publish(frame(0))
    for i in range(WARM_UP):
        assert _observe(feed, examiner, 100 * (i + 1)).dropped == 0
    assert _observe(feed, examiner, 100 * WARM_UP + 1).dropped == 0


def test_frames_lost_later_are_counted():
    feed, examiner = _bench()
    for i in range(WARM_UP + 1):
        _observe(feed, examiner, i)
    assert _observe(feed, examiner, WARM_UP + 11).dropped == 10


def test_a_camera_that_is_opened_anew_warms_up_again():
    feed, examiner = _bench()
    for i in range(WARM_UP + 1):
        _observe(feed, examiner, i)
    examiner.begin()
    assert _observe(feed, examiner, 500).dropped == 0


def test_an_outline_of_another_shape_is_told_once_and_not_tried_again():
    feed, examiner = _bench()
    square = Size(40, 40)
    odd = replace(frame(0), pixels=frame(0).pixels[:, :40])
    feed.publish(odd)
    observation = examiner.observe(feed.analysis.take(), feed.tally())
    assert odd.size == square
    assert observation.outline is None


def _deliver(feed, examiner, frame_id):
    feed.publish(frame(frame_id))
    taken, tally = feed.analysis.take(), feed.tally()
    revision = examiner.observe(taken, tally).revision
    examiner.deliver(Inspection(revision, frame_id, ()), taken, tally, 1.0)


def test_the_first_pictures_do_not_wait_for_the_gate():
    feed, cell, gate = Feed(), Cell(CameraState(ROLE, "simulator")), Verdicts()
    examiner = Examiner(cell, feed, None, gate)
    for i in range(WARM_UP):
        _deliver(feed, examiner, i)
    assert (cell.state.gate, gate.asked) == ((), [])
    _deliver(feed, examiner, WARM_UP)
    assert (cell.state.gate, gate.asked) == (PASSES, [WARM_UP])


def test_the_gate_is_not_asked_about_what_is_out_of_date():
    feed, cell, gate = Feed(), Cell(CameraState(ROLE, "simulator")), Verdicts()
    examiner = Examiner(cell, feed, None, gate)
    for i in range(WARM_UP + 1):
        _deliver(feed, examiner, i)
    late = Inspection(cell.state.revision - 1, 50, ())
    examiner.deliver(late, frame(50), feed.tally(), 1.0)
    assert gate.asked == [WARM_UP]


@pytest.mark.parametrize("phase", WITHOUT_FRAMES)
def test_a_frame_left_over_from_a_camera_that_is_gone_is_not_judged(phase):
    feed = Feed()
    cell = Cell(CameraState(ROLE, "simulator", phase=phase))
    examiner = Examiner(cell, feed, None, Verdicts())
    _deliver(feed, examiner, 1)
    assert cell.state.inspection is None
