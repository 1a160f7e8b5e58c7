"""Why a camera is silent, one test for each cause."""

import pytest

from camsetup.domain.errors import CameraUnavailableError
from camsetup.sources.abilities import Silence
from camsetup.sources.genicam.diagnosis import diagnose
from sources.genicam.paper_chameleon import PaperChameleon


@pytest.fixture
def nodes():
    """A camera that streams at 30 Hz and has no reason to be silent."""
    return PaperChameleon(
        TLParamsLocked=1,
        AcquisitionFrameRateAuto="Off",
        ExposureAuto="Off",
        GainAuto="Off",
    )


def said(diagnosis):
    return f"{diagnosis.message} {diagnosis.remedy}"


def test_a_trigger_left_on_is_named_with_its_line_and_edge(nodes):
    nodes.put_trigger("FrameStart", TriggerMode="On", TriggerSource="Line2")
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.WAITS_FOR_TRIGGER
    assert "FrameStart, by Line2, rising edge, which is low now" in found.message
    assert "press T" in found.remedy


def test_the_level_of_the_line_is_said(nodes):
    nodes.put_trigger("FrameStart", TriggerMode="On", TriggerSource="Line3")
    nodes.put(LineStatusAll=0b1000)
    assert (
        "Line3, rising edge, which is high now"
        in diagnose(nodes, streaming=True).message
    )
    nodes.put(LineStatusAll=0b0111)
    assert "which is low now" in diagnose(nodes, streaming=True).message
    nodes.absent.add("LineStatusAll")
    assert "rising edge." in diagnose(nodes, streaming=True).message


def test_a_trigger_behind_another_entry_is_found_and_the_selector_put_back(nodes):
    nodes.put_trigger("ExposureActive", TriggerMode="On")
    before = nodes.state()
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.WAITS_FOR_TRIGGER
    assert "ExposureActive, by Line3, falling edge" in found.message
    assert nodes.state() == before


def test_nothing_is_written_while_the_chosen_trigger_is_the_one_that_waits(nodes):
    nodes.put_trigger("FrameStart", TriggerMode="On")
    diagnose(nodes, streaming=True)
    assert nodes.writes == []


def test_a_software_trigger_cannot_be_started_by_hand(nodes):
    nodes.put_trigger("FrameStart", TriggerMode="On", TriggerSource="Software")
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.WAITS_FOR_TRIGGER
    assert "Software" in found.message
    assert found.remedy == "Press T to switch the trigger off for set-up."


def test_a_camera_without_a_selector_may_wait_too(nodes):
    nodes.put_trigger("FrameStart", TriggerMode="On")
    nodes.absent.add("TriggerSelector")
    assert "On for each frame" in diagnose(nodes, streaming=True).message


def test_a_camera_that_does_not_answer_is_unplugged(nodes):
    nodes.put_trigger("FrameStart", TriggerMode="On")
    nodes.unplugged = True
    found = diagnose(nodes, streaming=True, incomplete=3)
    assert found.silence is Silence.UNPLUGGED
    assert "does not answer" in found.message
    assert "cable" in found.remedy


def test_a_camera_without_any_reason_is_stalled(nodes):
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.STALLED
    assert "its trigger is off" in found.message
    assert "AcquisitionFrameRate is 30 Hz, ExposureTime is 12000 µs" in found.message
    assert found.remedy == "Unplug the camera and plug it in again."


def test_a_camera_with_few_nodes_can_stall_too(nodes):
    nodes.absent |= {"TriggerMode", "TriggerSelector", "AcquisitionFrameRate"}
    nodes.absent |= {"ExposureTime", "LineStatusAll", "AcquisitionMode"}
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.STALLED
    assert "it has no trigger, and no frame comes." in found.message


@pytest.mark.parametrize(
    "slow", [{"AcquisitionFrameRate": 0.2}, {"ExposureTime": 5_000_000.0}]
)
def test_a_camera_that_takes_its_time_is_not_stalled(nodes, slow):
    nodes.put(**slow)
    found = diagnose(nodes, streaming=True, silent_s=9.0)
    assert found.silence is Silence.SLOW
    assert "one picture every 5 s" in found.message
    assert diagnose(nodes, streaming=True, silent_s=11.0).silence is Silence.STALLED


def test_a_stream_that_somebody_else_has_stopped_is_in_use_elsewhere(nodes):
    nodes.put(TLParamsLocked=0)
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.TAKEN
    assert "TLParamsLocked is 0" in found.message
    assert "SpinView" in found.remedy


def test_a_camera_that_says_it_is_not_active_is_in_use_elsewhere(nodes):
    nodes.put(AcquisitionStatusSelector="AcquisitionActive", AcquisitionStatus=False)
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.TAKEN
    assert "AcquisitionStatus" in found.message


def test_a_status_of_something_else_says_nothing(nodes):
    nodes.put(AcquisitionStatusSelector="FrameActive", AcquisitionStatus=False)
    assert diagnose(nodes, streaming=True).silence is Silence.STALLED


def test_a_camera_told_to_take_a_single_picture_was_told_so_by_somebody_else(nodes):
    nodes.put(AcquisitionMode="SingleFrame")
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.TAKEN
    assert "AcquisitionMode is SingleFrame" in found.message


def test_a_camera_whose_nodes_are_refused_is_in_use_elsewhere(nodes):
    nodes.absent |= {"LineStatusAll", "Width"}
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.TAKEN
    assert "LineStatusAll" in found.message


def test_an_sdk_that_is_denied_access_means_in_use_elsewhere(nodes, monkeypatch):
    def denied(name):
        raise CameraUnavailableError("Access is denied.")

    monkeypatch.setattr(nodes, "number", denied)
    found = diagnose(nodes, streaming=True)
    assert found.silence is Silence.TAKEN
    assert "Access is denied." in found.message


@pytest.mark.parametrize(
    ("frames", "words"), [(1, "1 frame has come"), (120, "120 frames have come")]
)
def test_frames_that_are_all_broken_are_a_matter_of_the_link(nodes, frames, words):
    nodes.put_trigger("FrameStart", TriggerMode="On")
    nodes.put(TransmitFailureCount=7)
    found = diagnose(nodes, streaming=True, incomplete=frames)
    assert found.silence is Silence.INCOMPLETE
    assert words in found.message
    assert "TransmitFailureCount is 7" in found.message
    assert "cable" in found.remedy


def test_a_camera_that_was_not_started_is_not_blamed(nodes):
    found = diagnose(nodes, streaming=False)
    assert "not been started" in found.message


def test_every_message_and_remedy_is_a_sentence(nodes):
    causes = [{}, {"TLParamsLocked": 0}, {"AcquisitionFrameRate": 0.1}]
    for cause in causes:
        nodes.put(TLParamsLocked=1)
        nodes.put(**cause)
        found = diagnose(nodes, streaming=True)
        assert found.message.endswith(".")
        assert found.remedy.endswith(".")
