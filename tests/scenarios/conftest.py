"""What every scenario has: a park, and a rig of its cameras."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from camsetup import paths
from scenarios.parks import PARKS
from scenarios.watching import ROLES, Watched, write_rig


@pytest.fixture(params=PARKS)
def park(request):
    """Return a park; every scenario runs in each."""
    return PARKS[request.param](request)


@pytest.fixture
def rig_at(tmp_path):
    """Start the program on cameras by their addresses; it is closed after the test."""
    running = []

    def start(*addresses, **settings):
        file = tmp_path / "scenario.yaml"
        write_rig(file, len(addresses), **settings)
        roles = dict(zip(ROLES, addresses, strict=False))
        running.append(Watched(file, roles))
        return running[-1]

    yield start
    for watched in running:
        watched.close()


@pytest.fixture
def rig_on(park, rig_at):
    """Start the program on cameras of the park: the left one, and then the right."""

    def start(*cameras, **settings):
        serials = [getattr(camera, "serial", camera) for camera in cameras]
        addresses = [f"{park.driver}:{serial}" for serial in serials]
        return rig_at(*addresses, **settings)

    return start


@pytest.fixture
def log(caplog):
    """Return what asks whether the log says all of this in one line."""
    caplog.set_level(logging.INFO, "camsetup")

    def says(*words):
        messages = [record.getMessage() for record in caplog.records]
        return any(all(word in text for word in words) for text in messages)

    return says


#: What SpinView would be: it opens a camera, says so, and keeps it.
OTHER_PROGRAM = """
import sys
from pathlib import Path
from camsim.client import Client
client = Client(Path(sys.argv[1]))
client.open(sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""

#: The program itself, in the home of this test.
CAMSETUP = """
import sys
from pathlib import Path
from camsetup import paths
from camsetup.cli.main import run
for name in ("config", "data", "log"):
    setattr(paths, f"user_{name}", lambda name=name: Path(sys.argv[1]) / name)
sys.exit(run(sys.argv[2:]))
"""


class Program:
    """Another process; ended or killed in the end."""

    def __init__(self, script, arguments, folders=()):
        tests = str(Path(__file__).parents[1])
        path = os.pathsep.join([tests, *folders, *sys.path])
        self.process = subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            text=True,
        )

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


@pytest.fixture
def programs():
    """Return a list of processes that are killed after the test."""
    running = []
    yield running
    for program in running:
        program.kill()


@pytest.fixture
def other_program(camsim, programs):
    """Let another program open a camera, and return it when it has."""

    def start(camera):
        arguments = [str(camsim.producer), camera.serial]
        programs.append(Program(OTHER_PROGRAM, arguments))
        assert programs[-1].process.stdout.readline() == "open\n"
        return programs[-1]

    return start


@pytest.fixture
def camsetup(park, programs):
    """Run ``camsetup`` in a process of its own."""

    def start(*arguments):
        arguments = [str(paths.user_data().parent), *arguments]
        programs.append(Program(CAMSETUP, arguments, park.folders))
        return programs[-1]

    return start
