"""An outline is made from the rig's picture, rubbed clean, saved and used."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt

from camsetup.analysis.alignment.estimate import Alignment
from camsetup.domain.outline import Line, Region
from camsetup.domain.pose import Pose
from camsetup.profiles.outlines import load_outline
from camsetup.ui.look import theme
from camsetup.ui.outline_editor.editor import (
    OutlineEditor,
    carried_regions,
    edit_outline,
)
from camsetup.ui.outline_editor.erasure import Stroke
from camsetup.ui.outline_editor.line_drawer import LineDrawer, Wish
from camsetup.ui.panels.outline_choice import OutlineChoice

PICTURE = np.full((1024, 1280), 90, np.uint8)


def draw(wish):
    """Draw three lines; those that are rubbed out are not drawn."""
    ends = ((100.0, 100.0), (600.0, 500.0), (1200.0, 1000.0))
    return tuple(
        Line("", np.array([[x, y], [x + 20, y + 20]]))
        for x, y in ends
        if not wish.erased[int(y), int(x)]
    )


@pytest.fixture
def editor(qtbot, session, camera):
    made = OutlineEditor(session, camera, PICTURE, draw=draw)
    qtbot.addWidget(made)
    theme.dress(made, theme.Theme.DARK)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made._tools._save.isEnabled())
    yield made
    made.done(0)


def test_it_shows_the_lines_it_found(editor):
    assert len(editor.lines) == 3


def test_a_stroke_rubs_lines_out_and_undoing_brings_them_back(editor, qtbot, push):
    editor._canvas.stroked.emit(Stroke(30, ((600.0, 500.0),)))
    qtbot.waitUntil(lambda: len(editor.lines) == 2)
    push(editor, "Undo")
    qtbot.waitUntil(lambda: len(editor.lines) == 3)


def test_the_mouse_is_rubbed_out_where_it_is(qtbot, session, make, push):
    around = np.array([[500.0, 400.0], [700.0, 400.0], [700.0, 600.0], [500.0, 600.0]])
    outline = replace(make.outline(), regions=(Region("mouse", around),))
    still = make.inspection(alignment=None)
    camera = make.camera(outline=outline, inspection=still)
    editor = OutlineEditor(session, camera, PICTURE, draw=draw)
    qtbot.addWidget(editor)
    push(editor, "Erase the mouse")
    qtbot.waitUntil(lambda: len(editor.lines) == 2)
    editor.done(0)


def test_a_view_without_a_mouse_region_has_no_mouse_to_erase(editor):
    assert not editor._tools._mouse.isEnabled()


def test_dragging_over_the_picture_is_a_stroke_in_its_pixels(editor, qtbot):
    canvas = editor._canvas
    inside = canvas._view().map(QPoint(600, 500))
    with qtbot.waitSignal(canvas.stroked) as stroked:
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=inside)
        qtbot.mouseMove(canvas, inside)
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=inside)
    x, y = stroked.args[0].points[0]
    assert (x, y) == (pytest.approx(600, abs=3), pytest.approx(500, abs=3))
    qtbot.waitUntil(lambda: len(editor.lines) == 2)


def test_saving_keeps_the_outline_and_uses_it(editor, session, push):
    editor._tools._name.setText("left of rig 7")
    push(editor, "Save and use")
    command, role, outline = session.told[-1]
    assert (command, role, outline.name) == ("use_outline", "left", "left of rig 7")
    saved = load_outline("left of rig 7")
    assert len(saved.lines) == 3
    assert saved.region("eye") is not None


def test_a_drawing_of_this_very_rig_has_no_tolerance(editor, session, push):
    push(editor, "Save and use")
    assert session.told[-1][2].tolerance_percent == 0


def test_a_bad_name_is_refused_in_words_and_nothing_is_used(
    editor, session, push, read
):
    editor._tools._name.setText("../../etc")
    push(editor, "Save and use")
    assert session.told == []
    assert any("cannot be named" in text for text in read(editor))


def test_a_drawing_that_fails_says_why(qtbot, session, camera, read):
    def fail(_wish):
        raise ValueError("no edges")

    editor = OutlineEditor(session, camera, PICTURE, draw=fail)
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitUntil(lambda: any("no edges" in text for text in read(editor)))
    assert not editor._tools._save.isEnabled()
    editor.done(0)


def test_the_picture_can_be_taken_again(editor, session, qtbot, push):
    session.picture = np.zeros((1024, 1280), np.uint8)
    push(editor, "Take the picture again")
    assert editor._picture is session.picture
    qtbot.waitUntil(lambda: editor._tools._save.isEnabled())


def test_without_a_picture_no_editor_opens(qtbot, session, camera, shown):
    choice = shown(OutlineChoice, camera)
    edit_outline(session, camera, choice)
    assert not choice.findChildren(OutlineEditor)


def test_regions_are_carried_to_where_they_are_in_the_picture(make):
    alignment = Alignment(True, Pose(40.0, -10.0), confidence=0.9)
    moved = make.camera(inspection=make.inspection(alignment=alignment))
    (eye,) = carried_regions(moved)
    travel = eye.polygon - make.outline().regions[0].polygon
    np.testing.assert_allclose(travel, [[40, -10]] * 3)


def test_regions_of_a_rig_that_is_not_recognised_stay_where_they_were(make):
    stranger = make.inspection(alignment=Alignment(recognised=False, pose=Pose(40.0)))
    (eye,) = carried_regions(make.camera(inspection=stranger))
    np.testing.assert_allclose(eye.polygon, make.outline().regions[0].polygon)


def test_a_drawer_never_makes_its_caller_wait_and_the_newest_wish_wins(qtbot):
    begun, go_on, drawn = threading.Event(), threading.Event(), []

    def slowly(wish):
        begun.set()
        go_on.wait(10)
        drawn.append(wish.threshold)
        return ()

    drawer = LineDrawer(slowly)
    nothing = np.zeros((2, 2), np.bool_)
    drawer.ask(Wish(PICTURE, 0.1, nothing))
    assert begun.wait(10)
    for threshold in (0.2, 0.3, 0.4):
        drawer.ask(Wish(PICTURE, threshold, nothing))
    assert drawer.take() is None
    go_on.set()
    qtbot.waitUntil(lambda: drawer.take() is None and not drawer.busy)
    drawer.close()
    assert drawn == [0.1, 0.4]
