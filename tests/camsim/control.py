"""The hand on a virtual camera: its scene, its plug, its faults and its truth."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from typing_extensions import override

from camsim.library import library
from camsim.nodes.layout import STEP, Register, registers
from camsim.nodes.models import Binning, Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

SENSOR_SHAPE = (1024, 1280)
POWER_UP_BLACK_PERCENT = 1.953125
MEMORY_FOLDER = Path("/dev/shm")

#: What a client would write to a trigger line; software is one of them.
TRIGGER_SOURCES = ("Software", "Line0", "Line1", "Line2", "Line3")


def bus_name() -> str:
    """Return the bus of this process, as the producer sees it."""
    return os.environ.get("CAMSIM_BUS") or "default"


def serials(bus: str | None = None) -> list[str]:
    """List the cameras on a bus, plugged in or not."""
    prefix = f"camsim.{bus or bus_name()}."
    names = (path.name for path in MEMORY_FOLDER.glob(f"{prefix}*"))
    return sorted(name[len(prefix) :] for name in names if "~" not in name)


class NoCameraError(LookupError):
    """There is no such camera on the bus, or its serial is taken."""


class VirtualCamera:
    """One camera on the bus, from outside: any process can have a hand on it.

    Parameters
    ----------
    serial
        Of a camera that is there; `make` puts one there.
    bus
        Where; the one of ``CAMSIM_BUS`` if not given.

    Attributes
    ----------
    registers
        Every register by its node's name, also those that a client may not write.

    Raises
    ------
    NoCameraError
        When it is not there.
    """

    def __init__(self, serial: str, bus: str | None = None) -> None:
        self.serial = serial
        self.bus = bus or bus_name()
        handle = library().camsim_attach(self.bus.encode(), serial.encode())
        if not handle:
            raise NoCameraError(f"there is no camera {serial} on bus {self.bus}")
        self._handle: int | None = handle
        self.registers = Registers(handle)

    @classmethod
    def make(
        cls,
        serial: str,
        bus: str | None = None,
        *,
        model: Model = Model.CHAMELEON3,
        binning: Binning = Binning.VERTICAL,
    ) -> VirtualCamera:
        """Make a camera, plug it in and power it up.

        Raises
        ------
        NoCameraError
            When there is one with this serial.
        """
        bus = bus or bus_name()
        if not library().camsim_make(bus.encode(), serial.encode(), model, binning):
            raise NoCameraError(f"bus {bus} has no place for camera {serial}")
        return cls(serial, bus)

    def show(self, scene: NDArray[np.uint8]) -> None:
        """Put a 1024×1280 uint8 scene before the lens, from the next frame on.

        It is sent as given at the reference settings, see `expose_for`.
        """
        if scene.shape != SENSOR_SHAPE or scene.dtype != np.uint8:
            raise ValueError(f"a scene is {SENSOR_SHAPE} uint8, not {scene.shape}")
        pixels = np.ascontiguousarray(scene)
        library().camsim_show(self._handle, pixels.ctypes.data_as(ctypes.c_void_p))

    def expose_for(
        self,
        *,
        exposure_us: float,
        gain_db: float = 0.0,
        black_percent: float = POWER_UP_BLACK_PERCENT,
    ) -> None:
        """Say at which settings the scene is sent exactly as it was given."""
        self.registers["ReferenceExposure"] = exposure_us
        self.registers["ReferenceGain"] = gain_db
        self.registers["ReferenceBlackLevel"] = black_percent

    def unplug(self) -> None:
        """Take it off the bus; it stays powered and keeps its registers."""
        library().camsim_plug(self._handle, 0)

    def plug_in(self) -> None:
        """Put it back on the bus; whoever had it open has to open it again."""
        library().camsim_plug(self._handle, 1)

    def power_cycle(self) -> None:
        """Unplug it, let it forget, and plug it in: its power-up set is loaded."""
        self.power_off()
        self.plug_in()

    def power_off(self) -> None:
        """Unplug it without power, until `plug_in`."""
        self.unplug()
        library().camsim_power_up(self._handle)

    def stall(self, *, on: bool = True) -> None:
        """Let no frame come though it streams, or let them come again."""
        self.registers["Stalled"] = int(on)

    def pulse(self, source: str = "Line0") -> None:
        """Give one trigger pulse on a line; missed unless the camera waits for it."""
        library().camsim_pulse(self._handle, TRIGGER_SOURCES.index(source))

    def refuse(self, node: str | None) -> None:
        """Refuse every write to a node (GenTL error -1005), or to none again."""
        place = registers()[node].address if node else 0
        self.registers["RejectedAddress"] = place

    @property
    def drop_every(self) -> int:
        """Every which frame is lost on the way: its id is missing. 0 is none."""
        return int(self.registers["DropEvery"])

    @drop_every.setter
    def drop_every(self, frames: int) -> None:
        self.registers["DropEvery"] = frames

    @property
    def incomplete_every(self) -> int:
        """Every which frame arrives half, marked incomplete. 0 is none, 1 all."""
        return int(self.registers["IncompleteEvery"])

    @incomplete_every.setter
    def incomplete_every(self, frames: int) -> None:
        self.registers["IncompleteEvery"] = frames

    @property
    def usb2(self) -> bool:
        """Whether it sits in a USB 2 socket: HighSpeed, 40 MB/s."""
        return bool(self.registers["Usb2"])

    @usb2.setter
    def usb2(self, on: bool) -> None:
        self.registers["Usb2"] = int(on)
        self.registers["DeviceLinkThroughputLimit"] = 198_112_000

    @property
    def timestamp_step_ns(self) -> int:
        """What time stamps are whole multiples of; 1 at first, a real unit 125 000."""
        return int(self.registers["TimestampStep"])

    @timestamp_step_ns.setter
    def timestamp_step_ns(self, step: int) -> None:
        self.registers["TimestampStep"] = step

    @property
    def made(self) -> int:
        """Frames exposed since the camera was made: those of the three counts below."""
        return int(self.registers["FramesExposed"])

    @property
    def delivered(self) -> int:
        """Frames that reached a buffer, incomplete ones too."""
        return int(self.registers["FramesDelivered"])

    @property
    def dropped(self) -> int:
        """Frames lost by `drop_every`."""
        return int(self.registers["FramesDropped"])

    @property
    def underrun(self) -> int:
        """Frames for which the client had no buffer."""
        return int(self.registers["FramesUnderrun"])

    @property
    def is_plugged_in(self) -> bool:
        """Whether it is on the bus."""
        return bool(self.registers["Present"])

    @property
    def is_open(self) -> bool:
        """Whether a living process has it open."""
        return bool(library().camsim_is_open(self._handle))

    @property
    def owner_process(self) -> int | None:
        """Return the id of the process that has it open."""
        return int(self.registers["OwnerProcess"]) if self.is_open else None

    def let_go(self) -> None:
        """Take the hand away; the camera stays as it is."""
        if self._handle is not None:
            library().camsim_detach(self._handle)
        self._handle = None

    def remove(self) -> None:
        """Unplug it and forget it for good."""
        if self._handle is not None:
            self.unplug()
        path = MEMORY_FOLDER / f"camsim.{self.bus}.{self.serial}"
        path.unlink(missing_ok=True)
        self.let_go()


class Registers(MutableMapping[str, "float | str"]):
    """Every register by its node's name: numbers, texts, and the words of choices.

    Of what a selector selects (``LineMode``), the first; ``LineMode[2]`` is the third.
    Writing is what another program would do: limits follow, commands (write 1) are
    obeyed.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._places = registers()

    @override
    def __getitem__(self, name: str) -> float | str:
        place, address = self._find(name)
        content = ctypes.create_string_buffer(place.size)
        library().camsim_read(self._handle, address, content, place.size)
        return place.unpack(content.raw)

    @override
    def __setitem__(self, name: str, value: float | str) -> None:
        place, address = self._find(name)
        content = place.pack(value)
        if library().camsim_write(self._handle, address, content, len(content)):
            raise PermissionError(f"the camera refuses to write {name}")

    @override
    def __delitem__(self, name: str) -> None:
        raise TypeError(f"register {name} cannot be taken out of the camera")

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    @override
    def __len__(self) -> int:
        return len(self._places)

    def _find(self, name: str) -> tuple[Register, int]:
        name, _, rest = name.partition("[")
        place = self._places[name]
        return place, place.address + int(rest.rstrip("]") or 0) * STEP
