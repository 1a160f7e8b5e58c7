"""What asks the process to end."""

import signal
import sys

import pytest

from camsetup.session.end_requests import end_requests

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no SIGHUP")


@pytest.fixture
def terminal():
    """Say what a closed terminal does; the tests may run without one themselves."""
    before = signal.getsignal(signal.SIGHUP)
    yield lambda handler: signal.signal(signal.SIGHUP, handler)
    signal.signal(signal.SIGHUP, before)


def test_a_terminal_that_is_closed_asks_for_it_as_the_system_does(terminal):
    terminal(signal.SIG_DFL)
    assert end_requests() == (signal.SIGTERM, signal.SIGHUP)


def test_a_program_that_is_to_outlive_its_terminal_is_not_asked(terminal):
    terminal(signal.SIG_IGN)
    assert end_requests() == (signal.SIGTERM,)
