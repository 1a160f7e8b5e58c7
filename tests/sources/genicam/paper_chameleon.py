"""A Chameleon3 on paper: nodes that lock and limit each other, kept in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from camsetup.domain.errors import CameraLostError
from camsetup.domain.settings import Range
from camsetup.sources.genicam.nodes import Access, NodeError

if TYPE_CHECKING:
    from pathlib import Path

#: As a Chameleon3 is when its power comes on (GENICAM.md section 3).
POWER_UP = {
    "AcquisitionMode": "Continuous",
    "VideoMode": "Mode0",
    "BinningVertical": 1,
    "PixelFormat": "Mono8",
    "Width": 1280,
    "Height": 1024,
    "OffsetX": 0,
    "OffsetY": 0,
    "AcquisitionFrameRateEnabled": True,
    "AcquisitionFrameRateAuto": "Continuous",
    "AcquisitionFrameRate": 30.0,
    "ExposureMode": "Timed",
    "ExposureAuto": "Continuous",
    "ExposureTime": 12_000.0,
    "GainAuto": "Continuous",
    "Gain": 6.5,
    "BlackLevel": 1.5,
    "GammaEnabled": False,
    "Gamma": 1.25,
    "TriggerSelector": "FrameStart",
    "UserSetSelector": "Default",
    "TLParamsLocked": 0,
    "LineStatusAll": 0,
    "AcquisitionStart": 0,
}
TRIGGERS = {
    "FrameStart": {
        "TriggerMode": "Off",
        "TriggerSource": "Line0",
        "TriggerActivation": "RisingEdge",
    },
    "ExposureActive": {
        "TriggerMode": "Off",
        "TriggerSource": "Line3",
        "TriggerActivation": "FallingEdge",
    },
}
ENTRIES = {
    "AcquisitionMode": ("Continuous", "SingleFrame", "MultiFrame"),
    "VideoMode": ("Mode0", "Mode1"),
    "PixelFormat": ("Mono8", "Mono12p", "Mono16"),
    "AcquisitionFrameRateAuto": ("Off", "Once", "Continuous"),
    "ExposureMode": ("Timed", "TriggerWidth"),
    "ExposureAuto": ("Off", "Once", "Continuous"),
    "GainAuto": ("Off", "Once", "Continuous"),
    "TriggerSelector": ("FrameStart", "ExposureActive"),
    "TriggerMode": ("Off", "On"),
    "TriggerSource": ("Software", "Line0", "Line1", "Line2", "Line3"),
    "TriggerActivation": ("RisingEdge", "FallingEdge"),
    "UserSetSelector": ("Default", "UserSet1", "UserSet2"),
}
COMMANDS = ("AcquisitionStart", "AcquisitionStop", "UserSetSave")
LOCKED_BY_STREAM = ("Width", "Height", "VideoMode", "PixelFormat", "BinningVertical")


class PaperChameleon:
    """Nodes of a camera that forgets nothing when the process that has it dies.

    Parameters
    ----------
    path
        Where the camera's memory is; None to keep it here.
    writes
        Names of the nodes that were written to, in order.
    """

    def __init__(self, path: Path | None = None, **values) -> None:
        self._path = path
        self.unplugged = False
        self.stuck: set[str] = set()
        self.absent: set[str] = set()
        self.writes: list[str] = []
        self.memory = {"values": dict(POWER_UP), "triggers": json.loads(_TRIGGERS)}
        if path is not None and path.exists():
            self.memory = json.loads(path.read_text())
        self.memory["values"].update(values)
        self._keep()

    def state(self):
        return json.loads(json.dumps(self.memory))

    def put(self, **values) -> None:
        """Change nodes as somebody else does, without any rules."""
        for name, value in values.items():
            self._home(name)[name] = value
        self._keep()

    def put_trigger(self, selector, **values) -> None:
        self.memory["triggers"][selector].update(values)
        self._keep()

    def access(self, name):
        self._require_plugged()
        if name in self.absent:
            return Access.ABSENT
        if name in COMMANDS:
            return Access.WRITE_ONLY
        if name not in self._home(name):
            return Access.ABSENT
        if name == "Gamma" and not self._value("GammaEnabled"):
            return Access.UNAVAILABLE
        return Access.READ_ONLY if self._locked(name) else Access.READ_WRITE

    def number(self, name):
        value = self._read(name)
        if isinstance(value, (bool, str)):
            raise NodeError(f"{name} is no number")
        return value

    def limits(self, name):
        self.number(name)
        if name in ("Width", "Height"):
            whole, step = (1280, 16) if name == "Width" else (1024, 2)
            most = whole // self._binning - self._value("Offset" + "XY"[step == 2])
            return Range(step, most, step)
        if name in ("OffsetX", "OffsetY"):
            whole, size = (1280, "Width") if name == "OffsetX" else (1024, "Height")
            return Range(0, whole // self._binning - self._value(size), 2)
        if name == "ExposureTime":
            return Range(6.4, 1e6 / self._value("AcquisitionFrameRate"))
        if name == "AcquisitionFrameRate":
            return Range(1.0, min(150.0, 1e6 / self._value("ExposureTime")))
        return {"BinningVertical": Range(1, 2, 1)}.get(name, Range(0, 1000.0))

    def set_number(self, name, value):
        self._require_writable(name)
        if not self.limits(name).holds(value):
            raise NodeError(f"{name} = {value} is out of {self.limits(name)}")
        self._write(name, value)

    def word(self, name):
        value = self._read(name)
        if not isinstance(value, str):
            raise NodeError(f"{name} is no word")
        return value

    def words(self, name):
        self.word(name)
        return ENTRIES[name]

    def set_word(self, name, value):
        self._require_writable(name)
        if value not in ENTRIES[name]:
            raise NodeError(f"{name} has no {value}")
        self._write(name, value)

    def flag(self, name):
        value = self._read(name)
        if not isinstance(value, bool):
            raise NodeError(f"{name} is no boolean")
        return value

    def set_flag(self, name, *, value):
        self._require_writable(name)
        self._write(name, value)

    def execute(self, name):
        self._require_writable(name)
        self.writes.append(name)

    def names(self):
        return (*self.memory["values"], *TRIGGERS["FrameStart"])

    @property
    def _binning(self):
        return 2 if self._value("VideoMode") == "Mode1" else 1

    def _home(self, name):
        if name in TRIGGERS["FrameStart"]:
            return self.memory["triggers"][self._value("TriggerSelector")]
        return self.memory["values"]

    def _value(self, name):
        return self._home(name)[name]

    def _locked(self, name):
        value = self._value
        if name in self.stuck or (name in LOCKED_BY_STREAM and value("TLParamsLocked")):
            return True
        return {
            "AcquisitionFrameRate": value("AcquisitionFrameRateAuto") != "Off"
            or not value("AcquisitionFrameRateEnabled"),
            "ExposureTime": value("ExposureAuto") != "Off"
            or value("ExposureMode") != "Timed",
            "Gain": value("GainAuto") != "Off",
            "AcquisitionFrameRateAuto": not value("AcquisitionFrameRateEnabled"),
            "TriggerSource": value("TriggerMode") == "On",
        }.get(name, False)

    def _read(self, name):
        if not self.access(name).readable:
            raise NodeError(f"{name} cannot be read")
        return self._value(name)

    def _write(self, name, value):
        self._home(name)[name] = value
        self.writes.append(name)
        if name == "VideoMode":
            sizes = {"Width": 1280 // self._binning, "Height": 1024 // self._binning}
            self.memory["values"].update(sizes, OffsetX=0, OffsetY=0)
        self._keep()

    def _require_writable(self, name):
        if not self.access(name).writable:
            raise NodeError(f"{name} is locked")

    def _require_plugged(self):
        if self.unplugged:
            raise CameraLostError("The camera does not answer.")

    def _keep(self):
        if self._path is not None:
            self._path.write_text(json.dumps(self.memory))


_TRIGGERS = json.dumps(TRIGGERS)
