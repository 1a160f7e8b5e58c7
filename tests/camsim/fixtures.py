"""What tests use of the virtual camera: the fixture ``camsim``."""

from __future__ import annotations

import mmap
import os
import struct
from pathlib import Path

import pytest

from camsim.build import NoCompilerError, producer
from camsim.control import VirtualCamera

#: The cameras that this process may plug in, one after the other.
_POOL = [str(20000000 + (os.getpid() % 100000) * 100 + i) for i in range(60)]
_used: list[str] = []


class Bus:
    """Plugs in virtual cameras; ``producer`` is the .cti that finds them."""

    def __init__(self, cti: Path) -> None:
        self.producer = cti
        self.cameras: list[VirtualCamera] = []

    def __call__(self) -> VirtualCamera:
        serial = _POOL[len(_used)]
        _used.append(serial)
        camera = VirtualCamera(serial)
        camera.plug_in()
        self.cameras.append(camera)
        return camera


@pytest.fixture
def camsim(monkeypatch):
    """Plug in virtual cameras: ``camera = camsim()``; gone after the test."""
    try:
        cti = producer()
    except NoCompilerError as missing:
        pytest.skip(str(missing))
    _make_pool()
    os.environ["CAMSIM_SERIALS"] = ",".join(_POOL)
    monkeypatch.setenv("GENICAM_GENTL64_PATH", str(cti.parent))
    bus = Bus(cti)
    yield bus
    for camera in bus.cameras:
        camera.remove()


def _make_pool() -> None:
    for serial in _POOL:
        path = Path(f"/dev/shm/camsim_{serial}")
        if serial in _used or path.exists():
            continue
        with path.open("w+b") as file:
            file.truncate(4096 + 1280 * 1024)
            with mmap.mmap(file.fileno(), 4096) as memory:
                struct.pack_into("4I", memory, 0, 0xCA3513, 1280, 1024, 0)
                struct.pack_into("I", memory, 16, 1)
                struct.pack_into("d", memory, 72, 5000.0)
