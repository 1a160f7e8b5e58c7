"""The check panel lists every check, the worst first, and saves a report."""

from __future__ import annotations

from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome
from camsetup.ui.panels import report_button
from camsetup.ui.panels.check import CheckPanel
from camsetup.ui.panels.check_view import by_urgency, first_remedy
from camsetup.ui.panels.sign_off import SignOffPanel


def test_the_worst_comes_first_and_the_unjudged_before_what_passes(make):
    keys = [result.key for result in by_urgency(make.checks)]
    assert keys[:3] == ["dropped_frames", "position", "settings"]


def test_the_first_remedy_is_that_of_the_worst(make):
    assert first_remedy(make.checks).key == "dropped_frames"


def test_without_a_remedy_there_is_none_to_show(make):
    fine = [check for check in make.checks if check.outcome is Outcome.PASS]
    assert first_remedy(fine) is None


def test_every_check_has_word_value_limits_and_remedy(shown, camera, read):
    shown_texts = read(shown(CheckPanel, camera))
    assert {"Dropped frames", "Frame rate", "Incomplete frames"} <= set(shown_texts)
    assert {"FAIL", "WARNING", "PASS", "not judged"} <= set(shown_texts)
    assert {"60.0 Hz", "59.4 to 60.6\u202fHz", "40 to 200"} <= set(shown_texts)
    assert "Pan the camera left by 14 px." in shown_texts


def test_the_verdict_is_the_rig_s(shown, camera, read):
    assert "NOT READY" in read(shown(CheckPanel, camera))


def test_fewer_checks_leave_no_old_ones_behind(shown, camera, make, read):
    panel = shown(CheckPanel, camera)
    panel.show_camera(make.camera(inspection=make.inspection(checks=make.checks[:1])))
    assert "Brightness" not in read(panel)


def test_a_number_stays_with_its_check_when_the_order_changes(
    shown, camera, make, read
):
    panel = shown(CheckPanel, camera)
    other = make.inspection(checks=make.judged("focus", Outcome.CRITICAL))
    panel.show_camera(make.camera(inspection=other))
    card = panel._cards["focus"]
    assert {"Focus", "CRITICAL", "1.4 px"} <= set(read(card))
    assert panel._list.indexOf(card) == 0


def test_a_report_is_saved_where_one_says(
    shown, camera, push, read, monkeypatch, tmp_path
):
    monkeypatch.setattr(report_button, "choose_report_folder", lambda _: str(tmp_path))
    panel = shown(CheckPanel, camera)
    push(panel, "Save report…")
    assert (tmp_path / "check.json").exists()
    assert any("check.json" in text for text in read(panel))


def test_a_report_that_cannot_be_saved_says_why(
    shown, camera, push, read, monkeypatch, tmp_path
):
    def refuse(_state, _folder):
        raise InputError("The disk is full.", remedy="Make room.")

    monkeypatch.setattr(report_button, "choose_report_folder", lambda _: str(tmp_path))
    monkeypatch.setattr(report_button, "save_report", refuse)
    panel = shown(CheckPanel, camera)
    push(panel, "Save report…")
    assert {"The disk is full.", "Make room."} <= set(read(panel))


def test_the_sign_off_sums_up_every_step_and_promises_nothing(shown, camera, read):
    shown_texts = read(shown(SignOffPanel, camera))
    assert {"Connect", "Position", "Check", "NOT READY"} <= set(shown_texts)
    assert any("later version" in text for text in shown_texts)
