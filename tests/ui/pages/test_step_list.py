import pytest
from PyQt6.QtCore import Qt

from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsetup.ui.pages.step_list import StepList, steps_outcome
from camsetup.ui.pages.step_row import StepRow
from ui.by_hand import a_camera, a_rig, an_inspection, three_cameras

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def listed(qtbot):
    made = StepList(three_cameras())
    qtbot.addWidget(made)
    made.show()
    return made


def row(listed, title) -> StepRow:
    return next(row for row in listed.findChildren(StepRow) if row.text() == title)


def test_a_click_chooses_a_step(listed, qtbot):
    with qtbot.waitSignal(listed.step_chosen) as told:
        qtbot.mouseClick(row(listed, "Focus"), LEFT)
    assert told.args == [Step.FOCUS]


def test_a_click_chooses_a_camera(listed, qtbot):
    with qtbot.waitSignal(listed.camera_chosen) as told:
        qtbot.mouseClick(row(listed, "Body"), LEFT)
    assert told.args == ["body"]


def test_one_step_and_one_camera_are_marked(listed):
    listed.show_choice(Step.FOCUS, "right")
    listed.show_choice(Step.CHECK, "body")
    marked = {row.text() for row in listed.findChildren(StepRow) if row.isChecked()}
    assert marked == {"Check", "Body"}


def test_each_row_shows_the_outcome_of_its_own_step(listed):
    state = a_rig(
        a_camera("left", inspection=an_inspection(Outcome.FAIL)),
        a_camera("right"),
        a_camera("body", phase=Phase.LOST, inspection=None),
    )
    listed.show_state(state, "left")
    assert row(listed, "Position").outcome is Outcome.FAIL
    assert row(listed, "Focus").outcome is Outcome.PASS
    assert row(listed, "Left").outcome is Outcome.FAIL
    assert row(listed, "Right").outcome is Outcome.PASS
    assert row(listed, "Body").outcome is Outcome.NOT_SET


def test_a_row_says_what_to_do_when_the_mouse_rests_on_it(listed):
    state = a_rig(
        a_camera("left", inspection=an_inspection(Outcome.FAIL)),
        a_camera("right"),
        a_camera("body"),
    )
    listed.show_state(state, "left")
    assert row(listed, "Position").toolTip() == "FAIL: do position"


def test_a_camera_passes_only_when_every_step_is_judged():
    assert steps_outcome(a_camera()) is Outcome.PASS
    open_focus = CheckResult("focus", Outcome.NOT_SET)
    checks = tuple(
        open_focus if check.key == "focus" else check
        for check in an_inspection().checks
    )
    camera = a_camera(inspection=an_inspection(checks=checks))
    assert steps_outcome(camera) is Outcome.NOT_SET
