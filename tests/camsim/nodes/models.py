"""The camera's variants: its model, and how it comes to 640×512."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from camsim.nodes.chameleon3 import CATEGORIES
from camsim.nodes.kinds import Choice, Integer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsim.nodes.kinds import Node


class Model(IntEnum):
    """Whose node names the camera has."""

    CHAMELEON3 = 0
    BLACKFLY_S = 1


class Binning(IntEnum):
    """How pixels can be binned 2×2."""

    #: BinningVertical can be written; BinningHorizontal follows.
    VERTICAL = 0
    #: VideoMode Mode1 bins; the binning nodes only tell.
    VIDEO_MODE = 1
    #: Not at all: there is only the region of interest.
    NONE = 2


@dataclass(frozen=True, slots=True)
class _Difference:
    """How a model differs from the Chameleon3."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    defaults: Mapping[str, int | str] = field(default_factory=dict)


DIFFERENCES = {
    Model.CHAMELEON3: _Difference(),
    Model.BLACKFLY_S: _Difference(
        renamed={
            "AcquisitionFrameRateEnabled": "AcquisitionFrameRateEnable",
            "GammaEnabled": "GammaEnable",
        },
        missing=frozenset(
            {
                "AcquisitionFrameRateAuto",
                "U3VCurrentSpeed",
                "UserSetDefaultSelector",
                "pgrDeviceUptime",
                "pgrExposureCompensation",
                "pgrExposureCompensationAuto",
            }
        ),
        defaults={
            "DeviceVendorName": "FLIR",
            "DeviceModelName": "Blackfly S BFS-U3-13Y3M",
            "AcquisitionFrameRateAuto": 0,
            "AcquisitionFrameRateEnabled": 0,
            "TimestampIncrement": 1,
        },
    ),
}


def categories(model: Model, binning: Binning) -> dict[str, list[Node]]:
    """Return the nodes that a client of this variant sees."""
    missing = DIFFERENCES[model].missing
    return {
        category: [
            _as_binned(node, binning)
            for node in nodes
            if node.name not in missing and not _unbinned(node, binning)
        ]
        for category, nodes in CATEGORIES.items()
    }


def _unbinned(node: Node, binning: Binning) -> bool:
    names = {"VideoMode", "BinningHorizontal", "BinningVertical"}
    return binning is Binning.NONE and node.name in names


def _as_binned(node: Node, binning: Binning) -> Node:
    if isinstance(node, Choice) and node.name == "VideoMode":
        return node if binning is Binning.VIDEO_MODE else _only_mode_0(node)
    if isinstance(node, Integer) and node.name == "BinningVertical":
        return replace(node, writable=binning is Binning.VERTICAL)
    return node


def _only_mode_0(node: Choice) -> Choice:
    return replace(node, entries={"Mode0": 0})
