"""The nodes that camsetup may touch: their kinds, and the order of writing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.sources.genicam.names import Feature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.sources.genicam.changes import NodeValue


def _names(features: Iterable[Feature]) -> tuple[str, ...]:
    return tuple(name for feature in features for name in feature.value)


SELECTOR = "TriggerSelector"

#: In the order of writing.
TRIGGER = ("TriggerSource", "TriggerActivation", "TriggerMode")

_WORDS = (Feature.ACQUISITION_MODE, Feature.VIDEO_MODE, Feature.PIXEL_FORMAT)
_BINNING = (Feature.BINNING_Y, Feature.BINNING_X)
_SIZES = (Feature.WIDTH, Feature.HEIGHT, Feature.OFFSET_X, Feature.OFFSET_Y)
_AMOUNTS = (
    Feature.LINK_LIMIT,
    Feature.RATE,
    Feature.EXPOSURE,
    Feature.GAIN,
    Feature.BLACK_LEVEL,
    Feature.GAMMA,
)

#: Binning and mode first: they change what the others may be.
LEVELS = _names((*_WORDS[:2], *_BINNING, _WORDS[2], *_SIZES, *_AMOUNTS))

COUNTS = _names((*_BINNING, *_SIZES))

#: What locks a value, and how it stands open. The order is that of opening.
_GATES: dict[Feature, tuple[NodeValue, Feature]] = {
    Feature.RATE_ENABLE: (True, Feature.RATE),
    Feature.RATE_AUTO: ("Off", Feature.RATE),
    Feature.EXPOSURE_MODE: ("Timed", Feature.EXPOSURE),
    Feature.EXPOSURE_AUTO: ("Off", Feature.EXPOSURE),
    Feature.GAIN_AUTO: ("Off", Feature.GAIN),
    Feature.BLACK_LEVEL_AUTO: ("Off", Feature.BLACK_LEVEL),
    Feature.GAMMA_ENABLE: (True, Feature.GAMMA),
}
OPEN = {name: value for gate, (value, _) in _GATES.items() for name in gate.value}
GATES_OF = {
    name: tuple(
        each
        for gate, (_, governed) in _GATES.items()
        if governed is feature
        for each in gate.value
    )
    for feature in _AMOUNTS
    for name in feature.value
}

#: Selectors are set last: the others are written behind them.
ENDS = (SELECTOR, "UserSetSelector")

KINDS: dict[str, type[NodeValue]] = {
    **dict.fromkeys(LEVELS, float),
    **dict.fromkeys(_names(_WORDS), str),
    **{name: type(value) for name, value in OPEN.items()},
    **dict.fromkeys(ENDS, str),
}
