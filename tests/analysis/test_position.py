import pytest

from analysis.scenes import aligned, findings
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.position import judge_position
from camsetup.domain.verdict import Outcome


def judged(**pose):
    return judge_position(findings(alignment=aligned(**pose)))


def test_a_rig_in_its_place_passes():
    result = judged(dx=3, dy=-5, rotation=0.2, scale=1.01)
    assert result.outcome is Outcome.PASS
    assert result.value == 5
    assert (result.unit, result.limits) == ("px", (None, pytest.approx(12.8)))
    assert result.remedy == ""


@pytest.mark.parametrize(
    ("pose", "outcome", "remedy"),
    [
        ({"dx": 20}, Outcome.WARNING, "Pan the camera right by 20 px."),
        ({"dx": 60}, Outcome.FAIL, "Pan the camera right by 60 px."),
        ({"dy": -60}, Outcome.FAIL, "Tilt the camera up by 60 px."),
        ({"rotation": 1.0}, Outcome.WARNING, "Roll the camera clockwise by 1.0°."),
        ({"rotation": 2.0}, Outcome.FAIL, "Roll the camera clockwise by 2.0°."),
        ({"scale": 0.9}, Outcome.FAIL, "Move the camera closer by 10.0 %."),
    ],
)
def test_one_error_fails_for_its_own_reason(pose, outcome, remedy):
    result = judged(**pose)
    assert (result.outcome, result.remedy) == (outcome, remedy)


def test_farther_off_is_never_judged_better():
    outcomes = [judged(dx=dx).outcome for dx in range(0, 80, 5)]
    assert outcomes == sorted(outcomes)
    assert outcomes[-1] is Outcome.FAIL


def test_a_rig_that_is_not_recognised_fails_and_says_where_to_look():
    result = judge_position(findings(alignment=Alignment(False)))
    assert result.outcome is Outcome.FAIL
    assert result.message == "The rig is not recognised."
    assert "lens cap" in result.remedy
    assert "right camera" not in result.remedy  # which is one of three
    assert result.value is None


def test_without_an_outline_nothing_is_judged():
    assert judge_position(findings()).outcome is Outcome.NOT_SET


def test_an_outline_that_cannot_be_used_is_explained():
    result = judge_position(findings(alignment_problem="Too few lines."))
    assert (result.outcome, result.message) == (Outcome.NOT_SET, "Too few lines.")
