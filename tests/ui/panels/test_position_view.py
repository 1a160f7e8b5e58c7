"""Which correction leads, and what is said when there is none."""

from __future__ import annotations

import pytest

from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.inspection import Axis
from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase, Problem
from camsetup.ui.panels.position_view import position_view


def view_of(make, before=None, **amounts):
    inspection = make.inspection(corrections=make.corrections(**amounts))
    return position_view(make.camera(inspection=inspection), before)


def test_the_worst_axis_leads(make):
    view = view_of(make, pan=14, roll=1.4)
    assert view.headline == "roll clockwise"
    assert view.leading is not None
    assert view.leading.amount == 1.4


def test_nothing_leads_once_every_axis_is_inside_its_limit(make):
    view = view_of(make, pan=12.7, tilt=1, roll=0.4, distance=1)
    assert view.leading is None
    assert view.headline == "hold"


def test_an_axis_that_is_hardly_worse_does_not_take_the_lead(make):
    view = view_of(make, before=Axis.TILT, pan=26, tilt=25)
    assert view.headline == "tilt up"


def test_an_axis_that_is_clearly_worse_takes_the_lead(make):
    view = view_of(make, before=Axis.TILT, pan=60, tilt=25)
    assert view.headline == "pan left"


def test_an_axis_that_is_in_place_gives_up_the_lead(make):
    view = view_of(make, before=Axis.TILT, pan=14, tilt=3)
    assert view.headline == "pan left"


@pytest.mark.parametrize(
    ("pan", "outcome"), [(20.0, Outcome.WARNING), (60.0, Outcome.FAIL)]
)
def test_beyond_the_warning_factor_an_axis_fails(make, pan, outcome):
    assert view_of(make, pan=pan).outcome is outcome


def test_axes_stay_in_one_order_whatever_is_worst(make):
    axes = [each.axis for each in view_of(make, roll=5).corrections]
    assert axes == list(Axis)


def test_an_unknown_rig_gives_no_arrow_and_no_match(make):
    stranger = make.inspection(
        alignment=Alignment(recognised=False),
        corrections=(),
        checks=make.judged("position", Outcome.FAIL, "Look through the camera."),
    )
    view = position_view(make.camera(inspection=stranger))
    assert view.headline == "rig not recognised"
    assert (view.leading, view.match) == (None, None)
    assert view.remedy == "Look through the camera."


def test_a_missing_outline_says_why(make):
    problem = Problem("The outline has another shape.", "Choose another.")
    view = position_view(make.camera(outline=None, outline_problem=problem))
    assert view.headline == "no outline"
    assert (view.message, view.remedy) == (problem.message, problem.remedy)


def test_before_the_first_picture_nothing_is_claimed(make):
    view = position_view(make.camera(inspection=None))
    assert view.headline == "one moment"
    assert view.judged is Outcome.NOT_SET


def test_without_frames_there_is_no_picture_to_wait_for(make):
    camera = make.camera(inspection=None, phase=Phase.OPENING)
    assert position_view(camera).headline == "no picture"


def test_the_limits_are_written_out(make):
    assert view_of(make).limits == (
        "Passes within pan 12.8\u202fpx, tilt 12.8\u202fpx, "
        "roll 0.5°, distance 1.5\u202f%."
    )
