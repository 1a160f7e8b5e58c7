"""A camera on paper: a dictionary of nodes with locks, and a device that counts."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.errors import CameraLostError
from camsetup.domain.settings import Range
from camsetup.sources.genicam.device import Buffer, Device
from camsetup.sources.genicam.nodes import Access, NodeError, NodeMap

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Node:
    """One node; what depends on others is a function of the whole map."""

    value: object = None
    limits: Callable[[PaperNodes], Range] | Range | None = None
    words: tuple[str, ...] = ()
    access: Callable[[PaperNodes], Access] | Access = Access.READ_WRITE
    #: Called after a write: what the camera then changes by itself.
    follows: Callable[[PaperNodes], None] = field(default=lambda nodes: None)


class PaperNodes(NodeMap):
    """Keeps to the contract, and writes down what was read and written."""

    def __init__(self, **nodes: Node) -> None:
        self.all = nodes
        self.reads: Counter[str] = Counter()
        self.writes: list[tuple[str, object]] = []
        self.refused: set[object] = set()
        self.gone = False

    def __getitem__(self, name):
        return self.all[name].value

    def __setitem__(self, name, value):
        self.all[name].value = value

    def access(self, name):
        self._require_there()
        if name not in self.all:
            return Access.ABSENT
        self.reads[name] += 1
        access = self.all[name].access
        return access(self) if callable(access) else access

    def limits(self, name):
        limits = self._readable(name).limits
        if limits is None:
            raise NodeError(f"{name} is not a number.")
        return limits(self) if callable(limits) else limits

    def number(self, name):
        return self._readable(name).value

    def word(self, name):
        return self._readable(name).value

    def flag(self, name):
        return self._readable(name).value

    def words(self, name):
        return self._readable(name).words

    def set_number(self, name, value):
        if not self.limits(name).holds(value):
            raise NodeError(f"{name} does not take {value}.")
        self._write(name, value)

    def set_word(self, name, value):
        if value not in self.words(name):
            raise NodeError(f"{name} does not take {value}.")
        self._write(name, value)

    def set_flag(self, name, *, value):
        self._write(name, value)

    def execute(self, name):
        self._write(name, "executed")

    def names(self):
        self._require_there()
        return tuple(self.all)

    def written(self):
        return [name for name, _ in self.writes]

    def _readable(self, name):
        self._require_there()
        if name not in self.all:
            raise NodeError(f"There is no {name}.")
        self.reads[name] += 1
        access = self.all[name].access
        if not (access(self) if callable(access) else access).readable:
            raise NodeError(f"{name} cannot be read.")
        return self.all[name]

    def _write(self, name, value):
        if not self.access(name).writable:
            raise NodeError(f"{name} is locked.")
        if value in self.refused:
            raise NodeError(f"{name} refuses {value}.")
        self.all[name].value = value
        self.writes.append((name, value))
        self.all[name].follows(self)

    def _require_there(self):
        if self.gone:
            raise CameraLostError("The camera is gone.", remedy="Plug it in.")


class PaperDevice(Device):
    """Hands out the buffers that a test has put into ``coming``."""

    def __init__(self, nodes, transport=None):
        self._nodes, self._transport = nodes, transport or PaperNodes()
        self.coming: deque[Buffer] = deque()
        self.deeds: list[str] = []
        self.given_back: list[Buffer] = []

    serial = "15322923"
    model = "Paper CM3"

    @property
    def nodes(self):
        return self._nodes

    @property
    def transport(self):
        return self._transport

    def start(self, buffers):
        self._require_there()
        self.deeds.append(f"start {buffers}")
        self._lock(1)

    def wait(self, timeout_s):
        return self.coming.popleft() if self.coming else None

    def give_back(self, buffer):
        self.given_back.append(buffer)

    def stop(self):
        self.deeds.append("stop")
        self._lock(0)

    def close(self):
        self.deeds.append("close")

    def _lock(self, on):
        if "TLParamsLocked" in self._nodes.all:
            self._nodes["TLParamsLocked"] = on

    def _require_there(self):
        self._nodes.names()


def buffer(number=1, pixels=None, **changes):
    pixels = np.zeros((4, 6), np.uint8) if pixels is None else pixels
    content = {
        "data": pixels.reshape(-1),
        "width": pixels.shape[1],
        "height": pixels.shape[0],
        "pixel_format": "Mono8",
        "frame_id": number,
        "device_time": number * 10_000_000,
        "ticks_per_second": 1_000_000_000,
        "complete": True,
        "handle": number,
    }
    return Buffer(**{**content, **changes})


def chameleon(**others):
    """A Chameleon3 (GENICAM.md section 3) with everything as it powers up."""
    nodes = {
        "SensorWidth": Node(1280, access=Access.READ_ONLY),
        "SensorHeight": Node(1024, access=Access.READ_ONLY),
        "WidthMax": Node(1280, access=Access.READ_ONLY),
        "HeightMax": Node(1024, access=Access.READ_ONLY),
        "Width": Node(1280, size("Width", 16), access=idle, follows=derive),
        "Height": Node(1024, size("Height", 2), access=idle, follows=derive),
        "OffsetX": Node(0, offset("Width", 4)),
        "OffsetY": Node(0, offset("Height", 2)),
        "PixelFormat": Node("Mono8", words=("Mono8", "Mono12p"), access=idle),
        "BinningVertical": Node(1, Range(1, 2, 1), access=idle, follows=bin_both),
        "BinningHorizontal": Node(1, Range(1, 2, 1), access=Access.READ_ONLY),
        "AcquisitionMode": Node("Continuous", words=("Continuous", "SingleFrame")),
        "AcquisitionFrameRateAuto": automatic(),
        "AcquisitionFrameRateEnabled": Node(False),
        "AcquisitionFrameRate": Node(
            150.0, lambda nodes: Range(1.0, fastest(nodes)), access=rate, follows=derive
        ),
        "ExposureAuto": automatic(),
        "ExposureMode": Node("Timed", words=("Timed", "TriggerWidth")),
        "ExposureTime": Node(
            6000.0,
            lambda nodes: Range(6.38, 1e6 / nodes["AcquisitionFrameRate"]),
            access=unless("ExposureAuto"),
        ),
        "GainAuto": automatic(),
        "Gain": Node(0.0, Range(0.0, 18.06), access=unless("GainAuto")),
        "BlackLevel": Node(1.95, Range(0.0, 24.9)),
        "GammaEnabled": Node(False),
        "Gamma": Node(
            1.0,
            Range(0.5, 4.0),
            access=lambda nodes: _free(nodes["GammaEnabled"]),
        ),
        "TriggerSelector": Node("FrameStart", words=("FrameStart", "ExposureActive")),
        "TriggerMode": Node("Off", words=("Off", "On")),
        "TriggerSource": Node(
            "Line0",
            words=("Software", "Line0", "Line1"),
            access=lambda nodes: _free(nodes["TriggerMode"] == "Off"),
        ),
        "TLParamsLocked": Node(0, Range(0, 1, 1)),
        "DeviceLinkThroughputLimit": Node(198_000_000, Range(1_000_000, 198_000_000)),
    }
    return PaperNodes(**{**nodes, **others})


def automatic():
    return Node("Continuous", words=("Off", "Once", "Continuous"))


def unless(name):
    return lambda nodes: _free(nodes[name] == "Off")


def idle(nodes):
    return _free(not nodes["TLParamsLocked"])


def rate(nodes):
    enabled = nodes["AcquisitionFrameRateEnabled"]
    return _free(enabled and nodes["AcquisitionFrameRateAuto"] == "Off")


def fastest(nodes):
    return 150.0 * 1024 / nodes["Height"]


def size(name, step):
    return lambda nodes: Range(
        step, nodes[f"{name}Max"] - nodes[f"Offset{'XY'[name == 'Height']}"], step
    )


def offset(name, step):
    return lambda nodes: Range(0, nodes[f"{name}Max"] - nodes[name], step)


def bin_both(nodes):
    factor = nodes["BinningVertical"]
    nodes["BinningHorizontal"] = factor
    nodes["WidthMax"], nodes["HeightMax"] = 1280 // factor, 1024 // factor
    derive(nodes)


def derive(nodes):
    """Clamp as the camera does: sizes, then the rate, then the exposure."""
    for name in ("Width", "Height"):
        nodes[name] = min(nodes[name], nodes[f"{name}Max"])
    nodes["AcquisitionFrameRate"] = min(nodes["AcquisitionFrameRate"], fastest(nodes))
    if "ExposureTime" in nodes.all:
        longest = 1e6 / nodes["AcquisitionFrameRate"]
        nodes["ExposureTime"] = min(nodes["ExposureTime"], longest)


def _free(free):
    return Access.READ_WRITE if free else Access.READ_ONLY
