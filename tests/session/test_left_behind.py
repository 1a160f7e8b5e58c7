"""A camera that a killed program left as it had set it is put back later."""

import os
import signal
import subprocess
import sys

import pytest

from camsetup.session import left_behind
from camsetup.session.left_behind import put_back_left_behind
from camsetup.session.plan import make_plan
from camsetup.session.session import Session
from waiting import wait_until

pytest.importorskip("harvesters.core", exc_type=ImportError)

#: The program with folders of the test's own, which a child does not inherit.
_PROGRAM = """
import sys
from pathlib import Path
from camsetup import paths
home = Path(sys.argv.pop(1))
paths.user_data = lambda: home / "data"
paths.user_config = lambda: home / "config"
from camsetup.cli.main import main
main()
"""


@pytest.fixture
def killed(camsim, tmp_path):
    """A camera that was open in a program when that was killed."""
    camera = camsim()
    arguments = ["check", "--seconds", "60", "--source", f"gentl:{camera.serial}"]
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "home"), *arguments]
    program = subprocess.Popen(command)
    wait_until(lambda: camera.registers["ExposureAuto"] == "Off", timeout_s=30)
    wait_until(lambda: camera.delivered > 3, timeout_s=30)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    assert camera.registers["ExposureAuto"] == "Off"
    return camera


def test_it_is_put_back_though_the_next_session_does_not_open_it(killed):
    plan = make_plan("training", None, ["simulator"])
    session = Session(plan.rig, plan.addresses)
    session.start()
    try:
        wait_until(
            lambda: killed.registers["ExposureAuto"] == "Continuous", timeout_s=20
        )
        wait_until(lambda: not killed.is_open, timeout_s=20)
    finally:
        session.close()
    assert put_back_left_behind(()) == ()


def test_one_that_is_opened_anyway_is_left_to_whoever_opens_it(killed):
    assert put_back_left_behind({killed.serial}) == ()
    assert killed.registers["ExposureAuto"] == "Off"
    assert put_back_left_behind(()) == (killed.serial,)


def test_one_that_is_away_waits_for_the_next_start(killed):
    killed.unplug()
    assert put_back_left_behind(()) == ()
    killed.plug_in()
    assert put_back_left_behind(()) == (killed.serial,)
    assert killed.registers["ExposureAuto"] == "Continuous"


def test_no_driver_is_loaded_when_nothing_was_left_behind(monkeypatch):
    def loaded():
        raise AssertionError("a driver was loaded")

    monkeypatch.setattr(left_behind, "drivers", loaded)
    assert put_back_left_behind(()) == ()
