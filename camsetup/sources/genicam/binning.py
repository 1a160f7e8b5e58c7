"""Binning: which of a camera's nodes makes one pixel of two by two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.genicam.changes import Changes
    from camsetup.sources.genicam.names import Features


def factor_now(features: Features) -> int:
    """Return how many sensor rows make one row of the picture; 1 where unknown.

    What the tallest picture is of the sensor counts as much as BinningVertical: a
    Chameleon3 bins by its VideoMode, and what its binning nodes then say is not
    established (GENICAM.md section 3).
    """
    return _factor(features, _ROWS)


def bin_by(features: Features, changes: Changes, factor: int) -> str | None:
    """Bin by this factor and say how; None when nothing does, all is then as before.

    The nodes are probed: BinningVertical, with BinningHorizontal where that is not
    coupled; then each VideoMode. What counts is the largest picture that results.
    """
    if _gives(features, factor):
        return _as_found(features)
    for way in (_by_binning, _by_video_mode):
        how = way(features, changes, factor)
        if how is not None:
            return how
    return None


def _by_binning(features: Features, changes: Changes, factor: int) -> str | None:
    found = {axis: features.number(axis) for axis in _AXES}
    if not features.access(Feature.BINNING_Y).writable:
        return None

    def write(values: dict[Feature, float]) -> None:
        for axis, value in values.items():
            if features.access(axis).writable:
                changes.number(axis, value)

    if _works(lambda: write(dict.fromkeys(_AXES, factor)), features, factor):
        return "BinningVertical"
    _quietly(
        lambda: write({axis: old for axis, old in found.items() if old is not None})
    )
    return None


def _by_video_mode(features: Features, changes: Changes, factor: int) -> str | None:
    found = features.word(Feature.VIDEO_MODE)
    if found is None or not features.access(Feature.VIDEO_MODE).writable:
        return None
    others = [mode for mode in features.words(Feature.VIDEO_MODE) if mode != found]
    for mode in others:
        if _works(partial(changes.word, Feature.VIDEO_MODE, mode), features, factor):
            return f"VideoMode {mode}"
    _quietly(partial(changes.word, Feature.VIDEO_MODE, found))
    return None


def _works(write: Callable[[], None], features: Features, factor: int) -> bool:
    return _quietly(write) and _gives(features, factor)


def _quietly(write: Callable[[], None]) -> bool:
    """Try: a way that is refused is simply not the way."""
    try:
        write()
    except NodeError:
        return False
    return True


def _gives(features: Features, factor: int) -> bool:
    return all(_factor(features, axis) == factor for axis in (_ROWS, _COLUMNS))


def _factor(features: Features, axis: tuple[Feature, Feature, Feature]) -> int:
    binning, most, sensor = axis
    said = features.whole(binning) or 1
    largest, whole = features.number(most), features.constant(sensor)
    by_size = round(whole / largest) if whole and largest else 1
    return max(said, by_size)


def _as_found(features: Features) -> str:
    mode = features.word(Feature.VIDEO_MODE)
    return "as found" if mode is None else f"VideoMode {mode}"


_AXES = (Feature.BINNING_Y, Feature.BINNING_X)

_ROWS = (Feature.BINNING_Y, Feature.HEIGHT_MAX, Feature.SENSOR_HEIGHT)
_COLUMNS = (Feature.BINNING_X, Feature.WIDTH_MAX, Feature.SENSOR_WIDTH)
