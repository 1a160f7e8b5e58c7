"""What the driver says of itself when harvesters or producers are missing."""

import sys

import pytest

from camsetup.domain.errors import CameraUnavailableError
from camsetup.sources.address import Address
from camsetup.sources.base import Readiness
from camsetup.sources.gentl import sdk
from camsetup.sources.gentl.probing import Probes
from sources.gentl.broken import HANGS, producer


def test_with_broken_producers_only_it_is_not_ready(driver, tmp_path, monkeypatch):
    cti = tmp_path / "text.cti"
    cti.write_text("no library")
    monkeypatch.setenv("GENICAM_GENTL64_PATH", str(cti))
    assert driver.find() == []
    readiness = driver.readiness()
    assert not readiness.ready
    assert "text.cti cannot be loaded" in readiness.reason


def test_without_a_producer_it_names_the_variable(driver, role, monkeypatch):
    monkeypatch.delenv("GENICAM_GENTL64_PATH", raising=False)
    readiness = driver.readiness()
    assert not readiness.ready
    assert "GENICAM_GENTL64_PATH" in readiness.reason
    assert ".cti" in readiness.remedy
    assert driver.find() == []
    with pytest.raises(CameraUnavailableError, match="No GenTL producer is registered"):
        driver.open_device(Address("gentl"))


def test_readiness_does_not_wait_for_a_producer_that_hangs(
    driver, tmp_path, monkeypatch
):
    monkeypatch.setattr("camsetup.sources.gentl.driver._GLANCE_S", 0.01)
    probes = Probes()
    monkeypatch.setattr("camsetup.sources.gentl.hub.shared_probes", lambda: probes)
    monkeypatch.setenv("GENICAM_GENTL64_PATH", str(producer(tmp_path, GCInitLib=HANGS)))
    assert driver.readiness().ready
    probes.close()


def test_a_producer_without_cameras_is_ready_and_says_so(driver, camsim):
    driver.find()
    readiness = driver.readiness()
    assert readiness.ready
    assert "shows no camera" in readiness.reason
    assert "cable" in readiness.remedy
    camsim()
    driver.find()
    assert driver.readiness() == Readiness(ready=True)


def test_without_harvesters_reason_and_remedy_are_said(driver, role, monkeypatch):
    monkeypatch.setitem(sys.modules, "harvesters.core", None)
    sdk.missing.cache_clear()
    try:
        readiness = driver.readiness()
        assert not readiness.ready
        assert "harvesters cannot be imported" in readiness.reason
        assert "camsetup[gentl]" in readiness.remedy
        assert driver.find() == []
        with pytest.raises(CameraUnavailableError, match="harvesters cannot be"):
            driver.open_device(Address("gentl", "1", {"producer": "x.cti"}))
    finally:
        sdk.missing.cache_clear()


def test_where_python_is_no_library_the_remedy_names_the_package(monkeypatch):
    said = "harvesters cannot be imported: libpython3.11.so.1.0: cannot open."
    monkeypatch.setattr(sdk, "missing", lambda: said)
    version = "{}.{}".format(*sys.version_info)
    assert f"install libpython{version}" in sdk.remedy()


@pytest.mark.parametrize(
    ("computer", "machine", "version"),
    [
        ("Linux", "aarch64", (3, 12, 0)),
        ("Darwin", "x86_64", (3, 12, 0)),
        ("Linux", "x86_64", (3, 15, 0)),
    ],
)
def test_where_there_is_no_genicam_the_remedy_says_where_there_is(
    monkeypatch, computer, machine, version
):
    monkeypatch.setattr(sdk.platform, "system", lambda: computer)
    monkeypatch.setattr(sdk.platform, "machine", lambda: machine)
    monkeypatch.setattr(sdk.sys, "version_info", version)
    assert "use Python 3.10 to 3.14 on Linux x86_64" in sdk.remedy()
