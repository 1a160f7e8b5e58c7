from dataclasses import replace

import numpy as np
import pytest

from camsetup.analysis.alignment.estimate import Alignment
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.role_values import Mistake
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsetup.sources.abilities import Diagnosis, Silence
from camsetup.ui.look import theme
from camsetup.ui.look.theme import Theme
from camsetup.ui.pages.arms_length import ArmsLength
from camsetup.ui.pages.headline import headline
from ui.by_hand import PAN_LEFT, a_camera, an_inspection


def off(outcome=Outcome.FAIL):
    return a_camera(inspection=an_inspection(outcome))


def test_a_camera_that_is_off_gets_one_arrow_one_number_and_one_word():
    said = headline(off(), Step.POSITION)
    assert (said.icon, said.degrees) == ("arrow", PAN_LEFT.screen_degrees)
    assert (said.number, said.unit, said.word) == ("42", "px", "pan left")


def test_a_camera_in_place_is_told_to_hold():
    said = headline(a_camera(), Step.POSITION)
    assert (said.icon, said.outcome, said.word) == ("pass", Outcome.PASS, "hold")


def test_a_rig_that_is_not_recognised_gets_no_number():
    lost = an_inspection(Outcome.FAIL, alignment=Alignment(False), corrections=())
    said = headline(a_camera(inspection=lost), Step.POSITION)
    assert said.number == ""
    assert said.word == "rig not recognised"


@pytest.mark.parametrize("step", [Step.FOCUS, Step.APERTURE])
def test_what_is_not_judged_gets_no_number(step):
    unjudged = an_inspection(
        checks=tuple(
            CheckResult(check.key, Outcome.NOT_SET) for check in an_inspection().checks
        )
    )
    said = headline(a_camera(inspection=unjudged), step)
    assert (said.number, said.outcome) == ("", Outcome.NOT_SET)


def test_the_check_that_fails_is_named():
    checks = (
        CheckResult("settings", Outcome.WARNING),
        CheckResult("dropped_frames", Outcome.FAIL),
    )
    said = headline(a_camera(inspection=an_inspection(checks=checks)), Step.CHECK)
    assert (said.word, said.outcome) == ("dropped frames", Outcome.FAIL)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("inspection", [None, an_inspection()])
def test_every_step_says_a_word(step, inspection):
    assert headline(a_camera(inspection=inspection), step).word


SILENT = {
    Phase.WAITING_FOR_TRIGGER: "waits for trigger",
    Phase.STALLED: "no frames come",
    Phase.TAKEN: "in use elsewhere",
    Phase.LOST: "camera lost",
    Phase.FAILED: "camera failed",
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("phase", SILENT)
def test_no_step_says_a_number_of_a_picture_that_is_frozen(phase, step):
    said = headline(replace(off(), phase=phase), step)
    assert said.word == SILENT[phase]
    assert (said.number, said.degrees) == ("", 0.0)
    assert said.icon != "arrow"
    assert said.outcome >= Outcome.WARNING


def test_a_camera_that_is_opened_is_neither_right_nor_wrong():
    said = headline(a_camera(phase=Phase.OPENING), Step.POSITION)
    assert (said.word, said.outcome) == ("opening", Outcome.NOT_SET)


def test_frames_that_all_are_broken_are_said_to_be_so():
    broken = Diagnosis(Silence.INCOMPLETE, "None is whole.", "Use another cable.")
    silent = a_camera(phase=Phase.STALLED, diagnosis=broken)
    assert headline(silent, Step.FOCUS).word == "no whole frame"


def test_a_role_without_a_camera_is_not_a_failed_one():
    nothing = a_camera(phase=Phase.FAILED, address="serial:")
    assert headline(nothing, Step.POSITION).word == "no camera yet"


@pytest.mark.parametrize(
    ("seen_as", "word"), [("right", "wrong camera"), ("left", "picture is turned")]
)
def test_a_mistaken_camera_is_said_before_any_number(seen_as, word):
    mistaken = Mistake("The cameras are swapped.", "Swap them.", seen_as)
    said = headline(replace(off(), mistaken=mistaken), Step.POSITION)
    assert (said.word, said.number) == (word, "")
    assert said.outcome >= Outcome.WARNING


@pytest.fixture
def page(qtbot):
    made = ArmsLength()
    qtbot.addWidget(made)
    theme.dress(made, Theme.DARK)
    return made


def pixels(widget) -> np.ndarray:
    image = widget.grab().toImage()
    image = image.convertToFormat(image.Format.Format_Grayscale8)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    rows = np.frombuffer(bits, np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1000, 900)])
def test_the_figures_are_a_sixth_of_the_window_high(page, size):
    page.resize(*size)
    page.show_step(off(), Step.POSITION)
    white = pixels(page) > 220  # the number is in the colour of text, nothing else is
    rows = np.flatnonzero(white.any(axis=1))
    assert rows[-1] - rows[0] >= size[1] / 6


def test_nothing_is_cut_at_the_edges(page):
    page.resize(1280, 800)
    page.show_step(off(Outcome.WARNING), Step.APERTURE)
    picture = pixels(page)
    empty = picture[0, 0]
    edges = (picture[:8], picture[-8:], picture[:, :8], picture[:, -8:])
    assert all((edge == empty).all() for edge in edges)


def test_numbers_stand_long_enough_to_be_read(page, qtbot):
    page.show_step(off(), Step.POSITION)
    page.show_step(a_camera(), Step.POSITION)
    assert page.shown.number == "42"
    qtbot.waitUntil(lambda: page.shown.word == "hold")
