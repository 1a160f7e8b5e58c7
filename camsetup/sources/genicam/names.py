"""How cameras call the same thing: variants of node names, in the order probed."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from camsetup.sources.genicam.nodes import Access, NodeError

if TYPE_CHECKING:
    from camsetup.domain.settings import Range
    from camsetup.sources.genicam.nodes import NodeMap


class Feature(Enum):
    """What a camera may be able to do, and the names that nodes have for it.

    The first is that of the Chameleon3 (GENICAM.md section 3) or of GenICam's naming
    convention (SFNC 2.7); older and other cameras use the ones behind it.
    """

    WIDTH = ("Width",)
    HEIGHT = ("Height",)
    OFFSET_X = ("OffsetX",)
    OFFSET_Y = ("OffsetY",)
    WIDTH_MAX = ("WidthMax",)
    HEIGHT_MAX = ("HeightMax",)
    SENSOR_WIDTH = ("SensorWidth",)
    SENSOR_HEIGHT = ("SensorHeight",)
    PIXEL_FORMAT = ("PixelFormat",)
    BINNING_X = ("BinningHorizontal",)
    BINNING_Y = ("BinningVertical",)
    VIDEO_MODE = ("VideoMode",)
    ACQUISITION_MODE = ("AcquisitionMode",)
    RATE = ("AcquisitionFrameRate", "AcquisitionFrameRateAbs")
    RATE_AUTO = ("AcquisitionFrameRateAuto",)
    RATE_ENABLE = ("AcquisitionFrameRateEnabled", "AcquisitionFrameRateEnable")
    EXPOSURE = ("ExposureTime", "ExposureTimeAbs")
    EXPOSURE_AUTO = ("ExposureAuto",)
    EXPOSURE_MODE = ("ExposureMode",)
    GAIN = ("Gain", "GainAbs")
    GAIN_AUTO = ("GainAuto",)
    BLACK_LEVEL = ("BlackLevel", "BlackLevelAbs")
    BLACK_LEVEL_AUTO = ("BlackLevelAuto",)
    GAMMA = ("Gamma",)
    GAMMA_ENABLE = ("GammaEnabled", "GammaEnable")
    TRIGGER_SELECTOR = ("TriggerSelector",)
    TRIGGER_MODE = ("TriggerMode",)
    TRIGGER_SOURCE = ("TriggerSource",)
    USER_SET_SELECTOR = ("UserSetSelector",)
    USER_SET_SAVE = ("UserSetSave",)
    USER_SET_LOAD = ("UserSetLoad",)
    USER_SET_DEFAULT = ("UserSetDefault", "UserSetDefaultSelector")
    LINK_LIMIT = ("DeviceLinkThroughputLimit",)
    LINK_MOST = ("DeviceMaxThroughput", "DeviceLinkSpeed")
    #: On the host's side.
    LINK_KIND = ("DeviceCurrentSpeed",)


class Features:
    """Reads a camera's nodes by what they mean; None where there is nothing to read.

    A name is probed once. A node that is there may still be locked or unavailable:
    that changes with other nodes, and is asked each time.
    """

    def __init__(self, nodes: NodeMap) -> None:
        self.nodes = nodes
        self._names: dict[Feature, str | None] = {}
        self._constants: dict[Feature, float] = {}

    def name(self, feature: Feature) -> str | None:
        """Return the name of the node; None when this camera has none."""
        if feature not in self._names:
            self._names[feature] = self._probed(feature)
        return self._names[feature]

    def access(self, feature: Feature) -> Access:
        """Say what may be done with it now; ABSENT when there is none."""
        name = self.name(feature)
        return Access.ABSENT if name is None else self.nodes.access(name)

    def number(self, feature: Feature) -> float | None:
        """Return the value of a number."""
        name = self.name(feature)
        try:
            return None if name is None else self.nodes.number(name)
        except NodeError:
            return None

    def constant(self, feature: Feature) -> float | None:
        """Return a number that never changes; read once."""
        if feature not in self._constants:
            value = self.number(feature)
            if value is None:
                return None
            self._constants[feature] = value
        return self._constants[feature]

    def whole(self, feature: Feature) -> int | None:
        """Return the value of an integer."""
        value = self.number(feature)
        return None if value is None else round(value)

    def word(self, feature: Feature) -> str | None:
        """Return the chosen entry."""
        name = self.name(feature)
        try:
            return None if name is None else self.nodes.word(name)
        except NodeError:
            return None

    def flag(self, feature: Feature) -> bool | None:
        """Return whether it is on."""
        name = self.name(feature)
        try:
            return None if name is None else self.nodes.flag(name)
        except NodeError:
            return None

    def limits(self, feature: Feature) -> Range | None:
        """Return what a number may be now."""
        name = self.name(feature)
        try:
            return None if name is None else self.nodes.limits(name)
        except NodeError:
            return None

    def words(self, feature: Feature) -> tuple[str, ...]:
        """Return what may be chosen now; empty where nothing may."""
        name = self.name(feature)
        try:
            return () if name is None else self.nodes.words(name)
        except NodeError:
            return ()

    def _probed(self, feature: Feature) -> str | None:
        """Take the first that is there, and rather one that is available."""
        found = [(name, self.nodes.access(name)) for name in feature.value]
        there = [pair for pair in found if pair[1] is not Access.ABSENT]
        usable = [pair for pair in there if pair[1] is not Access.UNAVAILABLE]
        return next((name for name, _ in usable + there), None)
