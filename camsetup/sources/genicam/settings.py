"""Setting a camera: everything asked, in the order that works, or nothing at all."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import CameraSettings, PixelFormat, Range
from camsetup.sources.base import Remark
from camsetup.sources.genicam.automatics import switch_off, switch_on
from camsetup.sources.genicam.binning import Binning
from camsetup.sources.genicam.limits import same
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.reading import NUMBERS, gamma_now, read_back
from camsetup.sources.genicam.refusals import out_of_range, refusing
from camsetup.sources.genicam.region import set_region
from camsetup.sources.genicam.times import set_times
from camsetup.sources.genicam.triggering import select_frame_start, set_trigger
from camsetup.sources.genicam.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.genicam.names import Features

logger = logging.getLogger(__name__)


class Setter:
    """Sets one camera, and remembers what it could not do as asked.

    Parameters
    ----------
    features, transport
        Its own nodes, and those of its link on the host's side.
    camera
        Named in refusals.
    """

    def __init__(self, features: Features, transport: Features, camera: str) -> None:
        self._features = features
        self._transport = transport
        self._camera = camera
        self._missing: tuple[str, ...] = ()
        self._colours = ""
        self._binning = Binning(features)

    def apply(self, asked: CameraSettings) -> None:
        """Write what is not None; the order is that of GENICAM.md section 3.

        Limits depend on what was set before, and are checked when it is.

        Raises
        ------
        SettingRejectedError
            When a value cannot be taken; everything is then as it was before.
        CameraLostError
            When the camera is gone.
        """
        if not asked.asked():
            return
        self.check(asked)
        before = read_back(self._features)
        writing, how = Writing(self._features, self._camera), self._binning.how
        try:
            self._write(writing, asked, before)
        except SettingRejectedError:
            self._binning.how = how
            self._take_back(writing, before)
            raise
        others = [name for name in self._missing if name not in asked.asked()]
        self._missing = (*others, *writing.missing)

    def check(self, asked: CameraSettings) -> None:
        """Refuse what no other setting could make possible, before anything is done.

        Raises
        ------
        SettingRejectedError
            When a value cannot be taken.
        """
        writing = Writing(self._features, self._camera)
        for name in _INDEPENDENT:
            value, limits = getattr(asked, name), self._features.limits(NUMBERS[name])
            if value is not None and limits is not None:
                writing.checked(name, value)
        for name, sensor in _SENSOR.items():
            value, most = getattr(asked, name), self._features.constant(sensor)
            if value is not None and most is not None and value > most:
                raise out_of_range(self._camera, name, value, Range(1, most))

    def needs_pause(self, asked: CameraSettings) -> bool:
        """Say whether something is to change that is locked while frames come."""
        names = asked.asked()
        if not any(name in names for name in _LOCKED):
            return False
        got = read_back(self._features)
        changed = [name for name in _LOCKED if _differs(name, asked, got)]
        if self._binning.is_in_vain(asked.binning):
            changed = [name for name in changed if name != "binning"]
        return any(not self._movable(name) for name in changed)

    def prepare(self) -> None:
        """Let the camera send grey levels, and show the trigger that is read back.

        Raises
        ------
        SettingRejectedError
            When it sends nothing but colours.
        """
        select_frame_start(Writing(self._features, self._camera))
        self._send_grey()

    def remarks(self) -> tuple[Remark, ...]:
        """Say what could not be done as asked, and was let pass."""
        missing = tuple(_missing(name) for name in self._missing)
        return missing + self._binning.remarks()

    def notes(self) -> tuple[str, ...]:
        """Say how the binning is done, and what was changed without being asked."""
        if not self._colours:
            return self._binning.notes()
        grey = f"The camera sent {self._colours}; it sends grey levels now."
        return (*self._binning.notes(), grey)

    def _write(
        self, writing: Writing, asked: CameraSettings, before: CameraSettings
    ) -> None:
        switch_off(writing, asked)
        writing.unlocked = len(writing.changes)
        set_trigger(writing, asked.trigger)
        centred = self._binning.set(writing.changes, asked)
        _set_format(writing, asked.pixel_format, before.pixel_format)
        set_region(writing, asked, centred=centred)
        set_times(writing, asked, self._transport)
        writing.number("gain_db", asked.gain_db)
        writing.number("black_level_percent", asked.black_level_percent)
        _set_gamma(writing, asked.gamma)
        switch_on(writing, asked)

    def _send_grey(self) -> None:
        found = self._features.word(Feature.PIXEL_FORMAT)
        if found is None or found in _GREY:
            return
        offered = self._features.words(Feature.PIXEL_FORMAT)
        wanted = next((each for each in PixelFormat if each.value in offered), None)
        self.apply(CameraSettings(pixel_format=wanted or PixelFormat.MONO8))
        self._colours = found

    def _movable(self, name: str) -> bool:
        moves = name.startswith("offset")
        return moves and self._features.access(NUMBERS[name]).writable

    def _take_back(self, writing: Writing, before: CameraSettings) -> None:
        """Undo what was written, and what the camera changed because of it.

        Automatics come last: they lock what they govern.
        """
        writing.changes.take_back(down_to=writing.unlocked)
        self._mend(before)
        writing.changes.take_back()

    def _mend(self, before: CameraSettings) -> None:
        again = Writing(self._features, self._camera)
        _as_far_as_possible(lambda: _set_format(again, None, before.pixel_format))
        _as_far_as_possible(lambda: set_region(again, before, centred=False))
        for name in _FOLLOWING:
            if self._features.access(NUMBERS[name]).writable:
                value = getattr(before, name)
                _as_far_as_possible(partial(again.number, name, value))


def _as_far_as_possible(rewrite: Callable[[], None]) -> None:
    try:
        rewrite()
    except SettingRejectedError as error:
        logger.warning("A setting could not be taken back: %s", error)


def _set_format(
    writing: Writing, asked: PixelFormat | None, before: PixelFormat | None
) -> None:
    """Choose what is asked for, or what a new video mode has changed."""
    if asked is not None and writing.has("pixel_format", Feature.PIXEL_FORMAT):
        writing.word("pixel_format", asked, Feature.PIXEL_FORMAT, asked.value)
    elif before and before.value in writing.features.words(Feature.PIXEL_FORMAT):
        writing.word("pixel_format", before, Feature.PIXEL_FORMAT, before.value)


def _set_gamma(writing: Writing, gamma: float | None) -> None:
    """Set the gamma; 1 is met where the camera has none, or has it disabled."""
    if gamma is None:
        return
    features = writing.features
    present = gamma_now(features)
    if same(1.0 if present is None else present, gamma):
        return
    if features.flag(Feature.GAMMA_ENABLE) is False:
        with refusing(writing.camera, "gamma", gamma):
            writing.changes.flag(Feature.GAMMA_ENABLE, value=True)
    writing.number("gamma", gamma)


def _differs(name: str, asked: CameraSettings, got: CameraSettings) -> bool:
    return getattr(asked, name) not in (None, getattr(got, name))


def _missing(name: str) -> Remark:
    title = _TITLES.get(name, name)
    return Remark(
        f"This camera has no {title} to set.",
        f"Remove {name} from the rig file, or use another camera.",
    )


#: Locked while frames come.
_LOCKED = (
    "width_px",
    "height_px",
    "offset_x_px",
    "offset_y_px",
    "pixel_format",
    "binning",
)

#: What a camera changes by itself when something before it changes.
_FOLLOWING = ("rate_hz", "exposure_us", "gain_db", "black_level_percent", "gamma")

#: What may be is the same whatever else is set.
_INDEPENDENT = ("gain_db", "black_level_percent")

_SENSOR = {"width_px": Feature.SENSOR_WIDTH, "height_px": Feature.SENSOR_HEIGHT}

_TITLES = {
    "width_px": "width",
    "height_px": "height",
    "offset_x_px": "horizontal offset",
    "offset_y_px": "vertical offset",
    "rate_hz": "frame rate",
    "exposure_us": "exposure time",
    "gain_db": "gain",
    "black_level_percent": "black level",
    "pixel_format": "pixel format",
}

_GREY = {each.value for each in PixelFormat}
