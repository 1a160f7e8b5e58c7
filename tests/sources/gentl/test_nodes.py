"""A camera's nodes through GenApi."""

import math

import pytest

from camsetup.domain.errors import CameraLostError
from camsetup.domain.settings import Range
from camsetup.sources.address import Address
from camsetup.sources.genicam.nodes import Access, NodeError


@pytest.fixture
def nodes(driver, camera, role):
    """The nodes of a camera as it comes from the factory: everything automatic."""
    device = driver.open_device(Address("gentl", camera.serial), role.serial)
    yield device.nodes
    device.close()


@pytest.mark.parametrize(
    ("node", "access"),
    [
        ("NoSuchNode", Access.ABSENT),
        ("TriggerSoftware", Access.UNAVAILABLE),
        ("DeviceTemperature", Access.READ_ONLY),
        ("ExposureTime", Access.READ_ONLY),
        ("ExposureAuto", Access.READ_WRITE),
    ],
)
def test_access_is_said_of_every_node(nodes, node, access):
    assert nodes.access(node) is access


def test_access_follows_other_nodes(nodes):
    nodes.set_word("ExposureAuto", "Off")
    assert nodes.access("ExposureTime") is Access.READ_WRITE


def test_integers_come_whole_and_floats_do_not(nodes):
    assert type(nodes.number("Width")) is int
    assert type(nodes.number("Gain")) is float


def test_numbers_words_and_flags_are_written(nodes):
    nodes.set_number("Width", 640)
    nodes.set_word("GainAuto", "Off")
    nodes.set_number("Gain", 3)
    nodes.set_flag("GammaEnabled", value=True)
    nodes.set_word("DeviceUserID", "left")
    assert nodes.number("Width") == 640
    assert nodes.number("Gain") == pytest.approx(3.0, abs=0.1)
    assert nodes.flag("GammaEnabled") is True
    assert nodes.word("DeviceUserID") == "left"


def test_limits_have_a_step_where_there_is_one(nodes):
    assert nodes.limits("Width") == Range(16, 1280, nodes.limits("Width").step)
    assert nodes.limits("Width").step > 1
    assert nodes.limits("Gain").step == 0.0


def test_the_words_of_an_enumeration_are_listed(nodes):
    assert nodes.words("ExposureAuto") == ("Off", "Once", "Continuous")


def test_a_change_from_outside_is_seen(nodes, camera):
    nodes.set_word("GainAuto", "Off")
    assert nodes.word("GainAuto") == "Off"
    camera.registers["GainAuto"] = "Continuous"
    assert nodes.word("GainAuto") == "Continuous"


def test_a_command_is_done_when_it_returns(nodes):
    nodes.set_number("Width", 640)
    nodes.set_word("UserSetSelector", "Default")
    nodes.execute("UserSetLoad")
    assert nodes.number("Width") == 1280


def test_all_features_are_named_once_and_no_category(nodes):
    names = nodes.names()
    assert {"Width", "ExposureTime", "TriggerMode", "UserSetLoad"} <= set(names)
    assert not {"Root", "AnalogControl"} & set(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (lambda nodes: nodes.number("Nope"), "has no node Nope"),
        (lambda nodes: nodes.set_number("ExposureTime", 9.0), "not writable"),
        (lambda nodes: nodes.set_number("Width", 9e6), "smaller than or equal|Max"),
        (lambda nodes: nodes.set_number("Width", 640.5), "takes whole numbers"),
        (lambda nodes: nodes.set_number("Width", 1e300), "takes whole numbers"),
        (lambda nodes: nodes.set_number("Width", math.nan), "takes whole numbers"),
        (lambda nodes: nodes.set_word("GainAuto", "Sometimes"), "'Sometimes'"),
        (lambda nodes: nodes.execute("TriggerSoftware"), "not writable"),
        (lambda nodes: nodes.flag("Width"), "is an integer, not a boolean"),
        (lambda nodes: nodes.number("GainAuto"), "is an enumeration, not an integer"),
        (lambda nodes: nodes.words("Width"), "is an integer, not an enumeration"),
        (lambda nodes: nodes.word("LineSource"), "not readable"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(nodes, camera, use, words):
    with pytest.raises(NodeError, match=rf"Camera {camera.serial}.*({words})"):
        use(nodes)


@pytest.mark.parametrize(
    "use",
    [
        lambda nodes: nodes.number("Width"),
        lambda nodes: nodes.word("ExposureAuto"),
        lambda nodes: nodes.set_number("Sharpness", 7),
        lambda nodes: nodes.execute("UserSetLoad"),
    ],
)
def test_an_unplugged_camera_is_lost(nodes, camera, use):
    camera.unplug()
    with pytest.raises(CameraLostError, match=camera.serial):
        use(nodes)
