"""Spinnaker's one System."""

from threading import Barrier, Thread

import pytest

from camsetup.domain.errors import CameraUnavailableError
from camsetup.sources.spinnaker.system import release_system, system
from fake_pyspin import misuse
from fake_pyspin.manner import manner


def test_threads_that_need_it_at_once_get_the_same(pyspin, monkeypatch):
    gets, got, together = [], [], Barrier(4)
    get_instance = pyspin.System.GetInstance

    def count():
        gets.append(1)
        return get_instance()

    def need():
        together.wait(5.0)
        got.append(system())

    monkeypatch.setattr(pyspin.System, "GetInstance", count)
    threads = [Thread(target=need) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(gets) == 1
    assert len(set(got)) == 1


def test_releasing_it_is_quiet_twice_and_the_next_is_another(pyspin):
    first = system()
    release_system()
    release_system()
    assert system() is not first


@pytest.mark.logs_warnings
def test_a_camera_that_was_left_open_is_no_crash_at_the_end(device, caplog):
    release_system()
    assert "still holds a reference" in caplog.text
    assert misuse.forgive() == ["ReleaseInstance while a camera is referred to"]


def test_one_that_did_not_start_is_tried_again(pyspin):
    manner.system_fails = True
    with pytest.raises(CameraUnavailableError):
        system()
    manner.system_fails = False
    assert system().cameras() == []


def test_it_knows_its_version(pyspin):
    assert system().version() == "4.2.0.88"
