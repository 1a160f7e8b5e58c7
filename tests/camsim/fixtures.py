"""What tests use of the virtual camera: the fixture ``camsim``."""

from __future__ import annotations

import itertools
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from camsim.build import NoCompilerError, producer
from camsim.control import MEMORY_FOLDER, VirtualCamera
from camsim.nodes.models import Binning, Model

if TYPE_CHECKING:
    from collections.abc import Iterator

_serials = itertools.count(15_000_000)


class Bus:
    """A bus of the test's own; call it to plug a camera in.

    Attributes
    ----------
    producer
        The .cti that finds the cameras; its folder is in ``GENICAM_GENTL64_PATH``.
    name
        Of the bus: what another process needs in ``CAMSIM_BUS``.
    """

    def __init__(self, cti: Path, name: str) -> None:
        self.producer = cti
        self.name = name
        self.cameras: list[VirtualCamera] = []

    def __call__(
        self,
        serial: str | None = None,
        *,
        model: Model = Model.CHAMELEON3,
        binning: Binning = Binning.VERTICAL,
    ) -> VirtualCamera:
        """Make a camera; a client finds it when it next updates its list."""
        serial = serial or str(next(_serials))
        camera = VirtualCamera.make(serial, self.name, model=model, binning=binning)
        self.cameras.append(camera)
        return camera


@pytest.fixture
def camsim(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    """Plug in virtual cameras: ``camera = camsim()``; gone after the test.

    Every test has a bus of its own, so the library may stay initialised from one test
    to the next: it looks for cameras each time that its list is updated.
    """
    try:
        cti = producer()
    except NoCompilerError as missing:
        pytest.skip(str(missing))
    _forget_the_dead()
    name = f"test-{os.getpid()}-{next(_serials)}"
    monkeypatch.setenv("CAMSIM_BUS", name)
    monkeypatch.delenv("CAMSIM_SERIALS", raising=False)
    monkeypatch.setenv("GENICAM_GENTL64_PATH", str(cti.parent))
    bus = Bus(cti, name)
    yield bus
    for camera in bus.cameras:
        camera.remove()


@lru_cache(maxsize=1)
def _forget_the_dead() -> None:
    """Remove the cameras of test processes that were killed."""
    for path in MEMORY_FOLDER.glob("camsim.test-*"):
        process = path.name.split("-")[1]
        if not Path("/proc", process).exists():
            path.unlink(missing_ok=True)
