"""A camera's nodes through PySpin."""

import math

import pytest

from camsetup.domain.errors import CameraLostError
from camsetup.domain.settings import Range
from camsetup.sources.genicam.nodes import Access, NodeError
from fake_pyspin import misuse
from fake_pyspin.manner import manner


def test_access_follows_other_nodes(nodes):
    assert nodes.access("AcquisitionFrameRate") is Access.READ_ONLY
    nodes.set_word("AcquisitionFrameRateAuto", "Off")
    assert nodes.access("AcquisitionFrameRate") is Access.READ_WRITE


@pytest.mark.parametrize(
    ("node", "access"),
    [
        ("NoSuchNode", Access.ABSENT),
        ("AcquisitionFrameCount", Access.UNAVAILABLE),
        ("DeviceTemperature", Access.READ_ONLY),
        ("ExposureAuto", Access.READ_WRITE),
    ],
)
def test_access_is_said_of_every_node(nodes, node, access):
    assert nodes.access(node) is access


def test_integers_come_whole_and_floats_do_not(nodes):
    assert type(nodes.number("Width")) is int
    assert type(nodes.number("Gain")) is float


def test_numbers_are_written_and_read_back(nodes):
    nodes.set_number("Width", 640)
    nodes.set_number("BlackLevel", 5)
    assert nodes.number("Width") == 640
    assert nodes.number("BlackLevel") == 5.0


def test_limits_have_the_steps_of_integers_and_none_of_floats(nodes):
    assert nodes.limits("Width") == Range(16, 1280, 16)
    assert nodes.limits("BlackLevel") == Range(0.0, 24.90234375, 0.0)


def test_words_are_chosen_and_texts_are_written(nodes):
    nodes.set_word("ExposureAuto", "Off")
    nodes.set_word("DeviceUserID", "left")
    assert nodes.word("ExposureAuto") == "Off"
    assert nodes.word("DeviceUserID") == "left"
    assert nodes.words("ExposureAuto") == ("Off", "Once", "Continuous")


def test_flags_are_written_and_read_back(nodes):
    assert nodes.flag("GammaEnabled") is False
    nodes.set_flag("GammaEnabled", value=True)
    assert nodes.flag("GammaEnabled") is True


def test_commands_are_executed(camera, nodes):
    nodes.set_number("BlackLevel", 5.0)
    nodes.set_word("UserSetSelector", "UserSet1")
    nodes.execute("UserSetSave")
    nodes.set_number("BlackLevel", 1.0)
    nodes.execute("UserSetLoad")
    assert nodes.number("BlackLevel") == 5.0


def test_all_features_are_listed_once_and_no_category_among_them(nodes):
    names = nodes.names()
    assert {"Width", "ExposureTime", "TriggerMode"} <= set(names)
    assert "AcquisitionControl" not in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (lambda nodes: nodes.number("NoSuchNode"), "has no node NoSuchNode"),
        (lambda nodes: nodes.number("ExposureAuto"), "is not an integer or a float"),
        (lambda nodes: nodes.flag("Width"), "is not a boolean"),
        (lambda nodes: nodes.word("Width"), "is not an enumeration or a string"),
        (lambda nodes: nodes.execute("Width"), "is not a command"),
        (lambda nodes: nodes.set_number("ExposureTime", 9.0), "-2006"),
        (lambda nodes: nodes.set_number("Width", 5000), "-2002"),
        (lambda nodes: nodes.set_number("Width", 640.5), "takes whole numbers"),
        (lambda nodes: nodes.set_number("Width", 1e300), "takes whole numbers"),
        (lambda nodes: nodes.set_number("Width", math.nan), "takes whole numbers"),
        (lambda nodes: nodes.set_word("ExposureAuto", "Maybe"), "only Off, Once"),
    ],
)
def test_what_a_node_refuses_is_said_with_its_name(nodes, deed, words):
    with pytest.raises(NodeError, match=words) as refused:
        deed(nodes)
    assert nodes._camera in str(refused.value)


@pytest.mark.parametrize("passes", [True, False])
def test_what_changed_from_outside_is_seen_whatever_pyspin_passes_on(
    camera, nodes, passes
):
    manner.passes_cache_arguments = passes
    nodes.set_word("ExposureAuto", "Off")
    camera.registers["ExposureTime"] = 1234.0
    camera.registers["GainAuto"] = "Off"
    assert nodes.number("ExposureTime") == pytest.approx(1234.0)
    assert nodes.word("GainAuto") == "Off"


def test_no_pointer_is_kept_not_even_by_an_error(device, nodes):
    kept = []
    for deed in (nodes.number, nodes.flag, nodes.limits, nodes.execute):
        with pytest.raises(NodeError) as refused:
            deed("ExposureAuto")
        kept.append(refused.value)
    with pytest.raises(NodeError) as refused:
        nodes.set_number("ExposureTime", 9.0)
    device.close()
    assert misuse.noted == []
    assert refused.value.__cause__.errorcode == -2006
    assert len(kept) == 4


def test_a_closed_camera_has_no_nodes(device):
    nodes = device.nodes
    device.close()
    with pytest.raises(CameraLostError, match="closed"):
        nodes.number("Width")
