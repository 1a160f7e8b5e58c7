"""Binning by whichever node does it, and a cut-out where none does."""

from dataclasses import replace

import pytest

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import CameraSettings, PixelFormat, Range
from camsetup.sources.genicam.names import Features
from camsetup.sources.genicam.nodes import Access
from camsetup.sources.genicam.reading import read_back
from camsetup.sources.genicam.settings import Setter
from sources.genicam.paper_nodes import (
    Node,
    PaperNodes,
    bin_both,
    chameleon,
    derive,
    idle,
)

NO_LINK = Features(PaperNodes())
HALF = CameraSettings(width_px=640, height_px=512, binning=2)
FULL = CameraSettings(width_px=1280, height_px=1024)


def by_video_mode(**effects):
    """Make a Chameleon3 whose video modes do what is said; its binning nodes tell."""

    def switch(nodes):
        nodes["BinningVertical"] = 1
        bin_both(nodes)
        effects.get(nodes["VideoMode"], lambda nodes: None)(nodes)
        derive(nodes)

    modes = ("Mode0", "Mode1", "Mode4")
    nodes = chameleon(VideoMode=Node("Mode0", words=modes, access=idle, follows=switch))
    nodes.all["BinningVertical"].access = Access.READ_ONLY
    return nodes


def halves(nodes):
    """Bin without saying so in the binning nodes."""
    nodes["WidthMax"], nodes["HeightMax"] = 640, 512


def halves_rows_only(nodes):
    nodes["HeightMax"] = 512


def tells(nodes):
    """Say so in the binning nodes, and leave the largest size."""
    nodes["BinningVertical"] = nodes["BinningHorizontal"] = 2


def setter_of(nodes):
    return Setter(Features(nodes), NO_LINK, "Camera 1 (Paper)")


def test_vertical_binning_is_enough_where_the_other_follows():
    nodes = chameleon()
    setter = setter_of(nodes)
    setter.apply(HALF)
    assert setter.notes() == ("2×2 binning by BinningVertical.",)
    assert setter.remarks() == ()
    assert read_back(Features(nodes)).binning == 2


def test_both_are_written_where_each_can_be():
    def shrink(nodes):
        nodes["HeightMax"] = 1024 // nodes["BinningVertical"]
        nodes["WidthMax"] = 1280 // nodes["BinningHorizontal"]
        derive(nodes)

    both = ("BinningVertical", "BinningHorizontal")
    nodes = chameleon(
        **{each: Node(1, Range(1, 2, 1), follows=shrink) for each in both}
    )
    setter_of(nodes).apply(HALF)
    assert (nodes["BinningVertical"], nodes["BinningHorizontal"]) == (2, 2)
    assert (nodes["Width"], nodes["Height"]) == (640, 512)


@pytest.mark.parametrize("effect", [halves, tells])
def test_the_video_mode_that_halves_the_picture_is_found(effect):
    nodes = by_video_mode(Mode1=halves_rows_only, Mode4=effect)
    setter = setter_of(nodes)
    setter.apply(HALF)
    assert setter.notes() == ("2×2 binning by VideoMode Mode4.",)
    assert read_back(Features(nodes)).binning == 2


def test_a_binning_node_that_does_nothing_is_passed_over():
    nodes = by_video_mode(Mode1=halves)
    nodes.all["BinningVertical"].access = idle
    nodes.all["BinningVertical"].follows = lambda nodes: nodes.__setitem__(
        "BinningVertical", 1
    )
    setter = setter_of(nodes)
    setter.apply(HALF)
    assert setter.notes() == ("2×2 binning by VideoMode Mode1.",)


def test_a_mode_that_is_refused_is_passed_over():
    nodes = by_video_mode(Mode4=halves)
    nodes.refused.add("Mode1")
    setter = setter_of(nodes)
    setter.apply(HALF)
    assert nodes["VideoMode"] == "Mode4"


def test_what_is_binned_already_is_left_and_named():
    nodes = by_video_mode(Mode1=halves)
    nodes.set_word("VideoMode", "Mode1")
    nodes.writes.clear()
    setter = setter_of(nodes)
    setter.apply(HALF)
    assert setter.notes() == ("2×2 binning by VideoMode Mode1.",)
    assert nodes.writes == []


def test_what_another_binned_by_its_nodes_is_named_by_them():
    nodes = chameleon()
    setter_of(nodes).apply(HALF)
    again = setter_of(nodes)
    again.apply(HALF)
    assert again.notes() == ("2×2 binning by BinningVertical.",)


class TestNothingBins:
    @pytest.fixture
    def nodes(self):
        def goes_to_12_bits(nodes):
            nodes["PixelFormat"] = "Mono12p"

        return by_video_mode(Mode1=goes_to_12_bits, Mode4=halves_rows_only)

    def test_the_centre_is_cut_out_and_it_is_said(self, nodes):
        setter = setter_of(nodes)
        setter.apply(HALF)
        got = read_back(Features(nodes))
        assert (got.width_px, got.height_px) == (640, 512)
        assert (got.offset_x_px, got.offset_y_px) == (320, 256)
        assert got.binning == 1
        assert "not the same view" in setter.remarks()[0].message
        assert setter.notes() == ("Cut out of the sensor, not binned.",)

    def test_the_mode_and_what_it_changed_are_as_before(self, nodes):
        setter_of(nodes).apply(HALF)
        assert nodes["VideoMode"] == "Mode0"
        assert read_back(Features(nodes)).pixel_format is PixelFormat.MONO8

    def test_offsets_asked_for_come_before_the_centre(self, nodes):
        setter_of(nodes).apply(replace(HALF, offset_x_px=40))
        assert (nodes["OffsetX"], nodes["OffsetY"]) == (40, 256)

    def test_it_is_not_tried_again(self, nodes):
        setter = setter_of(nodes)
        setter.apply(HALF)
        nodes.writes.clear()
        assert not setter.needs_pause(HALF)
        setter.apply(HALF)
        assert nodes.writes == []

    def test_a_refused_wish_leaves_no_trace_of_it(self, nodes):
        before = {name: node.value for name, node in nodes.all.items()}
        setter = setter_of(nodes)
        with pytest.raises(SettingRejectedError):
            setter.apply(replace(HALF, exposure_us=1e6))
        assert {name: node.value for name, node in nodes.all.items()} == before
        assert setter.remarks() == ()
        assert setter.notes() == ()


def test_binning_goes_when_it_leaves_too_few_pixels():
    nodes = by_video_mode(Mode1=halves)
    setter = setter_of(nodes)
    setter.apply(HALF)
    setter.apply(FULL)
    assert (nodes["VideoMode"], nodes["Width"]) == ("Mode0", 1280)


def test_binning_stays_when_nothing_is_said_and_the_size_fits():
    nodes = by_video_mode(Mode1=halves)
    setter = setter_of(nodes)
    setter.apply(HALF)
    setter.apply(CameraSettings(width_px=320))
    assert nodes["VideoMode"] == "Mode1"
    assert setter.notes() == ("2×2 binning by VideoMode Mode1.",)


def test_binning_is_undone_when_asked():
    nodes = chameleon()
    setter = setter_of(nodes)
    setter.apply(HALF)
    setter.apply(CameraSettings(binning=1))
    assert nodes["BinningVertical"] == 1
    assert setter.notes() == ()


def test_a_camera_that_says_nothing_of_its_sensor_is_not_binned():
    nodes = chameleon()
    for name in ("SensorWidth", "SensorHeight", "BinningVertical", "BinningHorizontal"):
        del nodes.all[name]
    assert read_back(Features(nodes)).binning == 1
