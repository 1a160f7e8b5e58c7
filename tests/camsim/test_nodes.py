"""The node map: what is there, what is locked when, and how limits follow."""

import pytest

from camsim.nodes.models import Binning, Model
from camsim.nodes.xml import camera_xml

pytest.importorskip("genicam.genapi", exc_type=ImportError)

from genicam.genapi import AccessException, NodeMap, OutOfRangeException

VARIANTS = [(model, binning) for model in Model for binning in Binning]


@pytest.mark.parametrize(("model", "binning"), VARIANTS)
def test_genapi_loads_every_variant(model, binning):
    NodeMap().load_xml_from_string(camera_xml(model, binning))


@pytest.mark.parametrize(("model", "binning"), VARIANTS)
def test_every_node_can_be_read_or_says_that_it_cannot(camsim, client, model, binning):
    camera = camsim(model=model, binning=binning)
    nodes = client.open(camera.serial).remote_device.node_map
    named = [getattr(nodes, name) for name in dir(nodes) if name[0].isupper()]
    unreadable = {
        node.node.name
        for node in named
        if hasattr(node, "to_string") and node.get_access_mode() not in (3, 4)
    }
    chunks = {name for name in unreadable if name.startswith("Chunk")}
    assert unreadable - chunks == {
        "AcquisitionFrameCount",
        "LineSource",
        "TriggerSoftware",
        "UserSetSave",
    }


def test_it_is_a_chameleon3_with_its_automatics_on(nodes, camera):
    assert nodes.DeviceModelName.value == "Chameleon3 CM3-U3-13Y3M"
    assert nodes.DeviceSerialNumber.value == camera.serial
    assert nodes.ExposureAuto.value == "Continuous"
    assert nodes.GainAuto.value == "Continuous"
    assert nodes.AcquisitionFrameRateAuto.value == "Continuous"
    assert nodes.AcquisitionFrameRate.max == pytest.approx(150.71, abs=0.01)


def test_the_rate_is_read_only_until_its_automatic_is_off(nodes):
    with pytest.raises(AccessException):
        nodes.AcquisitionFrameRate.value = 60.0
    nodes.AcquisitionFrameRateAuto.value = "Off"
    nodes.AcquisitionFrameRate.value = 60.0
    assert nodes.AcquisitionFrameRate.value == pytest.approx(60.0)
    nodes.AcquisitionFrameRateEnabled.value = False
    with pytest.raises(AccessException):
        nodes.AcquisitionFrameRate.value = 30.0


def test_exposure_and_gain_are_read_only_while_automatic(nodes):
    with pytest.raises(AccessException):
        nodes.ExposureTime.value = 3000.0
    with pytest.raises(AccessException):
        nodes.Gain.value = 3.0
    nodes.ExposureAuto.value = "Off"
    nodes.GainAuto.value = "Off"
    nodes.ExposureTime.value = 3000.0
    nodes.Gain.value = 3.0
    assert (nodes.ExposureTime.value, nodes.Gain.value) == (3000.0, 3.0)


def test_the_longest_exposure_follows_the_rate(nodes):
    nodes.ExposureAuto.value = "Off"
    nodes.AcquisitionFrameRateAuto.value = "Off"
    nodes.AcquisitionFrameRate.value = 30.0
    assert nodes.ExposureTime.max == pytest.approx(33272, abs=1)
    nodes.ExposureTime.value = 20_000.0
    nodes.AcquisitionFrameRate.value = 100.0
    assert nodes.ExposureTime.value == nodes.ExposureTime.max < 10_000


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [("ExposureTime", 6.3777, 6573.5), ("Gain", 0.0, 18.06216)],
)
def test_values_outside_the_range_are_refused(nodes, name, lowest, highest):
    nodes.ExposureAuto.value = "Off"
    nodes.GainAuto.value = "Off"
    node = getattr(nodes, name)
    assert node.min == pytest.approx(lowest, abs=1e-4)
    assert node.max == pytest.approx(highest, abs=0.1)
    with pytest.raises(OutOfRangeException):
        node.value = highest + 1.0
    with pytest.raises(OutOfRangeException):
        node.value = lowest - 1.0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Width", 640),
        ("Height", 512),
        ("PixelFormat", "Mono16"),
        ("VideoMode", "Mode0"),
        ("BinningVertical", 2),
    ],
)
def test_the_format_is_locked_while_it_streams(acquirer, nodes, name, value):
    acquirer.start()
    with pytest.raises(AccessException):
        getattr(nodes, name).value = value
    acquirer.stop()
    getattr(nodes, name).value = value


def test_a_smaller_window_is_faster_and_can_be_moved(nodes):
    assert nodes.OffsetX.max == 0
    nodes.Width.value, nodes.Height.value = 640, 512
    assert (nodes.OffsetX.max, nodes.OffsetY.max) == (640, 512)
    assert nodes.AcquisitionFrameRate.max > 290
    assert nodes.PayloadSize.value == 640 * 512


def test_writing_binning_vertical_bins_both_ways(nodes):
    nodes.BinningVertical.value = 2
    assert nodes.BinningHorizontal.value == 2
    assert (nodes.Width.value, nodes.Height.value) == (640, 512)
    assert (nodes.WidthMax.value, nodes.Width.max) == (640, 640)


def test_where_a_video_mode_bins_the_binning_only_tells(camsim, client):
    camera = camsim(binning=Binning.VIDEO_MODE)
    nodes = client.open(camera.serial).remote_device.node_map
    with pytest.raises(AccessException):
        nodes.BinningVertical.value = 2
    nodes.VideoMode.value = "Mode1"
    assert nodes.BinningVertical.value == 2
    assert (nodes.Width.value, nodes.Height.value) == (640, 512)


def test_where_nothing_bins_the_nodes_are_missing(camsim, client):
    camera = camsim(binning=Binning.NONE)
    nodes = client.open(camera.serial).remote_device.node_map
    for name in ("VideoMode", "BinningVertical"):
        with pytest.raises(AttributeError):
            getattr(nodes, name)


def test_a_blackfly_s_calls_some_nodes_otherwise(camsim, client):
    camera = camsim("0112D91C", model=Model.BLACKFLY_S)
    nodes = client.open("0112D91C").remote_device.node_map
    assert nodes.DeviceSerialNumber.value == camera.serial == "0112D91C"
    with pytest.raises(AttributeError):
        _ = nodes.AcquisitionFrameRateEnabled
    with pytest.raises(AttributeError):
        _ = nodes.AcquisitionFrameRateAuto
    nodes.AcquisitionFrameRateEnable.value = True
    nodes.AcquisitionFrameRate.value = 40.0
    assert nodes.AcquisitionFrameRate.value == pytest.approx(40.0)
    nodes.GammaEnable.value = True


def test_a_line_is_set_through_its_selector(nodes):
    nodes.LineSelector.value = "Line2"
    nodes.LineMode.value = "Output"
    nodes.LineSource.value = "UserOutput1"
    nodes.LineSelector.value = "Line1"
    assert nodes.LineMode.value == "Input"
    assert nodes.LineStatus.value is True
    nodes.LineSelector.value = "Line0"
    assert nodes.LineStatus.value is False


def test_there_is_no_line_status_of_a_frame(nodes):
    with pytest.raises(AttributeError):
        _ = nodes.ChunkLineStatusAll
    assert nodes.LineStatusAll.value == 14


@pytest.mark.parametrize(
    ("usb2", "speed"), [(False, "SuperSpeed"), (True, "HighSpeed")]
)
def test_the_link_tells_its_speed(acquirer, nodes, camera, usb2, speed):
    camera.usb2 = usb2
    assert acquirer.device.node_map.DeviceCurrentSpeed.value == speed
    assert nodes.U3VCurrentSpeed.value == speed
    assert (nodes.AcquisitionFrameRate.max < 31) is usb2
    camera.usb2 = False
    assert nodes.DeviceLinkThroughputLimit.value == 198_112_000


def test_a_write_can_be_refused_by_the_camera_itself(nodes, camera):
    camera.refuse("BlackLevel")
    with pytest.raises(Exception, match="refuses"):
        nodes.BlackLevel.value = 3.0
    camera.refuse(None)
    nodes.BlackLevel.value = 3.0
