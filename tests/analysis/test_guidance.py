import pytest

from analysis.scenes import aligned
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.guidance import corrections, instruction, position_limits
from camsetup.analysis.inspection import Axis, Move
from camsetup.domain.rig import Orientation, PositionTarget

LIMITS = position_limits(PositionTarget(), 0.0, 1280)

#: One error at a time, and what the hand does about it in an upright view.
ERRORS = [
    ({"dx": 30}, Move.PAN_RIGHT, 0),
    ({"dx": -30}, Move.PAN_LEFT, 180),
    ({"dy": 30}, Move.TILT_DOWN, 90),
    ({"dy": -30}, Move.TILT_UP, 270),
    ({"rotation": 3}, Move.ROLL_CLOCKWISE, None),
    ({"rotation": -3}, Move.ROLL_COUNTERCLOCKWISE, None),
    ({"scale": 0.9}, Move.CLOSER, None),
    ({"scale": 1.1}, Move.FARTHER, None),
]

OPPOSITE = {
    Move.PAN_RIGHT: Move.PAN_LEFT,
    Move.PAN_LEFT: Move.PAN_RIGHT,
    Move.TILT_UP: Move.TILT_DOWN,
    Move.TILT_DOWN: Move.TILT_UP,
    Move.ROLL_CLOCKWISE: Move.ROLL_COUNTERCLOCKWISE,
    Move.ROLL_COUNTERCLOCKWISE: Move.ROLL_CLOCKWISE,
}


def first(error, orientation=Orientation.UPRIGHT):
    return corrections(aligned(**error), LIMITS, orientation)[0]


@pytest.mark.parametrize(("error", "move", "arrow"), ERRORS)
def test_each_error_has_its_move(error, move, arrow):
    found = first(error)
    assert (found.move, found.screen_degrees) == (move, arrow)


@pytest.mark.parametrize(("error", "move", "arrow"), ERRORS)
def test_a_camera_that_hangs_upside_down_changes_nothing(error, move, arrow):
    found = first(error, Orientation.TURNED_180)
    assert (found.move, found.screen_degrees) == (move, arrow)


@pytest.mark.parametrize(("error", "move", "arrow"), ERRORS)
@pytest.mark.parametrize(
    ("orientation", "exchanged"),
    [
        (Orientation.MIRRORED_TOP_BOTTOM, (Axis.TILT, Axis.ROLL)),
        (Orientation.MIRRORED_LEFT_RIGHT, (Axis.PAN, Axis.ROLL)),
    ],
)
def test_a_mirror_exchanges_one_axis_and_the_sense_of_rotation(
    error, move, arrow, orientation, exchanged
):
    found = first(error, orientation)
    swapped = found.axis in exchanged
    assert found.move is (OPPOSITE[move] if swapped else move)


def test_all_axes_come_worst_first_in_units_of_their_limits():
    found = corrections(aligned(20, -3, 2, 1.001), LIMITS, Orientation.UPRIGHT)
    assert [each.axis for each in found] == [
        Axis.ROLL,
        Axis.PAN,
        Axis.TILT,
        Axis.DISTANCE,
    ]
    assert found[0].severity == pytest.approx(4)
    assert all(each.amount >= 0 for each in found)


def test_an_unknown_rig_gets_no_arrows():
    assert corrections(None, LIMITS, Orientation.UPRIGHT) == ()
    lost = Alignment(False)
    assert corrections(lost, LIMITS, Orientation.UPRIGHT) == ()


def test_ones_own_outline_is_judged_tightly():
    assert LIMITS.offset_px == pytest.approx(12.8)
    assert (LIMITS.rotation_deg, LIMITS.scale_percent) == (0.5, 1.5)


def test_a_loose_outline_widens_all_limits_alike():
    loose = position_limits(PositionTarget(), 5.5, 1280)
    assert loose.offset_px == pytest.approx(5.5 * 12.8)
    assert loose.rotation_deg == pytest.approx(5.5 * 0.5)
    assert loose.scale_percent == pytest.approx(5.5 * 1.5)


def test_an_outline_that_is_tighter_than_the_target_changes_nothing():
    assert position_limits(PositionTarget(), 0.4, 1280) == LIMITS


@pytest.mark.parametrize(
    ("error", "text"),
    [
        ({"dx": 14}, "Pan the camera right by 14 px."),
        ({"rotation": -1.24}, "Roll the camera counterclockwise by 1.2°."),
        ({"scale": 0.968}, "Move the camera closer by 3.2 %."),
    ],
)
def test_a_correction_reads_as_an_instruction(error, text):
    assert instruction(first(error)) == text
