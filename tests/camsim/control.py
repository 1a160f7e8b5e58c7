"""The hand on the virtual camera: its scene, its plug and its faults, from outside."""

from __future__ import annotations

import mmap
import struct
from pathlib import Path

import numpy as np

_HEADER = 4096
_FIELDS = {
    "present": (16, "I"),
    "drop_every": (20, "I"),
    "incomplete_every": (24, "I"),
    "stalled": (28, "I"),
    "pulses": (36, "I"),
    "made": (48, "Q"),
    "delivered": (56, "Q"),
    "underrun": (64, "Q"),
    "reference_us": (72, "d"),
}


class VirtualCamera:
    """One camera on the bus."""

    def __init__(self, serial: str) -> None:
        self.serial = serial
        with Path(f"/dev/shm/camsim_{serial}").open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _HEADER + 1280 * 1024)

    def show(self, pixels: np.ndarray) -> None:
        """Put a 1024×1280 uint8 scene before the lens."""
        self._memory[_HEADER:] = np.ascontiguousarray(pixels, np.uint8).tobytes()

    def unplug(self) -> None:
        self._put("present", 1)

    def plug_in(self) -> None:
        self._put("present", 0)

    def stall(self, on: bool = True) -> None:
        self._put("stalled", int(on))

    def pulse(self) -> None:
        self._put("pulses", self._get("pulses") + 1)

    @property
    def drop_every(self) -> int:
        return self._get("drop_every")

    @drop_every.setter
    def drop_every(self, frames: int) -> None:
        self._put("drop_every", frames)

    @property
    def incomplete_every(self) -> int:
        return self._get("incomplete_every")

    @incomplete_every.setter
    def incomplete_every(self, frames: int) -> None:
        self._put("incomplete_every", frames)

    @property
    def made(self) -> int:
        return self._get("made")

    @property
    def delivered(self) -> int:
        return self._get("delivered")

    @property
    def underrun(self) -> int:
        return self._get("underrun")

    def remove(self) -> None:
        self.unplug()
        Path(f"/dev/shm/camsim_{self.serial}").unlink(missing_ok=True)

    def _get(self, field):
        offset, code = _FIELDS[field]
        return struct.unpack_from(code, self._memory, offset)[0]

    def _put(self, field, value):
        offset, code = _FIELDS[field]
        struct.pack_into(code, self._memory, offset, value)
