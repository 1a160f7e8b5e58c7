"""Every step has a panel that can show any camera and paints without complaint."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QScrollArea, QWidget

from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsetup.ui.look import theme
from camsetup.ui.panels import step_panel
from camsetup.ui.panels.practice.panel import PracticePanel
from camsetup.ui.parts.fold import Fold

#: The width of the right-hand side without its margins.
ROOM = theme.PANEL_WIDTH - 3 * theme.GRID


def states(make):
    yield make.camera()
    yield make.camera(
        inspection=None, description=None, outline=None, phase=Phase.OPENING
    )
    yield make.camera(
        inspection=make.inspection(
            alignment=None, corrections=(), focus=None, exposure=None, checks=()
        ),
        focus_history=(),
    )


@pytest.mark.parametrize("look", theme.Theme)
@pytest.mark.parametrize("step", Step)
def test_every_step_shows_every_camera(qtbot, session, make, step, look):
    panel = step_panel(step, session)
    qtbot.addWidget(panel)
    theme.dress(panel, look)
    for state in states(make):
        panel.show_camera(state)
        assert not panel.grab().isNull()


@pytest.mark.parametrize("step", Step)
def test_it_fits_beside_the_picture(qtbot, session, camera, step):
    panel = step_panel(step, session)
    qtbot.addWidget(panel)
    theme.dress(panel, theme.Theme.DARK)
    panel.show_camera(camera)
    assert panel.minimumSizeHint().width() <= ROOM
    assert panel.minimumSizeHint().height() <= 540


LONG = "/data/recordings/" + "averyverylongwordwithoutanyjoint" * 3


def with_long_words(camera, make):
    """Put long words wherever a driver, a plug-in or a path may bring them."""
    checks = tuple(
        replace(check, key=LONG, message=LONG, remedy=LONG)
        if check.key == "settings"
        else replace(check, message=LONG, remedy=LONG)
        for check in make.checks
    )
    knobs = tuple(replace(knob, title=LONG) for knob in make.knobs)
    return replace(
        camera,
        address=f"simulator?{LONG}",
        description=replace(camera.description, serial=LONG, model=LONG, knobs=knobs),
        outline=replace(camera.outline, name=LONG),
        inspection=replace(camera.inspection, checks=checks),
    )


@pytest.mark.parametrize("step", Step)
def test_long_words_widen_no_panel(qtbot, session, camera, make, step):
    panel = step_panel(step, session)
    qtbot.addWidget(panel)
    theme.dress(panel, theme.Theme.DARK)
    panel.show_camera(with_long_words(camera, make))
    for fold in panel.findChildren(Fold):
        fold.click()
    panel.resize(ROOM, 540)
    panel.show()
    beyond = [
        (type(each).__name__, each.accessibleName(), right)
        for each in panel.findChildren(QWidget)
        if each.isVisible()
        and (right := each.mapTo(panel, each.rect().topRight()).x()) >= ROOM
    ]
    assert panel.width() == ROOM
    assert beyond == []


@pytest.mark.parametrize("step", Step)
def test_what_scrolls_asks_for_no_more_than_there_is(qtbot, session, camera, step):
    """Else it would be squeezed: a scroll area does not hand its wishes on."""
    panel = step_panel(step, session)
    qtbot.addWidget(panel)
    theme.dress(panel, theme.Theme.DARK)
    panel.show_camera(camera)
    for area in panel.findChildren(QScrollArea):
        wanted = area.widget().layout().minimumSize().width()
        assert wanted <= ROOM - theme.GRID


def test_the_practice_rig_is_under_the_step(qtbot, session, camera):
    panel = step_panel(Step.POSITION, session)
    qtbot.addWidget(panel)
    panel.show_camera(camera)
    practice = panel.findChild(PracticePanel)
    assert practice is not None
    assert practice.isVisibleTo(panel)


def test_another_camera_s_numbers_are_shown_at_once(qtbot, session, make, read):
    panel = step_panel(Step.POSITION, session)
    qtbot.addWidget(panel)
    panel.show_camera(make.camera())
    role = replace(make.camera().role, name="right")
    moved = make.inspection(corrections=make.corrections(pan=77))
    panel.show_camera(make.camera(role=role, inspection=moved))
    assert read(panel).count("77 px") == 2


def test_a_step_shows_its_name(qtbot, session, camera, read):
    panel = step_panel(Step.SIGN_OFF, session)
    qtbot.addWidget(panel)
    panel.show_camera(camera)
    assert "Sign off" in read(panel)
