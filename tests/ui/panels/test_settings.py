"""The settings panel shows asked against got, and changes nothing by accident."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QDoubleSpinBox,
    QLabel,
    QPushButton,
)

from camsetup.domain.settings import Automatic, CameraSettings, Range, Trigger
from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsetup.sources.base import CameraDescription
from camsetup.ui.panels.setting_rows import setting_rows
from camsetup.ui.panels.settings import SettingsPanel
from ui.by_hand import StillSession, a_rig

LIMITS = {"exposure_us": Range(7.0, 16_000.0), "gain_db": Range(0.0, 18.0)}


def row_of(make, title, **got):
    camera = make.camera(got=replace(make.asked, **got))
    return next(row for row in setting_rows(camera) if row.title == title)


@pytest.fixture
def described(make):
    """A camera whose exposure and gain may be set within limits."""
    role = replace(make.camera().role, settings=make.asked)
    found = CameraDescription("15322923", "Chameleon3", limits=LIMITS)
    return make.camera(role=role, description=found)


def shown_buttons(panel):
    return [b.text() for b in buttons(panel) if not b.isHidden()]


def buttons(panel):
    return panel.findChildren(QPushButton)


def fields(panel):
    return {
        field.accessibleName(): field
        for field in panel.findChildren(QDoubleSpinBox)
        if not field.isHidden()
    }


def test_a_setting_that_was_taken_passes(make):
    assert row_of(make, "Frame rate").outcome is Outcome.PASS


def test_a_setting_that_was_not_taken_fails(make):
    row = row_of(make, "Exposure time", exposure_us=12000.0)
    assert (row.asked, row.got, row.outcome) == ("6000", "12000", Outcome.FAIL)


def test_a_step_of_the_camera_is_no_failure(make):
    assert row_of(make, "Exposure time", exposure_us=5998.7).outcome is Outcome.PASS


def test_another_trigger_fails(make):
    row = row_of(make, "Trigger", trigger=Trigger.HARDWARE)
    assert row.outcome is Outcome.FAIL


def test_an_automatic_that_is_on_is_named_and_fails(make):
    asked = replace(make.asked, automatics=frozenset())
    got = replace(asked, automatics=frozenset({Automatic.EXPOSURE}))
    rows = setting_rows(make.camera(asked=asked, got=got))
    row = next(row for row in rows if row.title == "Automatics")
    assert (row.asked, row.got, row.outcome) == ("off", "exposure", Outcome.FAIL)


def test_what_is_not_read_back_is_not_judged(make):
    row = row_of(make, "Gain", gain_db=None)
    assert (row.got, row.outcome) == ("–", Outcome.NOT_SET)


def test_what_was_read_of_a_camera_that_is_gone_is_not_shown(make):
    rows = setting_rows(make.camera(got=make.asked, phase=Phase.LOST))
    assert {(row.got, row.outcome) for row in rows} == {("–", Outcome.NOT_SET)}


def test_what_nobody_asked_for_and_nobody_read_is_left_out(make):
    rows = setting_rows(make.camera(got=CameraSettings()))
    assert "Black level" not in [row.title for row in rows]


def test_the_panel_shows_both_columns(shown, make, read):
    camera = make.camera(got=replace(make.asked, rate_hz=30.0))
    shown_texts = read(shown(SettingsPanel, camera))
    assert {"asked", "got", "60.0", "30.0", "Hz"} <= set(shown_texts)


def test_nothing_can_be_set_while_it_is_locked(shown, described):
    panel = shown(SettingsPanel, described)
    assert shown_buttons(panel) == ["Apply again (A)", "Unlock"]
    assert not panel.findChildren(QAbstractSlider)
    assert not panel.findChildren(QAbstractSpinBox)


def test_unlocked_what_the_camera_can_be_set_to_is_a_field(shown, described, push):
    panel = shown(SettingsPanel, described)
    push(panel, "Unlock")
    assert set(fields(panel)) == {"Exposure time", "Gain"}
    assert "0 to 18 dB" in fields(panel)["Gain"].toolTip()


def test_a_value_counts_when_it_is_entered_not_while_it_is_typed(
    shown, described, push, session
):
    panel = shown(SettingsPanel, described)
    push(panel, "Unlock")
    field = fields(panel)["Exposure time"]
    field.selectAll()
    QTest.keyClicks(field, "4500")
    assert session.told == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    wished = CameraSettings(exposure_us=4500.0)
    assert session.told == [("apply_settings", "left", wished)]


def test_a_value_beyond_the_range_goes_to_the_camera_whole_which_refuses_it(
    shown, described, push, session
):
    panel = shown(SettingsPanel, described)
    push(panel, "Unlock")
    field = fields(panel)["Exposure time"]
    field.selectAll()
    QTest.keyClicks(field, "90000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wished = CameraSettings(exposure_us=90_000.0)
    assert session.told == [("apply_settings", "left", wished)]


def test_what_the_camera_reads_back_changes_no_setting(shown, described, push, session):
    panel = shown(SettingsPanel, described)
    push(panel, "Unlock")
    asked = replace(described.asked, gain_db=6.0)
    panel.show_camera(replace(described, asked=asked, got=asked))
    assert fields(panel)["Gain"].value() == 6.0
    assert session.told == []


def test_another_camera_is_locked_again(shown, described, push):
    panel = shown(SettingsPanel, described)
    push(panel, "Unlock")
    role = replace(described.role, name="right")
    panel.show_camera(replace(described, role=role))
    assert fields(panel) == {}
    assert "Unlock" in shown_buttons(panel)


def test_what_is_set_by_hand_is_marked(shown, described, read):
    asked = replace(described.asked, exposure_us=4500.0)
    panel = shown(SettingsPanel, replace(described, asked=asked, got=asked))
    texts = read(panel)
    assert "* 4500" in texts
    assert any("by hand" in text for text in texts)


def test_applying_again_asks_for_the_profile(shown, camera, session, push):
    push(shown(SettingsPanel, camera), "Apply again (A)")
    assert session.told == [("apply_profile", "left")]


def test_a_camera_that_waits_can_be_freed_of_its_trigger(
    shown, described, session, push
):
    waiting = replace(described, phase=Phase.WAITING_FOR_TRIGGER)
    push(shown(SettingsPanel, waiting), "Trigger off (T)")
    assert session.told == [("trigger_off", "left")]


def test_settings_can_be_kept_in_the_camera_once_unlocked(
    shown, described, session, push, read
):
    panel = shown(SettingsPanel, described)
    push(panel, "Unlock")
    push(panel, "Keep in the camera")
    assert session.told == [("keep_settings", "left")]
    panel.show_camera(replace(described, kept="UserSet1"))
    assert any("UserSet1" in text for text in read(panel))


@pytest.mark.parametrize("exposure_us", [6000.0, 15999.0])
def test_no_name_or_number_is_cut_beside_the_fields(opened, described, exposure_us):
    asked = replace(described.asked, exposure_us=exposure_us)
    camera = replace(described, asked=asked, got=asked)
    window = opened(StillSession(a_rig(camera)), step=Step.SETTINGS)
    window._show_metrics()
    panel = window.findChild(SettingsPanel)
    next(b for b in buttons(panel) if b.text() == "Unlock").click()
    panel.layout().activate()
    lines = [text for text in panel.findChildren(QLabel) if text.isVisible()]
    cut = [
        text.text()
        for text in lines
        if not text.wordWrap() and text.width() < text.sizeHint().width()
    ]
    assert len(lines) > len(fields(panel)) == 2
    assert cut == []
