"""A cell takes nothing that was found out about an earlier revision."""

from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole
from camsetup.session.cell import Cell
from camsetup.session.state import CameraState

ROLE = CameraRole("left", Size(50, 40), 100.0, "recording-left")


def test_what_comes_late_changes_nothing():
    cell = Cell(CameraState(ROLE, "simulator"))
    before = cell.state.revision
    cell.change(judge_anew=True)
    cell.change(at_revision=before, judged_ms=7.0)
    assert cell.state.judged_ms == 0.0


def test_what_comes_in_time_is_taken():
    cell = Cell(CameraState(ROLE, "simulator"))
    cell.change(judge_anew=True)
    cell.change(at_revision=cell.state.revision, judged_ms=7.0)
    assert cell.state.judged_ms == 7.0
