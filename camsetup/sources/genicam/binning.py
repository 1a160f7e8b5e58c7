"""Binning: which of a camera's nodes makes one pixel of two by two, if any."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from camsetup.sources.base import Remark
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.domain.settings import CameraSettings
    from camsetup.sources.genicam.changes import Changes
    from camsetup.sources.genicam.names import Features


class Binning:
    """Bins one camera's sensor, and remembers how that is done, or that it is not.

    Attributes
    ----------
    how
        Which node does it, or `CUT_OUT`; empty where nothing is binned.
    """

    def __init__(self, features: Features) -> None:
        self._features = features
        self.how = ""
        self._in_vain: set[int] = set()

    def set(self, changes: Changes, asked: CameraSettings) -> bool:
        """Bin as asked; say whether the picture has to be cut out instead.

        Asked nothing, a binning that was found goes when it leaves too few pixels.
        """
        factor = asked.binning
        if factor is None and self._is_short(asked):
            factor = 1
        if factor is None:
            return False
        how = None
        if not self.is_in_vain(factor):
            how = bin_by(self._features, changes, factor)
        if how is None and factor > 1:
            self._in_vain.add(factor)
        self.how = (how or CUT_OUT) if factor > 1 else ""
        return self.how == CUT_OUT

    def is_in_vain(self, factor: int | None) -> bool:
        """Say whether the camera has turned out not to bin by this factor."""
        return factor in self._in_vain

    def remarks(self) -> tuple[Remark, ...]:
        """Say so where a part of the view stands for the whole."""
        return (_NOT_THE_SAME_VIEW,) if self.how == CUT_OUT else ()

    def notes(self) -> tuple[str, ...]:
        """Say how the binning is done."""
        if not self.how:
            return ()
        done = self.how if self.how == CUT_OUT else f"2×2 binning by {self.how}"
        return (f"{done}.",)

    def _is_short(self, asked: CameraSettings) -> bool:
        rooms = (
            (asked.width_px, self._features.number(Feature.WIDTH_MAX)),
            (asked.height_px, self._features.number(Feature.HEIGHT_MAX)),
        )
        short = any(size and most and size > most for size, most in rooms)
        return short and factor_now(self._features) > 1


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
        return _as_found(features, factor)
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


def _as_found(features: Features, factor: int) -> str:
    told = features.whole(Feature.BINNING_Y) == factor
    if told and features.access(Feature.BINNING_Y).writable:
        return "BinningVertical"
    mode = features.word(Feature.VIDEO_MODE)
    return "as found" if mode is None else f"VideoMode {mode}"


CUT_OUT = "Cut out of the sensor, not binned"

_NOT_THE_SAME_VIEW = Remark(
    "This camera does not bin: the picture is cut out of the sensor, which is not the"
    " same view.",
    "Use a camera that bins 2×2, or give the rig the full size.",
)

_AXES = (Feature.BINNING_Y, Feature.BINNING_X)

_ROWS = (Feature.BINNING_Y, Feature.HEIGHT_MAX, Feature.SENSOR_HEIGHT)
_COLUMNS = (Feature.BINNING_X, Feature.WIDTH_MAX, Feature.SENSOR_WIDTH)
