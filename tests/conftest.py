"""What every test may use."""

from __future__ import annotations

import importlib.util
import logging
import os
import threading
from pathlib import Path

import numpy as np
import pytest

from camsetup.session.process import prepare_process
from camsetup.sources import registry

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
prepare_process()

pytest_plugins = ["camsim.fixtures", "fake_pyspin.fixtures"]

_CHECKOUT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser):
    parser.addoption("--hardware", action="store_true", help="use a real camera")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--hardware"):
        return
    for item in items:
        if "hardware" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="needs --hardware"))


class IblFrames:
    """IBL's published reference frames and templates, where they are at hand."""

    def __init__(self, frames: Path, templates: Path | None):
        self._frames, self._templates = frames, templates

    def path(self, camera: str) -> Path:
        return self._frames / f"frames_{camera}.npy"

    def frames(self, camera: str) -> np.ndarray:
        return np.load(self.path(camera), allow_pickle=False)

    def template(self, camera: str) -> Path:
        if self._templates is None:
            pytest.skip("IBL's templates are not in an installed ibllib")
        return self._templates / f"{camera}_cam_template.png"


def find_ibl_frames() -> IblFrames | None:
    """Look in ../shared/data/ibl, then in an installed ibllib (never imported)."""
    shared = _CHECKOUT.parent / "shared" / "data" / "ibl"
    if (shared / "frames_left.npy").exists():
        return IblFrames(shared, shared)
    spec = importlib.util.find_spec("ibllib")
    for place in spec.submodule_search_locations if spec else ():
        reference = Path(place) / "qc" / "reference"
        if (reference / "frames_left.npy").exists():
            return IblFrames(reference, None)
    return None


@pytest.fixture(scope="session")
def ibl() -> IblFrames:
    found = find_ibl_frames()
    if found is None:
        pytest.skip("IBL's frames: neither ../shared/data/ibl nor an ibllib is here")
    return found


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path, monkeypatch):
    """Keep the user's own rigs, outlines and records out of the tests, and safe."""
    home = tmp_path / "home"
    for name in ("config", "data", "log"):
        monkeypatch.setattr(
            f"camsetup.paths.user_{name}", lambda name=name: home / name
        )


@pytest.fixture(autouse=True)
def _drivers_of_its_own():
    """Forget the drivers: a simulated camera stays unplugged as long as its driver."""
    yield
    registry.drivers.cache_clear()


@pytest.fixture(autouse=True)
def _no_thread_is_left_behind():
    before = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive()
    ]
    assert not left, f"threads left running: {left}"


@pytest.fixture(autouse=True)
def _warnings_in_the_log_fail(caplog, request):
    """Fail on a logged warning, unless the test says that it expects one."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    loud = [
        record
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and record.name.startswith("camsetup")
    ]
    assert not loud, [record.getMessage() for record in loud]
