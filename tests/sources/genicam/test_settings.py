"""Setting a camera: order, refusals with everything taken back, and reading back."""

from dataclasses import replace

import pytest

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import (
    Automatic,
    CameraSettings,
    PixelFormat,
    Range,
    Trigger,
)
from camsetup.sources.genicam.names import Features
from camsetup.sources.genicam.nodes import Access
from camsetup.sources.genicam.reading import read_back
from camsetup.sources.genicam.refusals import SettingLockedError
from camsetup.sources.genicam.settings import Setter
from sources.genicam.paper_nodes import Node, PaperNodes, chameleon

NO_LINK = Features(PaperNodes())
PROFILE = CameraSettings(
    width_px=640,
    height_px=512,
    rate_hz=150.0,
    exposure_us=3000.0,
    gain_db=3.0,
    gamma=1.0,
    black_level_percent=0.0,
    trigger=Trigger.OFF,
    binning=2,
    automatics=frozenset(),
)


def values(nodes):
    return {name: node.value for name, node in nodes.all.items()}


def apply(nodes, **asked):
    features = Features(nodes)
    setter = Setter(features, NO_LINK, "Camera 15322923 (Paper CM3)")
    setter.apply(CameraSettings(**asked))
    return read_back(features)


def missing(setter):
    return [remark.message for remark in setter.remarks()]


class TestOrder:
    def test_a_whole_profile_is_written_in_the_order_that_works(self):
        nodes = chameleon()
        nodes["TriggerMode"], nodes["AcquisitionFrameRate"] = "On", 60.0
        nodes["OffsetX"], nodes["OffsetY"] = 16, 16
        odd = replace(PROFILE, width_px=320, height_px=256, offset_x_px=8)
        rest = replace(odd, offset_y_px=2, gamma=2.0, pixel_format=PixelFormat.MONO12P)
        apply(nodes, **rest.asked())
        assert nodes.written() == [
            "ExposureAuto",
            "GainAuto",
            "AcquisitionFrameRateAuto",
            "AcquisitionFrameRateEnabled",
            "TriggerSelector",
            "TriggerMode",
            "TriggerSelector",
            "BinningVertical",
            "PixelFormat",
            "OffsetX",
            "OffsetY",
            "Width",
            "Height",
            "OffsetX",
            "OffsetY",
            "ExposureTime",
            "AcquisitionFrameRate",
            "Gain",
            "BlackLevel",
            "GammaEnabled",
            "Gamma",
        ]

    def test_the_profile_is_what_is_read_back(self):
        got = apply(chameleon(), **PROFILE.asked())
        assert got.over(PROFILE) == PROFILE.over(got)
        assert (got.offset_x_px, got.pixel_format) == (0, PixelFormat.MONO8)

    def test_offsets_are_out_of_the_way_before_a_size_grows(self):
        nodes = chameleon()
        nodes["Width"], nodes["OffsetX"] = 640, 320
        apply(nodes, width_px=1280)
        assert nodes.writes == [("OffsetX", 0), ("Width", 1280)]

    def test_an_offset_comes_after_its_size_and_stays_where_it_can(self):
        nodes = chameleon()
        nodes["Width"], nodes["OffsetX"] = 640, 322
        apply(nodes, width_px=992)
        assert nodes.writes == [("OffsetX", 0), ("Width", 992), ("OffsetX", 288)]

    def test_a_rate_that_only_a_smaller_picture_allows_is_set(self):
        got = apply(chameleon(), width_px=640, height_px=512, rate_hz=290.0)
        assert got.rate_hz == 290.0

    def test_an_exposure_that_only_a_slower_rate_allows_is_set(self):
        got = apply(chameleon(), rate_hz=30.0, exposure_us=30_000.0)
        assert got.exposure_us == 30_000.0

    def test_a_rate_that_only_a_shorter_exposure_allows_is_set(self):
        nodes = chameleon(
            AcquisitionFrameRate=Node(
                30.0, lambda nodes: Range(1.0, 1e6 / nodes["ExposureTime"])
            ),
            ExposureTime=Node(30_000.0, Range(6.0, 1e6)),
        )
        got = apply(nodes, rate_hz=150.0, exposure_us=3000.0)
        assert (got.rate_hz, got.exposure_us) == (150.0, 3000.0)

    def test_the_trigger_is_turned_off_behind_every_selector(self):
        modes = {"FrameStart": "Off", "ExposureActive": "On"}
        nodes = chameleon(
            TriggerSelector=Node("FrameStart", words=tuple(modes)),
            TriggerMode=Node("Off", words=("Off", "On")),
        )

        def select(nodes):
            nodes["TriggerMode"] = modes[nodes["TriggerSelector"]]

        def turn(nodes):
            modes[nodes["TriggerSelector"]] = nodes["TriggerMode"]

        nodes.all["TriggerSelector"].follows = select
        nodes.all["TriggerMode"].follows = turn
        apply(nodes, trigger=Trigger.OFF)
        assert modes == {"FrameStart": "Off", "ExposureActive": "Off"}
        assert nodes["TriggerSelector"] == "FrameStart"

    def test_a_hardware_trigger_is_never_left_to_software(self):
        nodes = chameleon()
        nodes["TriggerSource"] = "Software"
        got = apply(nodes, trigger=Trigger.HARDWARE)
        assert got.trigger is Trigger.HARDWARE
        assert nodes.writes == [("TriggerSource", "Line0"), ("TriggerMode", "On")]

    def test_the_line_of_a_hardware_trigger_is_left_as_it_is(self):
        nodes = chameleon()
        nodes["TriggerSource"] = "Line1"
        apply(nodes, trigger=Trigger.HARDWARE)
        assert nodes.writes == [("TriggerMode", "On")]

    def test_a_rate_that_pulses_decide_is_not_written(self):
        nodes = chameleon(
            AcquisitionFrameRate=Node(60.0, Range(1, 150), access=Access.READ_ONLY),
            TriggerMode=Node("On", words=("Off", "On")),
        )
        got = apply(nodes, rate_hz=30.0)
        assert got.rate_hz == 60.0


class TestAutomatics:
    def test_a_fixed_value_switches_its_automatic_off_and_no_other(self):
        got = apply(chameleon(), exposure_us=3000.0)
        assert got.automatics == {Automatic.GAIN, Automatic.RATE}

    def test_none_asked_for_switches_all_off(self):
        assert apply(chameleon(), automatics=frozenset()).automatics == frozenset()

    def test_one_that_is_asked_for_is_on_and_the_others_off(self):
        nodes = chameleon()
        nodes["ExposureAuto"] = "Off"
        wish = frozenset({Automatic.EXPOSURE})
        assert apply(nodes, automatics=wish).automatics == wish

    def test_one_that_is_asked_for_begins_with_the_value_asked_for(self):
        nodes = chameleon()
        wish = frozenset({Automatic.EXPOSURE})
        got = apply(nodes, exposure_us=2500.0, automatics=wish)
        assert (got.exposure_us, got.automatics) == (2500.0, wish)

    def test_a_rate_that_is_not_enabled_is_the_cameras_own_choice(self):
        nodes = chameleon()
        nodes["AcquisitionFrameRateAuto"] = "Off"
        assert Automatic.RATE in read_back(Features(nodes)).automatics
        assert Automatic.RATE not in apply(nodes, rate_hz=60.0).automatics

    def test_a_camera_that_waits_for_pulses_chooses_no_rate(self):
        nodes = chameleon()
        nodes["AcquisitionFrameRateAuto"], nodes["TriggerMode"] = "Off", "On"
        assert Automatic.RATE not in read_back(Features(nodes)).automatics

    @pytest.mark.parametrize(
        ("name", "wish", "said"),
        [
            ("GainAuto", {"gain_db": 3.0}, "cannot switch its automatic gain off"),
            (
                "ExposureAuto",
                {"automatics": frozenset({Automatic.EXPOSURE})},
                "cannot switch its automatic exposure on",
            ),
        ],
    )
    def test_one_that_the_camera_does_not_switch_is_named(self, name, wish, said):
        nodes = chameleon()
        nodes["ExposureAuto"] = "Off"
        nodes.all[name].access = Access.READ_ONLY
        with pytest.raises(SettingLockedError, match=said):
            apply(nodes, **wish)


class TestRefusal:
    def test_it_names_setting_value_unit_range_and_model_and_says_what_to_do(self):
        with pytest.raises(SettingRejectedError) as refused:
            apply(chameleon(), rate_hz=100.0, exposure_us=50_000.0)
        assert str(refused.value) == (
            "Camera 15322923 (Paper CM3) cannot set the exposure time to 50000 µs: it"
            " takes 6.38 to 10000 µs. Correct exposure_us in the rig file; it must be"
            " below 1/rate_hz."
        )

    @pytest.mark.parametrize(
        "wish",
        [
            {"exposure_us": 50_000.0},
            {"rate_hz": 301.0},
            {"width_px": 630},
            {"offset_x_px": 4},
            {"offset_y_px": 3},
            {"pixel_format": PixelFormat.MONO16},
            {"gamma": 9.0},
        ],
    )
    def test_everything_is_taken_back(self, wish):
        nodes = chameleon()
        nodes["TriggerMode"], nodes["ExposureTime"] = "On", 6600.0
        before = values(nodes)
        with pytest.raises(SettingRejectedError, match=next(iter(wish))):
            apply(nodes, **replace(PROFILE, **wish).asked())
        assert values(nodes) == before

    @pytest.mark.parametrize(
        "wish",
        [
            {"gain_db": 40.0},
            {"black_level_percent": 99.0},
            {"width_px": 1296},
            {"height_px": 1026},
        ],
    )
    def test_what_nothing_else_could_make_possible_is_refused_before_any_write(
        self, wish
    ):
        nodes = chameleon()
        with pytest.raises(SettingRejectedError, match=next(iter(wish))):
            apply(nodes, **replace(PROFILE, **wish).asked())
        assert nodes.writes == []

    def test_steps_of_sizes_are_said(self):
        with pytest.raises(SettingRejectedError, match="16 to 1280 px in steps of 16"):
            apply(chameleon(), width_px=630)

    def test_what_may_be_only_one_thing_is_said_so(self):
        with pytest.raises(SettingRejectedError, match="it takes only 0 px"):
            apply(chameleon(), offset_x_px=8)

    def test_words_that_the_camera_offers_are_said(self):
        with pytest.raises(SettingRejectedError, match="it takes Mono8, Mono12p"):
            apply(chameleon(), pixel_format=PixelFormat.MONO16)

    def test_a_rate_that_the_link_does_not_carry_is_blamed_on_the_link(self):
        def least(nodes):
            return Range(1.0, nodes["DeviceLinkThroughputLimit"] / 1280 / 1024)

        nodes = chameleon(DeviceLinkThroughputLimit=Node(40_000_000, Range(1e6, 2e8)))
        nodes.all["AcquisitionFrameRate"].limits = least
        nodes["AcquisitionFrameRate"] = 30.0
        host = PaperNodes(DeviceCurrentSpeed=Node("HighSpeed", words=("HighSpeed",)))
        setter = Setter(Features(nodes), Features(host), "Camera 1")
        with pytest.raises(SettingRejectedError) as refused:
            setter.apply(CameraSettings(rate_hz=60.0))
        assert refused.value.message == (
            "Camera 1 cannot set the frame rate to 60 Hz: it takes 1 to 30.5176 Hz. The"
            " camera is connected by USB 2, which carries about 40 MB/s; 78.6 MB/s are"
            " needed."
        )
        assert "USB 3 port" in refused.value.remedy

    def test_a_locked_setting_is_told_from_a_wrong_one(self):
        nodes = chameleon(Gain=Node(0.0, Range(0, 18), access=Access.READ_ONLY))
        with pytest.raises(SettingLockedError, match=r"gain to 3 dB.*locked"):
            apply(nodes, gain_db=3.0)

    def test_a_locked_setting_that_is_met_already_is_fine(self):
        nodes = chameleon(Gain=Node(3.0, Range(0, 18), access=Access.READ_ONLY))
        assert apply(nodes, gain_db=3.0).gain_db == 3.0

    @pytest.mark.logs_warnings
    def test_what_cannot_be_taken_back_is_logged_and_the_rest_taken_back(self, caplog):
        nodes = chameleon()
        nodes.all["GainAuto"].access = lambda nodes: (
            Access.READ_WRITE if nodes["GainAuto"] != "Off" else Access.READ_ONLY
        )
        with pytest.raises(SettingRejectedError, match="exposure_us"):
            apply(nodes, gain_db=3.0, exposure_us=1e6)
        assert "GainAuto is locked" in caplog.text
        assert (nodes["ExposureAuto"], nodes["Gain"]) == ("Continuous", 0.0)


class TestGamma:
    def test_1_is_met_where_gamma_is_disabled(self):
        nodes = chameleon()
        nodes["Gamma"] = 0.8
        assert apply(nodes, gamma=1.0).gamma == 1.0
        assert nodes.writes == []

    def test_any_other_enables_it(self):
        assert apply(chameleon(), gamma=2.0).gamma == 2.0

    def test_1_is_met_where_there_is_none(self):
        nodes = chameleon()
        del nodes.all["Gamma"], nodes.all["GammaEnabled"]
        assert apply(nodes, gamma=1.0).gamma is None


class TestWhatACameraLacks:
    @pytest.fixture
    def nodes(self):
        nodes = chameleon()
        for name in ("ExposureTime", "ExposureAuto", "Gain", "GainAuto", "TriggerMode"):
            del nodes.all[name]
        return nodes

    def test_asking_for_it_is_remarked_on_and_the_rest_is_set(self, nodes):
        setter = Setter(Features(nodes), NO_LINK, "Camera 1 (Viky)")
        setter.apply(replace(PROFILE, binning=None))
        assert nodes["AcquisitionFrameRate"] == 150.0
        assert missing(setter) == [
            "This camera has no exposure time to set.",
            "This camera has no gain to set.",
        ]

    def test_the_remark_stays_when_something_else_is_asked(self, nodes):
        setter = Setter(Features(nodes), NO_LINK, "Camera 1 (Viky)")
        setter.apply(CameraSettings(exposure_us=3000.0))
        setter.apply(CameraSettings(rate_hz=60.0))
        assert missing(setter) == ["This camera has no exposure time to set."]

    def test_it_is_none_when_read_back(self, nodes):
        got = read_back(Features(nodes))
        assert (got.exposure_us, got.gain_db, got.trigger) == (None, None, None)

    def test_a_hardware_trigger_is_missed_and_one_that_is_off_is_not(self, nodes):
        setter = Setter(Features(nodes), NO_LINK, "Camera 1 (Viky)")
        setter.apply(CameraSettings(trigger=Trigger.OFF))
        assert missing(setter) == []
        setter.apply(CameraSettings(trigger=Trigger.HARDWARE))
        assert missing(setter) == ["This camera has no trigger to set."]

    def test_colours_are_exchanged_for_grey_levels(self):
        colours = Node("RGBa8", words=("RGBa8", "Mono16", "Mono8"))
        nodes = chameleon(PixelFormat=colours)
        setter = Setter(Features(nodes), NO_LINK, "Camera 1 (Viky)")
        setter.prepare()
        assert nodes["PixelFormat"] == "Mono8"
        assert setter.notes() == ("The camera sent RGBa8; it sends grey levels now.",)

    def test_a_camera_that_sends_only_colours_is_refused(self):
        nodes = chameleon(PixelFormat=Node("RGB8", words=("RGB8", "BayerRG8")))
        with pytest.raises(SettingRejectedError, match="it takes RGB8, BayerRG8"):
            Setter(Features(nodes), NO_LINK, "Camera 1 (Colour)").prepare()


class TestNames:
    def test_the_other_name_of_a_node_is_found(self):
        nodes = chameleon(AcquisitionFrameRateEnable=Node(False))
        del nodes.all["AcquisitionFrameRateEnabled"]
        nodes.all["AcquisitionFrameRate"].access = Access.READ_WRITE
        apply(nodes, rate_hz=60.0)
        assert nodes["AcquisitionFrameRateEnable"] is True

    def test_an_available_name_is_preferred_to_one_that_is_not(self):
        nodes = chameleon(ExposureTimeAbs=Node(1000.0, Range(10.0, 2000.0)))
        nodes.all["ExposureTime"].access = Access.UNAVAILABLE
        assert read_back(Features(nodes)).exposure_us == 1000.0


class TestReadingBack:
    def test_nothing_asked_writes_nothing_and_reads_each_node_once(self):
        nodes = chameleon()
        features = Features(nodes)
        first = read_back(features)
        nodes.reads.clear()
        Setter(features, NO_LINK, "Camera 1").apply(CameraSettings())
        assert read_back(features) == first
        assert nodes.writes == []
        assert set(nodes.reads.values()) == {1}
        assert nodes.reads.total() <= 20

    def test_what_is_met_already_is_not_written_again(self):
        nodes = chameleon()
        apply(nodes, **PROFILE.asked())
        nodes.writes.clear()
        apply(nodes, **PROFILE.asked())
        assert set(nodes.written()) <= {"TriggerSelector"}

    def test_a_value_between_steps_goes_to_the_nearest(self):
        nodes = chameleon(Gain=Node(0.0, Range(0.0, 18.0, 0.25)))
        nodes["GainAuto"] = "Off"
        assert apply(nodes, gain_db=3.2).gain_db == 3.25
