"""What is said of cameras that show another view than their role's."""

from camsetup.analysis.identity import Sight
from camsetup.domain.rig import Orientation
from camsetup.profiles.rigs import load_rig
from camsetup.session.mistakes import told
from camsetup.session.state import CameraState
from camsetup.sources.base import CameraDescription

HALF_TURN = Orientation.TURNED_180
RIG = load_rig("recording")


def _told(name, sights, known=(), *, live=True):
    description = CameraDescription("1", "Chameleon3", live=live)
    camera = CameraState(RIG.camera(name), "gentl:1", description=description)
    return told(camera, RIG, sights, known)


def test_nothing_is_said_without_a_sight_or_of_what_is_right():
    assert _told("left", {"left": None}) is None
    assert _told("left", {"left": Sight("left")}) is None
    assert _told("left", {"left": Sight("right")}, known=("left",)) is None


def test_when_both_sides_agree_they_are_swapped_and_named_in_the_rigs_order():
    sights = {"left": Sight("right"), "right": Sight("left")}
    for name, other in (("left", "right"), ("right", "left")):
        mistake = _told(name, sights)
        assert mistake.message == "The left and right cameras are swapped."
        assert mistake.swap_with == other


def test_one_side_alone_is_said_for_what_it_is():
    mistake = _told("left", {"left": Sight("right"), "right": None})
    assert mistake.message == "This is the right camera's view."
    assert mistake.swap_with == "right"


def test_no_swap_takes_a_camera_away_that_is_right():
    mistake = _told("left", {"left": Sight("right")}, known=("right",))
    assert mistake.swap_with == ""
    assert "another camera" in mistake.remedy


def test_a_camera_that_is_swapped_and_upside_down_is_both():
    sights = {"left": Sight("right", HALF_TURN), "right": Sight("left")}
    mistake = _told("left", sights)
    assert mistake.message == "This is the right camera's view, upside down."
    assert (mistake.swap_with, mistake.orientation) == ("right", Orientation.UPRIGHT)


def test_the_remedy_names_the_orientation_that_would_be_right():
    mistake = _told("body", {"body": Sight("body", HALF_TURN)})
    assert "turned by 180°" in mistake.message
    assert "orientation: mirrored_left_right" in mistake.remedy


def test_a_recording_has_no_serial_to_swap_and_no_camera_to_turn():
    mistake = _told("left", {"left": Sight("right")}, live=False)
    assert (mistake.swap_with, mistake.orientation) == ("", None)
    mistake = _told("left", {"left": Sight("left", HALF_TURN)}, live=False)
    assert mistake.message == "The picture is upside down."
    assert "recording" in mistake.remedy
