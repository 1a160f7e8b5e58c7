"""A whole camera behind Spinnaker: settings, triggers, losses, and being put back."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from camsetup.domain.errors import (
    CameraLostError,
    ReadTimeoutError,
    SettingRejectedError,
)
from camsetup.domain.frame import Size
from camsetup.domain.settings import Automatic, CameraSettings, Trigger
from camsetup.sources.abilities import Silence
from camsetup.sources.spinnaker.system import release_system
from camsim.nodes.models import Binning, Model
from fake_pyspin import misuse
from fake_pyspin.fixtures import FOLDER
from fake_pyspin.manner import manner
from sources.spinnaker.opening import ROLE, address
from waiting import wait_until

TESTS = Path(__file__).resolve().parents[2]


def test_settings_are_enforced_in_order_and_read_back(camera, opened):
    got = opened(camera.serial).apply(CameraSettings())
    assert got.automatics == frozenset()
    assert got.rate_hz == pytest.approx(60.0)
    assert got.exposure_us == pytest.approx(2000.0)
    assert got.gain_db == pytest.approx(3.0)
    assert camera.registers["ExposureAuto"] == "Off"


def test_an_exposure_that_is_too_long_is_refused_before_anything_changes(
    camera, opened
):
    source = opened(camera.serial)
    with pytest.raises(SettingRejectedError, match="exposure"):
        source.apply(CameraSettings(exposure_us=1e6))
    assert camera.registers["ExposureTime"] == pytest.approx(2000.0)


def test_an_automatic_that_comes_back_is_seen(camera, opened):
    source = opened(camera.serial)
    camera.registers["ExposureAuto"] = "Continuous"
    assert Automatic.EXPOSURE in source.apply(CameraSettings()).automatics


def test_a_trigger_that_was_left_on_is_diagnosed(camera, opened):
    source = opened(camera.serial, settings=CameraSettings(trigger=Trigger.HARDWARE))
    with pytest.raises(ReadTimeoutError):
        source.read(0.1)
    assert source.diagnose().silence is Silence.WAITS_FOR_TRIGGER
    camera.pulse(str(camera.registers["TriggerSource"]))
    source.read(5.0)


def test_a_stall_is_told_from_a_trigger(camera, opened):
    source = opened(camera.serial)
    camera.stall()
    with pytest.raises(ReadTimeoutError):
        read_until_it_ends(source)
    assert source.diagnose().silence is Silence.STALLED


@pytest.mark.parametrize("code", [-1002, -1010])
def test_a_camera_that_was_unplugged_comes_back(driver, camera, opened, code):
    manner.code_when_gone = code
    source = opened(camera.serial)
    source.read(5.0)
    camera.power_off()
    with pytest.raises(CameraLostError):
        read_until_it_ends(source)
    source.close()
    assert driver.find() == []
    camera.plug_in()
    again = opened(camera.serial)
    assert again.read(5.0).stamp.complete
    assert camera.registers["ExposureAuto"] == "Off"


def test_one_camera_lost_leaves_the_other_alone(camsim, opened):
    first, second = camsim(), camsim()
    one, other = opened(first.serial), opened(second.serial)
    first.unplug()
    with pytest.raises(CameraLostError):
        read_until_it_ends(one)
    one.close()
    ids = [other.read(5.0).stamp.frame_id for _ in range(30)]
    assert ids == list(range(ids[0], ids[0] + 30))


@pytest.mark.parametrize("binning", Binning)
def test_640_by_512_is_reached_in_every_way_of_binning(camsim, opened, binning):
    camera = camsim(binning=binning)
    small = CameraSettings(width_px=640, height_px=512, rate_hz=60.0)
    source = opened(camera.serial, replace(ROLE, size=Size(640, 512)), small)
    assert source.read(5.0).size == Size(640, 512)


def test_a_blackfly_s_has_other_names_for_the_same(camsim, opened):
    camera = camsim(model=Model.BLACKFLY_S)
    got = opened(camera.serial).apply(CameraSettings())
    assert got.rate_hz == pytest.approx(60.0)


def test_closing_puts_the_camera_back_as_it_was_found(camera, opened):
    source = opened(camera.serial)
    source.close()
    assert camera.registers["ExposureAuto"] == "Continuous"
    assert camera.registers["AcquisitionFrameRateAuto"] == "Continuous"
    assert not camera.is_open


def test_everything_is_let_go_in_order_also_after_a_refusal(camera, opened):
    source = opened(camera.serial)
    with pytest.raises(SettingRejectedError) as refused:
        source.apply(CameraSettings(gain_db=99.0))
    source.close()
    release_system()
    assert misuse.noted == []
    assert refused.value


DYING = """
import sys
from camsetup import paths
from pathlib import Path
for name in ("config", "data", "log"):
    setattr(paths, f"user_{name}", lambda name=name: Path(sys.argv[2]) / name)
from camsetup.sources.spinnaker import SpinnakerDriver
from sources.spinnaker.opening import ROLE, SETTINGS, address
source = SpinnakerDriver().open(address(sys.argv[1]), ROLE)
source.apply(SETTINGS)
source.start()
source.read(5.0)
print("streaming", flush=True)
while True:
    source.read(5.0)
"""


def test_a_camera_whose_program_was_killed_is_put_back_at_the_next_start(
    driver, camera, tmp_path
):
    environment = {**os.environ, "PYTHONPATH": f"{TESTS}:{FOLDER}:{TESTS.parent}"}
    child = subprocess.Popen(
        [sys.executable, "-c", DYING, camera.serial, str(tmp_path / "home")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with child:
        assert child.stdout.readline() == "streaming\n"
        assert "in use" in driver.find()[0].problem
        child.send_signal(signal.SIGKILL)
    wait_until(lambda: not camera.is_open)
    assert camera.registers["ExposureAuto"] == "Off"
    source = driver.open(address(camera.serial), ROLE)
    source.close()
    assert camera.registers["ExposureAuto"] == "Continuous"


def read_until_it_ends(source):
    while True:
        source.read(0.1)
