"""Serial numbers are compared as what they are, however they are written."""

import pytest

from camsetup.domain.serials import same_serial


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18012444", "18012444"),
        ("18012444", "0112D91C"),
        ("0112d91c", "18012444"),
        ("0x0112D91C", "18012444"),
        (" 18012444 ", "018012444"),
        ("SIM-LEFT", "sim-left"),
        ("112D91C", "0112D91C"),
    ],
)
def test_one_camera_is_known_by_either_writing(one, other):
    assert same_serial(one, other)
    assert same_serial(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18012444", "18012445"),
        ("18012444", "402728004"),  # 0x18012444
        ("SIM-LEFT", "SIM-RIGHT"),
        ("", ""),
        ("", "18012444"),
        ("ABC", "DEF"),
    ],
)
def test_two_cameras_are_not_taken_for_one(one, other):
    assert not same_serial(one, other)
    assert not same_serial(other, one)
