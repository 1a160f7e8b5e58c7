"""The strip shows every check in short, and the first thing to do."""

from __future__ import annotations

from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.panels.checks import ChecksPanel


def test_checks_keep_their_own_order(shown, camera, read):
    shown_texts = read(shown(ChecksPanel, camera))
    assert shown_texts.index("Position") < shown_texts.index("Dropped frames")


def test_the_worst_remedy_is_written_out(shown, camera, read):
    assert "Dropped frames: Give each camera a USB 3 controller of its own." in read(
        shown(ChecksPanel, camera)
    )


def test_every_check_has_its_shape(shown, camera, make):
    panel = shown(ChecksPanel, camera)
    icons = [i.outcome for i in panel.findChildren(OutcomeIcon) if i.isVisibleTo(panel)]
    assert sorted(icons) == sorted(
        [*(check.outcome for check in make.checks), Outcome.FAIL]
    )


def test_a_check_tells_all_on_hover(shown, camera):
    panel = shown(ChecksPanel, camera)
    assert "Position: WARNING" in panel._cells[0].toolTip()
    assert "Pan the camera left by 14 px." in panel._cells[0].toolTip()


def test_when_all_is_well_it_says_so(shown, make, read):
    fine = tuple(check for check in make.checks if check.outcome is Outcome.PASS)
    camera = make.camera(inspection=make.inspection(checks=fine))
    shown_texts = read(shown(ChecksPanel, camera))
    assert any(text.startswith("Nothing to do") for text in shown_texts)


def test_before_the_first_picture_it_claims_nothing(shown, make, read):
    shown_texts = read(shown(ChecksPanel, make.camera(inspection=None)))
    assert "Nothing has been judged yet." in shown_texts


def test_a_camera_that_sends_no_pictures_is_not_said_to_wait_for_a_verdict(
    shown, make, read
):
    lost = make.camera(phase=Phase.LOST, inspection=None)
    said = read(shown(ChecksPanel, lost))
    assert "Nothing is judged: no pictures come from this camera." in said
