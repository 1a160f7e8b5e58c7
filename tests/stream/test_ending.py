"""Threads are waited for, and not for ever."""

from threading import Event, Thread

import pytest

from camsetup.stream.ending import wait_for_end


@pytest.fixture
def hanging():
    release = Event()
    thread = Thread(target=release.wait, name="camera-left", daemon=True)
    thread.start()
    yield thread
    release.set()
    thread.join()


@pytest.mark.logs_warnings
def test_a_thread_that_hangs_is_left_behind_and_named(hanging, caplog):
    assert not wait_for_end(hanging, 0.01)
    assert "camera-left" in caplog.text


def test_who_is_asked_to_stop_meanwhile_waits_no_longer(hanging):
    asked = Event()
    asked.set()
    assert not wait_for_end(hanging, 60.0, unless=asked)


def test_a_thread_that_never_began_has_ended():
    assert wait_for_end(Thread(target=print))
