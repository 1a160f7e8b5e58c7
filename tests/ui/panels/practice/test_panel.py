"""The practice rig moves as a hand would move the camera."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDoubleSpinBox, QSlider, QToolButton

from camsetup.domain.rig import Orientation
from camsetup.sources.base import CameraDescription
from camsetup.sources.simulator.knobs import Practice, knobs
from camsetup.ui.panels.practice.moves import (
    FAULT_KNOBS,
    HAND_KNOBS,
    in_place,
    misplaced,
)
from camsetup.ui.panels.practice.panel import PracticePanel
from camsetup.ui.parts.fold import Fold


@pytest.fixture
def panel(shown, camera):
    return shown(PracticePanel, camera)


def find(panel, kind, title):
    return next(w for w in panel.findChildren(kind) if w.accessibleName() == title)


def turned(camera, **values):
    knobs = tuple(
        replace(knob, value=values.get(knob.name, knob.value))
        for knob in camera.description.knobs
    )
    return replace(camera, description=replace(camera.description, knobs=knobs))


def test_a_real_camera_has_nothing_to_practise(shown, make):
    camera = make.camera(description=CameraDescription("15322923", "Chameleon3"))
    assert shown(PracticePanel, camera).isHidden()


def test_a_simulated_one_shows_every_knob(panel, make, read):
    assert not panel.isHidden()
    numbers = {n.accessibleName() for n in panel.findChildren(QDoubleSpinBox)}
    assert {"Pan", "Tilt", "Roll", "Distance", "Focus ring", "Aperture"} <= numbers


def fold(panel, title):
    return next(each for each in panel.findChildren(Fold) if each.text() == title)


def test_faults_are_folded_away_from_the_other_knobs(panel):
    drop = find(panel, QSlider, "Drop every")
    assert not drop.isVisibleTo(panel)
    fold(panel, "Faults").click()
    assert drop.isVisibleTo(panel)
    assert find(panel, QToolButton, "Stall").isVisibleTo(panel)
    assert not fold(panel, "Other knobs").opened


def test_one_fold_is_open_at_a_time(panel):
    fold(panel, "Faults").click()
    fold(panel, "Other knobs").click()
    assert not fold(panel, "Faults").opened
    assert not find(panel, QSlider, "Drop every").isVisibleTo(panel)
    fold(panel, "Other knobs").click()
    assert not fold(panel, "Other knobs").opened


def test_every_fault_of_the_simulator_is_known_as_one():
    named = {knob.name for knob in knobs(Practice(), 1280)}
    assert set(FAULT_KNOBS) <= named
    assert named - set(FAULT_KNOBS) == {*HAND_KNOBS, "wheel_speed", "seed"}


def test_panning_right_makes_the_rig_appear_further_left(panel, session):
    slider = find(panel, QSlider, "Pan")
    slider.setValue(slider.value() + 10)
    assert session.told == [("turn", "left", "dx", 35.0)]


def test_a_mirrored_view_is_panned_the_other_way(shown, camera, session):
    role = replace(camera.role, orientation=Orientation.MIRRORED_LEFT_RIGHT)
    panel = shown(PracticePanel, replace(camera, role=role))
    slider = find(panel, QSlider, "Pan")
    slider.setValue(slider.value() + 10)
    assert session.told == [("turn", "left", "dx", 45.0)]


def test_moving_closer_makes_the_rig_larger(panel, session):
    find(panel, QDoubleSpinBox, "Distance").setValue(1.05)
    assert session.told == [("turn", "left", "zoom", pytest.approx(1.05))]


def test_a_knob_of_two_places_is_a_switch(panel, session):
    switch = find(panel, QToolButton, "Mouse")
    assert (switch.isChecked(), switch.text()) == (True, "on")
    switch.click()
    assert session.told == [("turn", "left", "mouse", 0.0)]


def test_a_knob_shows_where_the_simulator_has_it(panel, camera):
    panel.show_camera(turned(camera, dx=-12.0))
    assert find(panel, QDoubleSpinBox, "Pan").value() == 12.0


def test_showing_a_knob_turns_nothing(panel, camera, session):
    panel.show_camera(turned(camera, dx=-12.0, mouse=0.0))
    assert session.told == []


def test_an_echo_that_is_late_does_not_pull_the_knob_back(panel, camera):
    number = find(panel, QDoubleSpinBox, "Focus ring")
    number.setValue(3.0)
    number.setValue(4.0)
    panel.show_camera(turned(camera, defocus=3.0))
    assert number.value() == 4.0
    panel.show_camera(turned(camera, defocus=4.0))
    panel.show_camera(turned(camera, defocus=2.0))
    assert number.value() == 2.0


def test_keys_that_repeat_lose_no_step_to_a_late_echo(panel, camera, session):
    slider = find(panel, QSlider, "Roll")
    before = slider.value()
    for presses in range(1, 6):
        slider.setValue(slider.value() + 1)
        # The camera is always one step behind.
        late = camera.description.knobs[2].value - 0.1 * (presses - 1)
        panel.show_camera(turned(camera, roll=late))
    assert slider.value() == before + 5


def test_tab_reaches_the_numbers(panel):
    for number in panel.findChildren(QDoubleSpinBox):
        assert number.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_same_rig_is_not_built_twice(panel, camera):
    before = find(panel, QSlider, "Pan")
    panel.show_camera(turned(camera, dx=3.0))
    assert find(panel, QSlider, "Pan") is before


def test_shaking_misplaces_clamp_and_lens(panel, session, push):
    push(panel, "Shake the rig")
    assert {"dx", "dy", "roll", "zoom", "defocus", "aperture"} == {
        name for _, _, name, _ in session.told
    }


def test_putting_right_leaves_the_mouse_in(panel, session, push):
    push(panel, "Put it right")
    told = {name: value for _, _, name, value in session.told}
    assert told["dx"] == 0.0
    assert told["zoom"] == 1.0
    assert "mouse" not in told


@pytest.mark.parametrize("seed", range(20))
def test_a_shaken_rig_stays_where_it_can_be_recognised(make, seed):
    places = misplaced(make.knobs, random.Random(seed))
    assert abs(places["dx"]) <= 0.12 * 1280
    assert abs(places["roll"]) <= 8
    assert 0.88 <= places["zoom"] <= 1.12


@pytest.mark.parametrize("seed", range(20))
def test_a_shaken_rig_is_really_off(make, seed):
    places = misplaced(make.knobs, random.Random(seed))
    assert abs(places["dx"]) > 12.8
    assert places["aperture"] > 1.2


def test_a_rig_put_right_is_inside_every_range(make):
    ranges = {knob.name: knob.range for knob in make.knobs}
    assert all(ranges[name].holds(v) for name, v in in_place(make.knobs).items())
