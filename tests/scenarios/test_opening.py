"""Scenarios of opening: which camera, who has it, and what it has to offer."""

from __future__ import annotations

import pytest

from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from camsetup.sources.genicam.serials import same_serial
from camsim.nodes.models import Binning
from scenarios.watching import says, streams
from waiting import wait_until


def test_a_camera_is_opened_by_its_serial(park, rig_on):
    park.plug()
    camera = park.plug("18012444")
    sight = rig_on(camera).see(streams)
    assert sight.camera.description.serial == "18012444"
    assert sight.step(Step.CONNECT).outcome is Outcome.PASS
    assert sight.words == ""


def test_a_serial_in_hex_is_the_same_camera(park, rig_on):
    park.plug()
    park.plug("18012444")
    sight = rig_on("0112D91C").see(streams)
    assert sight.camera.description.serial == "18012444"


def test_a_camera_that_gives_its_serial_in_hex_is_the_same_camera(park, rig_on):
    park.plug_in_hex("18012444")
    sight = rig_on("18012444").see(streams)
    assert same_serial(sight.camera.description.serial, "18012444")


def test_one_camera_for_two_roles_is_said(park, rig_on):
    park.plug("18012444")
    rig = rig_on("18012444", "0112D91C")
    sights = wait_until(lambda: one_with_a_picture_and_one_without(rig))
    (refused,) = (sight for sight in sights if sight.missing)
    assert "is already open in this program" in refused.missing.message
    assert "a camera of its own" in refused.missing.remedy
    assert not refused.verdict.ready


def one_with_a_picture_and_one_without(rig):
    """Return what is seen of both cameras once one streams and the other is refused."""
    sights = [rig.look("left"), rig.look("right")]
    streaming = [sight for sight in sights if streams(sight)]
    refused = [sight for sight in sights if sight.camera.problem]
    return sights if len(streaming) == len(refused) == 1 else None


def test_a_wrong_serial_is_said_with_those_that_are_there(park, rig_on):
    camera = park.plug("18012444")
    rig = rig_on("18012445")
    sight = rig.see(says("Camera 18012445 is not there"))
    assert f"There is: {camera.serial} (Chameleon3 CM3-U3-13Y3M)" in sight.words
    assert "the serial number" in sight.missing.remedy
    assert "The camera is being looked for" in sight.words
    assert sight.step(Step.CONNECT).outcome is Outcome.FAIL
    assert not sight.verdict.ready
    park.plug("18012445")
    rig.see(streams)


def test_a_camera_that_another_program_has_comes_when_it_is_free(
    park, rig_on, other_program
):
    camera = park.plug()
    program = other_program(camera)
    rig = rig_on(camera)
    sight = rig.see(says("in use"))
    assert sight.phase is Phase.TAKEN
    assert camera.serial in sight.missing.message
    assert "Close" in sight.missing.remedy
    assert "SpinView" in sight.missing.remedy
    program.kill()
    sight = rig.see(streams)
    assert sight.step(Step.CONNECT).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("binning", "said"),
    [
        (Binning.VERTICAL, "2×2 binning by BinningVertical."),
        (Binning.VIDEO_MODE, "2×2 binning by VideoMode Mode1."),
    ],
)
def test_a_camera_bins_as_it_can_and_says_how(park, rig_on, binning, said):
    rig = rig_on(park.plug(binning=binning))
    sight = rig.see(streams)
    assert said in sight.camera.description.notes
    assert sight.check("resolution").outcome is Outcome.PASS
    assert sight.step(Step.CONNECT).outcome is Outcome.PASS
    assert rig.picture().shape == (512, 640)


def test_a_picture_that_is_cut_out_instead_of_binned_is_said(park, rig_on):
    rig = rig_on(park.plug(binning=Binning.NONE))
    sight = rig.see(streams)
    connect, settings = sight.step(Step.CONNECT), sight.step(Step.SETTINGS)
    assert connect.outcome is Outcome.WARNING
    assert "cut out of the sensor, which is not the same view" in connect.message
    assert "Use a camera that bins" in connect.remedy
    assert settings.outcome is Outcome.FAIL
    assert "binning: asked 2, got 1" in settings.message
    assert "the camera cannot bin" in settings.remedy
    assert rig.picture().shape == (512, 640)


def test_a_usb_2_port_is_said_with_its_numbers(park, rig_on):
    camera = park.plug()
    camera.usb2 = True
    connect = rig_on(camera).see(streams).step(Step.CONNECT)
    assert connect.outcome is Outcome.WARNING
    assert "USB 2, which carries about 40 MB/s; 13.1 MB/s are needed" in connect.message
    assert "USB 3 port" in connect.remedy


def test_a_camera_without_exposure_time_and_gain_streams_and_says_what_it_lacks(
    park, rig_at
):
    sight = rig_at(park.bare(), binning=None).see(streams)
    remarks = [remark.message for remark in sight.camera.description.remarks]
    assert "This camera has no exposure time to set." in remarks
    assert "This camera has no gain to set." in remarks
    connect = sight.step(Step.CONNECT)
    assert connect.outcome is Outcome.WARNING
    assert "from the rig file" in connect.remedy
    assert sight.camera.got.exposure_us is None
