"""Scenarios of an SDK that is missing, broken, or something else: a normal day."""

from __future__ import annotations

import importlib
import sys

import pytest

from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.session.steps import Step
from scenarios.watching import says, streams
from sources.gentl import broken


@pytest.fixture
def producer(tmp_path):
    """Return where a GenTL producer should be."""
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    return tmp_path / "Maker.cti"


@pytest.fixture
def pyspin_file(tmp_path, monkeypatch):
    """Write what ``import PySpin`` finds."""
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.delitem(sys.modules, "PySpin", raising=False)
    monkeypatch.syspath_prepend(folder)

    def write(text):
        (folder / "PySpin.py").write_text(text)
        importlib.invalidate_caches()

    yield write
    sys.modules.pop("PySpin", None)


def blocks(rig, *words):
    """Wait until the absence is said so, and as what keeps the rig from being ready."""
    sight = rig.see(says(*words))
    assert sight.phase is Phase.FAILED
    assert sight.step(Step.CONNECT).outcome is Outcome.FAIL
    assert not sight.verdict.ready
    return sight


def test_a_producer_that_is_not_there_is_named(producer, rig_at):
    rig = rig_at(f"gentl:1?producer={producer}")
    sight = blocks(rig, f"There is no GenTL producer {producer}.")
    assert "Correct the path" in sight.missing.remedy


def test_a_producer_that_is_a_text_file_is_named(producer, rig_at):
    producer.write_text("Not a library.\n" * 100)
    rig = rig_at(f"gentl:1?producer={producer}")
    sight = blocks(rig, f"{producer} cannot be loaded as a library")
    assert "Correct the path" in sight.missing.remedy


def test_a_producer_that_crashes_is_named_and_the_program_lives_on(tmp_path, rig_at):
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    cti = broken.producer(tmp_path, GCInitLib=broken.CRASHES)
    rig = rig_at(f"gentl:1?producer={cti}")
    sight = blocks(rig, f"The GenTL producer {cti} crashes when it is loaded")
    assert "reinstall the camera's SDK" in sight.missing.remedy


def test_a_broken_producer_beside_a_good_one_costs_nobody_a_camera(
    tmp_path, monkeypatch, camsim, rig_at
):
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    (tmp_path / "Broken.cti").write_text("Not a library.\n")
    paths = f"{tmp_path}:{camsim.producer.parent}"
    monkeypatch.setenv("GENICAM_GENTL64_PATH", paths)
    rig_at(f"gentl:{camsim().serial}").see(streams)


def test_no_producer_at_all_is_said_with_the_ways_to_name_one(monkeypatch, rig_at):
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    monkeypatch.delenv("GENICAM_GENTL64_PATH", raising=False)
    sight = blocks(rig_at("gentl:18012444"), "No GenTL producer is registered")
    assert "gentl:SERIAL?producer=FILE.cti" in sight.missing.remedy


def test_a_missing_pyspin_is_said_with_where_it_comes_from(monkeypatch, rig_at):
    monkeypatch.setitem(sys.modules, "PySpin", None)
    sight = blocks(rig_at("spinnaker:18012444"), "PySpin", "is not installed")
    assert "Spinnaker" in sight.missing.remedy
    assert "The gentl driver needs no PySpin" in sight.missing.remedy


def test_a_pyspin_that_cannot_be_loaded_is_said_with_its_reason(pyspin_file, rig_at):
    pyspin_file("raise ImportError('libSpinnaker.so.4: cannot open shared object')")
    sight = blocks(rig_at("spinnaker:18012444"), "PySpin is installed but cannot be")
    assert "libSpinnaker.so.4" in sight.missing.message
    assert "install the SDK and the wheel of one version" in sight.missing.remedy


def test_the_terminal_spinner_of_that_name_is_told_from_the_sdk(pyspin_file, rig_at):
    pyspin_file("def make_spin(*arguments): pass")
    sight = blocks(rig_at("spinnaker:18012444"), "a terminal spinner")
    assert "pip uninstall pyspin" in sight.missing.remedy
