"""The session gate stands under every setup target that it knows, and only there."""

from __future__ import annotations

import pytest

from camsetup.domain.verdict import Outcome
from camsetup.session.gate_verdict import GateVerdict
from camsetup.ui.panels.aperture import AperturePanel
from camsetup.ui.panels.check import CheckPanel
from camsetup.ui.panels.checks import ChecksPanel
from camsetup.ui.panels.focus import FocusPanel
from camsetup.ui.panels.gate_lines import GateLines, GateOnCard
from camsetup.ui.panels.gate_view import gate_text, gate_view
from camsetup.ui.panels.position import PositionPanel

PASSES = GateVerdict(
    "position",
    Outcome.PASS,
    "The face is 26 px left of where it should be.",
    margin="38 px from WARNING",
)
FAILS = GateVerdict(
    "position",
    Outcome.FAIL,
    "The face is 170 px left of where it should be.",
    "Move the camera.",
    "12 px from WARNING",
)
WAITS = GateVerdict("position", Outcome.NOT_SET, "Needs a mouse in the rig.")
LIGHT = GateVerdict("brightness", Outcome.WARNING, "Mean 38.", margin="2 from PASS")
SHARP = GateVerdict("focus", Outcome.PASS, "Sharp.", margin="4.2 from FAIL")


def test_a_verdict_is_one_line_with_its_margin():
    assert gate_text(PASSES) == "Session gate: PASS, 38 px from WARNING"


def test_a_verdict_without_a_margin_is_its_word():
    assert gate_text(WAITS) == "Session gate: not judged"


def test_where_nothing_could_be_judged_the_note_says_why():
    assert gate_view(WAITS).note == "Needs a mouse in the rig."


def test_what_was_found_and_what_to_do_show_on_hover():
    hint = gate_view(FAILS).hint
    assert FAILS.message in hint
    assert FAILS.remedy in hint


def test_what_passes_asks_for_nothing():
    assert gate_view(PASSES).remedy == ""
    assert gate_view(FAILS).remedy == "Move the camera."


@pytest.mark.parametrize(
    ("panel_class", "margin"),
    [
        (PositionPanel, "38 px from WARNING"),
        (FocusPanel, "4.2 from FAIL"),
        (AperturePanel, "Brightness: 2 from PASS"),
    ],
)
def test_each_step_shows_both_limits(shown, make, read, panel_class, margin):
    gate = (PASSES, LIGHT, SHARP)
    texts = read(shown(panel_class, make.camera(gate=gate)))
    assert {"Setup target", "Session gate", margin} <= set(texts)


def test_the_outcomes_of_both_limits_stand_apart(shown, make, read):
    texts = read(shown(PositionPanel, make.camera(gate=(PASSES,))))
    assert {"WARNING", "PASS"} <= set(texts)


def test_a_gate_that_changes_moves_nothing(qtbot):
    lines = GateLines()
    qtbot.addWidget(lines)
    heights = set()
    for verdict in (None, PASSES, FAILS, WAITS):
        lines.show_gate(verdict)
        heights.add(lines.sizeHint().height())
    assert len(heights) == 1


def test_a_long_note_does_not_widen_the_panel(qtbot):
    lines = GateLines()
    qtbot.addWidget(lines)
    narrow = lines.minimumSizeHint().width()
    lines.show_gate(GateVerdict("position", Outcome.NOT_SET, "words " * 60))
    assert lines.minimumSizeHint().width() <= max(narrow, 256)


def test_a_check_s_card_has_the_gate_under_it(shown, make, read):
    panel = shown(CheckPanel, make.camera(gate=(PASSES,)))
    texts = read(panel._cards["position"])
    assert {"Session gate", "PASS", "38 px from WARNING"} <= set(texts)


def test_a_check_that_the_gate_does_not_know_has_no_line_of_it(shown, make):
    panel = shown(CheckPanel, make.camera(gate=(PASSES,)))
    lines = panel._cards["saturation"].findChildren(GateOnCard)
    assert [line.isVisibleTo(panel) for line in lines] == [False]


def test_a_remedy_of_the_gate_stands_on_its_card(shown, make, read):
    panel = shown(CheckPanel, make.camera(gate=(FAILS,)))
    assert "12 px from WARNING\nMove the camera." in read(panel._cards["position"])


def test_the_strip_tells_the_gate_on_hover(shown, make):
    panel = shown(ChecksPanel, make.camera(gate=(PASSES,)))
    position, saturation = panel._cells[0].toolTip(), panel._cells[2].toolTip()
    assert "Session gate: PASS, 38 px from WARNING" in position
    assert "Session gate" not in saturation
