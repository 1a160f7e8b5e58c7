"""Whether the process that had a camera is still there."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from camsetup.sources.genicam.owner import process, this_process


@pytest.fixture
def other():
    """Another process, which runs until it is killed."""
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        yield running
        running.kill()


def test_this_process_lives_and_is_the_same_each_time():
    assert this_process().lives()
    assert this_process() == process(os.getpid())
    assert not this_process().is_another()


def test_another_process_lives_until_it_is_killed(other):
    owner = process(other.pid)
    assert owner.is_another()
    assert owner.lives()
    other.kill()
    other.wait()
    assert not owner.lives()


def test_a_killed_process_is_dead_before_its_parent_takes_note(other):
    owner = process(other.pid)
    os.kill(other.pid, signal.SIGKILL)
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    assert not owner.lives()


@pytest.mark.parametrize("change", [{"started": "earlier"}, {"host": "elsewhere"}])
def test_a_process_that_only_has_the_same_pid_is_not_it(change):
    earlier = replace(this_process(), **change)
    assert not earlier.lives()
    assert earlier.is_another()


def test_a_process_that_never_was_does_not_live():
    assert not process(2**22 + 1).lives()
