"""The settings panel shows asked against got, and changes nothing by accident."""

from __future__ import annotations

from dataclasses import replace

from PyQt6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox

from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.domain.verdict import Outcome
from camsetup.ui.panels.settings import SettingsPanel, setting_rows


def row_of(make, title, **got):
    rows = setting_rows(make.asked, replace(make.asked, **got))
    return next(row for row in rows if row.title == title)


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


def test_what_is_not_read_back_is_not_judged(make):
    row = row_of(make, "Gain", gain_db=None)
    assert (row.got, row.outcome) == ("–", Outcome.NOT_SET)


def test_what_nobody_asked_for_and_nobody_read_is_left_out(make):
    titles = [row.title for row in setting_rows(make.asked, CameraSettings())]
    assert "Black level" not in titles


def test_the_panel_shows_both_columns(shown, make, read):
    camera = make.camera(got=replace(make.asked, rate_hz=30.0))
    shown_texts = read(shown(SettingsPanel, camera))
    assert {"asked", "got", "60.0", "30.0", "Hz"} <= set(shown_texts)


def test_nothing_but_one_button_can_be_touched(shown, camera):
    panel = shown(SettingsPanel, camera)
    assert [b.text() for b in panel.findChildren(QAbstractButton)] == ["Apply again"]
    assert not panel.findChildren(QAbstractSlider)
    assert not panel.findChildren(QAbstractSpinBox)


def test_applying_again_asks_for_the_profile(shown, camera, session, push):
    push(shown(SettingsPanel, camera), "Apply again")
    assert session.told == [("apply_profile", "left")]
