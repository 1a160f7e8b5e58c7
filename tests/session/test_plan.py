"""What to open follows from rig, camera, sources and outline."""

from pathlib import Path

import pytest

from camera_park import open_park
from camsetup.domain.errors import InputError, UsageError
from camsetup.profiles.rig_editing import write_serials
from camsetup.profiles.rigs import load_rig
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


@pytest.fixture
def bound_rig(tmp_path):
    """Return what writes a recording rig with some serials, and gives its path."""

    def write(keys="", **serials):
        text = Path(load_rig("recording").file).read_text("utf-8")
        file = tmp_path / "bound.yaml"
        file.write_text(text.replace("cameras:", f"{keys}\ncameras:", 1), "utf-8")
        write_serials(file, serials)
        return str(file)

    return write


def test_a_bound_role_opens_its_own_camera(bound_rig):
    rig = bound_rig(left="18012441", right="18012442", body="18012443")
    plan = make_plan(rig)
    assert plan.addresses["left"] == "serial:18012441"
    assert plan.addresses["body"] == "serial:18012443"


def test_the_rig_file_may_say_which_driver_it_is(bound_rig):
    rig = bound_rig("driver: gentl", left="18012441", body="SIM-BODY")
    plan = make_plan(rig)
    assert plan.addresses["left"] == "gentl:18012441"
    assert plan.addresses["body"] == "serial:SIM-BODY"


def test_a_role_that_is_not_bound_is_not_simulated_beside_one_that_is(bound_rig):
    plan = make_plan(bound_rig(left="18012441"))
    assert plan.addresses["right"] == "serial:"
    plan = make_plan(bound_rig(left="18012441"), camera="right")
    assert plan.addresses == {"right": "serial:"}


def test_a_source_wins_over_what_is_bound(bound_rig):
    rig = bound_rig(left="18012441")
    plan = make_plan(rig, sources=["simulator"])
    assert set(plan.addresses.values()) == {"simulator"}
    plan = make_plan(rig, camera="left", sources=["gentl:7"])
    assert plan.addresses == {"left": "gentl:7"}


def test_a_camera_is_of_the_role_that_it_is_bound_to(bound_rig, monkeypatch):
    open_park(monkeypatch)
    rig = bound_rig(left="18012441", body="18012444")
    plan = make_plan(rig, sources=["gentl:0112D91C"])
    assert plan.addresses == {"body": "gentl:0112D91C"}


def test_one_real_camera_is_not_given_to_three_roles(monkeypatch):
    open_park(monkeypatch)
    with pytest.raises(UsageError, match="--camera"):
        make_plan("recording", sources=["gentl:18012441"])


def test_no_camera_is_looked_for_before_it_is_opened(bound_rig, monkeypatch):
    park = open_park(monkeypatch)
    make_plan(bound_rig("driver: gentl", left="18012441", right="18012442"))
    assert park.searches == 0


def test_the_rigs_producers_are_told_to_the_drivers(bound_rig, monkeypatch, tmp_path):
    park = open_park(monkeypatch)
    make_plan(bound_rig("producers: [ours.cti]", left="18012441"))
    assert park.producers == [tmp_path / "ours.cti"]
