"""What a rig file is to say when a role gets a camera."""

import pytest

from camsetup.domain.errors import ProfileError, UsageError
from camsetup.domain.frame import Size
from camsetup.domain.rig import CameraRole, Rig
from camsetup.session.binding import bound, swapped, unbound, written


def _rig(**serials):
    roles = (
        CameraRole(name, Size(640, 512), 30, "outline", serial)
        for name, serial in serials.items()
    )
    return Rig("rig", "Rig", tuple(roles))


def test_a_free_camera_is_given_to_the_role():
    binding = bound(_rig(left="", right="2"), "left", " 18012444 ")
    assert binding.serials == {"left": "18012444"}
    assert binding.message == "18012444 is the left camera now."


def test_the_role_that_had_it_gets_the_other():
    binding = bound(_rig(left="1", right="2"), "left", "2")
    assert binding.serials == {"left": "2", "right": "1"}


def test_the_role_that_had_it_is_left_without_where_there_is_no_other():
    binding = bound(_rig(left="", right="18012444"), "left", "0112D91C")
    assert binding.serials == {"left": "0112D91C", "right": ""}
    assert binding.message.endswith("No camera is bound to right now.")


def test_two_roles_are_swapped_though_one_has_none():
    rig = _rig(left="1", right="2", body="")
    assert swapped(rig, "left", "right").serials == {"left": "2", "right": "1"}
    assert swapped(rig, "left", "body").serials == {"left": "", "body": "1"}


def test_a_role_is_left_without_a_camera():
    assert unbound(_rig(left="1"), "left").serials == {"left": ""}


@pytest.mark.parametrize(
    "attempt",
    [
        lambda rig: bound(rig, "belly", "1"),
        lambda rig: bound(rig, "left", "  "),
        lambda rig: unbound(rig, "belly"),
        lambda rig: swapped(rig, "left", "belly"),
        lambda rig: swapped(rig, "left", "right"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_remedy(attempt):
    with pytest.raises(UsageError) as refusal:
        attempt(_rig(left="", right=""))
    assert refusal.value.remedy


def test_a_rig_that_is_from_no_file_cannot_be_changed():
    rig = _rig(left="")
    with pytest.raises(ProfileError, match="not from a file"):
        written(rig, bound(rig, "left", "1"))
