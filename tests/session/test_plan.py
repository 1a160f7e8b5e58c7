"""What to open follows from rig, camera, sources and outline."""

import pytest

from camsetup.domain.errors import InputError, UsageError
from camsetup.session.plan import DEFAULT_ADDRESS, make_plan


def _roles(plan):
    return [role.name for role in plan.rig.cameras]


def test_without_a_word_it_is_the_training_rig_simulated():
    plan = make_plan()
    assert (plan.rig.name, _roles(plan)) == ("training", ["left"])
    assert plan.addresses == {"left": DEFAULT_ADDRESS}


def test_the_recording_rig_has_three_cameras():
    assert _roles(make_plan("recording")) == ["left", "right", "body"]


def test_a_camera_of_the_recording_rig_brings_its_rig():
    plan = make_plan(camera="body")
    assert (plan.rig.name, _roles(plan)) == ("recording", ["body"])


def test_one_source_serves_every_camera():
    plan = make_plan("recording", sources=["simulator?dx=4"])
    assert set(plan.addresses.values()) == {"simulator?dx=4"}


def test_a_source_may_be_for_one_role():
    plan = make_plan("recording", sources=["simulator", "body=simulator?dx=4"])
    assert plan.addresses["left"] == "simulator"
    assert plan.addresses["body"] == "simulator?dx=4"


def test_a_recording_is_of_the_camera_that_its_name_says():
    plan = make_plan("recording", sources=["/data/frames_right.npy"])
    assert plan.addresses == {"right": "/data/frames_right.npy"}


def test_a_recording_of_nobody_knows_whom_is_refused():
    with pytest.raises(UsageError, match="--camera"):
        make_plan("recording", sources=["/data/frames.npy"])


def test_one_outline_for_three_cameras_is_refused():
    with pytest.raises(UsageError, match="--camera"):
        make_plan("recording", outline="recording-left")


@pytest.mark.parametrize("wrong", ["recroding", "/no/such/rig.yaml"])
def test_an_unknown_rig_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=wrong.rsplit("/", 1)[-1]):
        make_plan(wrong)


def test_an_unknown_camera_is_refused_with_what_there_is():
    with pytest.raises(UsageError, match="left, right, body"):
        make_plan("recording", camera="belly")
