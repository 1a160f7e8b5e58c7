from dataclasses import replace

import pytest

from analysis.scenes import aligned, reading
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.guidance import corrections, position_limits
from camsetup.analysis.inspection import Axis
from camsetup.analysis.steadiness import (
    BestFocus,
    SteadyOrder,
    SteadyPose,
    SteadyVerdicts,
)
from camsetup.domain.rig import Orientation, PositionTarget
from camsetup.domain.verdict import CheckResult, Outcome

LIMITS = position_limits(PositionTarget(), 0.0, 1280)


def shown(steady, *outcomes):
    verdicts = SteadyVerdicts(steady)
    return "".join(
        verdicts.settle([CheckResult("focus", Outcome[outcome])])[0].outcome.name[0]
        for outcome in outcomes
    )


def test_an_outcome_changes_only_after_it_held():
    assert shown(3, *["PASS"] * 2, *["FAIL"] * 4) == "PPPPFF"


def test_a_flicker_is_not_shown():
    assert shown(3, "PASS", "FAIL", "FAIL", "PASS", "FAIL", "FAIL", "PASS") == "P" * 7


def test_two_different_outcomes_do_not_add_up():
    assert shown(3, "PASS", "FAIL", "WARNING", "FAIL", "WARNING") == "P" * 5


def test_the_first_outcome_is_shown_at_once():
    assert shown(3, "FAIL") == "F"


def test_numbers_follow_while_the_outcome_stands():
    verdicts = SteadyVerdicts(3)
    for value in (1.0, 2.0):
        result = CheckResult("focus", Outcome.PASS, value)
        assert verdicts.settle([result]) == (result,)


def test_one_wild_pose_does_not_show():
    steady = SteadyPose()
    shown = [steady.settle(aligned(dx), 1280).pose.dx_px for dx in (4, 5, 20, 5, 4)]
    assert max(shown) == 5


def test_a_rig_that_was_moved_is_followed_at_once():
    steady = SteadyPose()
    for _ in range(3):
        steady.settle(aligned(0), 1280)
    assert steady.settle(aligned(100), 1280).pose.dx_px == 100


def test_a_lost_rig_is_lost_at_once_and_leaves_no_trace():
    steady = SteadyPose()
    steady.settle(aligned(5), 1280)
    assert not steady.settle(Alignment(False), 1280).recognised
    assert steady.settle(aligned(9), 1280).pose.dx_px == 9


def needed(dx, dy):
    return corrections(aligned(dx, dy), LIMITS, Orientation.UPRIGHT)


def test_the_first_arrow_does_not_flicker():
    order = SteadyOrder()
    firsts = [
        order.settle(needed(dx, dy))[0].axis
        for dx, dy in ((30, 28), (28, 30), (27, 32), (20, 32))
    ]
    assert firsts == [Axis.PAN, Axis.PAN, Axis.PAN, Axis.TILT]


def test_no_arrow_gets_lost_or_doubled():
    order = SteadyOrder()
    order.settle(needed(30, 28))
    kept = order.settle(needed(28, 30))
    assert len({each.axis for each in kept}) == len(kept) == 4


def test_the_best_focus_is_remembered():
    best = BestFocus()
    scores = [0.2] * 5 + [0.4] * 5 + [0.1] * 5
    last = [best.settle(reading(1.0, score)) for score in scores][-1]
    assert last.best_score == pytest.approx(0.4)
    assert last.fraction_of_best == pytest.approx(0.25)


def test_one_lucky_reading_is_not_the_best():
    best = BestFocus()
    for score in (0.2, 0.2, 0.2, 0.2, 1.2, 0.2):
        last = best.settle(reading(1.0, score))
    assert last.best_score == pytest.approx(0.4)
    best = BestFocus()
    for score in (1.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2):
        last = best.settle(reading(1.0, score))
    assert last.best_score == pytest.approx(0.4)


def test_the_best_focus_can_be_forgotten():
    best = BestFocus()
    for _ in range(5):
        best.settle(reading(1.0, 0.4))
    best.reset()
    assert best.settle(reading(1.0, 0.1)).best_score == pytest.approx(0.1)


def test_a_reading_without_blur_spoils_no_median():
    best = BestFocus()
    best.settle(reading(1.0))
    assert best.settle(replace(reading(1.0), blur_px=None)).blur_px == 1.0
