"""Keeping settings in a user set that is loaded at power-up."""

import pytest

from camsetup.domain.errors import SettingRejectedError
from camsetup.sources.genicam.keeping import keep_in_user_set
from camsetup.sources.genicam.names import Features
from camsetup.sources.genicam.nodes import Access
from sources.genicam.paper_nodes import Node, chameleon

SETS = ("Default", "UserSet1", "UserSet2")
CAMERA = "Camera 15322923 (Paper CM3)"


def with_user_sets(default="UserSetDefaultSelector"):
    return chameleon(
        UserSetSelector=Node("Default", words=SETS),
        UserSetSave=Node(
            access=lambda nodes: (
                Access.UNAVAILABLE
                if nodes["UserSetSelector"] == "Default"
                else Access.WRITE_ONLY
            )
        ),
        **{default: Node("Default", words=SETS)},
    )


@pytest.mark.parametrize("default", ["UserSetDefaultSelector", "UserSetDefault"])
def test_they_are_saved_and_then_made_the_power_up_default(default):
    nodes = with_user_sets(default)
    assert keep_in_user_set(Features(nodes), CAMERA) == "UserSet1"
    assert nodes.writes == [
        ("UserSetSelector", "UserSet1"),
        ("UserSetSave", "executed"),
        (default, "UserSet1"),
    ]


def test_a_camera_without_user_sets_says_so():
    with pytest.raises(SettingRejectedError, match="no user set to") as refused:
        keep_in_user_set(Features(chameleon()), CAMERA)
    assert str(refused.value).startswith(CAMERA)
    assert "sets them again" in refused.value.remedy


def test_a_save_that_is_refused_is_told_and_the_default_left():
    nodes = with_user_sets()
    nodes.all["UserSetSave"].access = Access.UNAVAILABLE
    with pytest.raises(SettingRejectedError, match="UserSetSave is locked"):
        keep_in_user_set(Features(nodes), CAMERA)
    assert nodes["UserSetDefaultSelector"] == "Default"


def test_a_default_that_does_not_stay_is_told():
    nodes = with_user_sets()
    nodes.all["UserSetDefaultSelector"].follows = lambda nodes: nodes.__setitem__(
        "UserSetDefaultSelector", "Default"
    )
    with pytest.raises(SettingRejectedError, match="still starts with Default"):
        keep_in_user_set(Features(nodes), CAMERA)


def test_a_camera_that_cannot_choose_its_default_is_not_said_to_keep_anything():
    nodes = with_user_sets()
    del nodes.all["UserSetDefaultSelector"]
    with pytest.raises(SettingRejectedError, match="with which user set to start"):
        keep_in_user_set(Features(nodes), CAMERA)
    assert nodes.writes == []
