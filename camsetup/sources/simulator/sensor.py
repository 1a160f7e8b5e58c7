"""The settings of a simulated Chameleon3: their limits, and what it makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.rig import Orientation
from camsetup.domain.settings import (
    UNITS,
    Automatic,
    CameraSettings,
    PixelFormat,
    Range,
    Trigger,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size

#: Between two exposures the sensor needs this long.
READOUT_US = 50.0


class Window(NamedTuple):
    """The part of the upright full picture that is sent, in pixels."""

    x: int
    y: int
    width: int
    height: int


class Sensor:
    """Holds every setting; refuses what a camera would refuse.

    Parameters
    ----------
    size
        The full picture.
    orientation
        How the camera is mounted.
    """

    def __init__(self, size: Size, orientation: Orientation) -> None:
        self._size = size
        self._orientation = orientation
        self.settings = power_up(size)

    def limits(self) -> dict[str, Range]:
        """Return what each numeric setting may be, as things stand."""
        return _limits(self._size, self.settings)

    def accept(self, asked: CameraSettings) -> CameraSettings:
        """Set what is not None and return all settings.

        What is given is fixed: its automatic is switched off.

        Raises
        ------
        SettingRejectedError
            When a value lies outside its range; nothing has then been changed.
        """
        wanted = asked.over(self._without_automatics(asked))
        limits = _limits(self._size, wanted)
        judged = asked.asked().keys() | _OFFSETS
        for name in (name for name in limits if name in judged):
            _require(name, getattr(wanted, name), limits[name])
        self.settings = wanted
        return wanted

    def automatic_exposure(self) -> None:
        """Have exposure time changed by the camera, as after a loss of power."""
        now = self.settings
        on = (now.automatics or frozenset()) | {Automatic.EXPOSURE}
        chosen_us = (now.exposure_us or 0.0) * _AUTOMATIC_FACTOR
        self.settings = replace(now, automatics=on, exposure_us=chosen_us)

    @property
    def rate_hz(self) -> float:
        """Return the rate that comes out: a long exposure silently slows it down."""
        rate, exposure = self.settings.rate_hz, self.settings.exposure_us
        return min(rate or 1.0, 1e6 / ((exposure or 0.0) + READOUT_US))

    @property
    def window(self) -> Window:
        """Return where the region of interest lies in the upright picture."""
        asked = self.settings
        width, height = asked.width_px or 0, asked.height_px or 0
        x, y = asked.offset_x_px or 0, asked.offset_y_px or 0
        flips_x, flips_y = _FLIPS[self._orientation]
        if flips_x:
            x = self._size.width - x - width
        if flips_y:
            y = self._size.height - y - height
        return Window(x, y, width, height)

    def lose_rows(self, pixels: NDArray[np.uint8]) -> None:
        """Blacken the rows that the sensor sends last, as a broken transfer does."""
        missing = max(1, pixels.shape[0] // 3)
        flips_rows = _FLIPS[self._orientation][1]
        rows = slice(0, missing) if flips_rows else slice(-missing, None)
        pixels[rows] = 0

    def _without_automatics(self, asked: CameraSettings) -> CameraSettings:
        fixed = {_AUTOMATICS[name] for name in asked.asked() if name in _AUTOMATICS}
        on = (self.settings.automatics or frozenset()) - fixed
        return replace(self.settings, automatics=on)


def power_up(size: Size) -> CameraSettings:
    """Return the settings of a camera that was just plugged in."""
    return CameraSettings(
        width_px=size.width,
        height_px=size.height,
        offset_x_px=0,
        offset_y_px=0,
        rate_hz=30.0,
        exposure_us=8000.0,
        gain_db=0.0,
        gamma=1.0,
        black_level_percent=0.0,
        trigger=Trigger.OFF,
        pixel_format=PixelFormat.MONO8,
        binning=1,
        automatics=frozenset(Automatic),
    )


#: Which automatic would change a setting.
_AUTOMATICS = {
    "exposure_us": Automatic.EXPOSURE,
    "gain_db": Automatic.GAIN,
    "rate_hz": Automatic.RATE,
}

#: The exposure that the automatic chooses, against the one that was fixed.
_AUTOMATIC_FACTOR = 1.5


_OFFSETS = {"offset_x_px", "offset_y_px"}

#: Whether the mounting exchanges left and right, and up and down.
_FLIPS = {
    Orientation.UPRIGHT: (False, False),
    Orientation.TURNED_180: (True, True),
    Orientation.MIRRORED_TOP_BOTTOM: (False, True),
    Orientation.MIRRORED_LEFT_RIGHT: (True, False),
}


def _limits(size: Size, settings: CameraSettings) -> dict[str, Range]:
    spare_x = max(0, size.width - (settings.width_px or 0))
    spare_y = max(0, size.height - (settings.height_px or 0))
    return {
        "width_px": Range(16, size.width, 2),
        "height_px": Range(16, size.height, 2),
        "offset_x_px": Range(0, spare_x, 2),
        "offset_y_px": Range(0, spare_y, 2),
        "rate_hz": Range(1.0, 200.0),
        "exposure_us": Range(20.0, 500_000.0),
        "gain_db": Range(0.0, 24.0),
        "gamma": Range(0.5, 4.0),
        "black_level_percent": Range(0.0, 12.5),
        "binning": Range(1, 2, 1),
    }


def _require(name: str, value: float, allowed: Range) -> None:
    step = allowed.step
    if allowed.holds(value) and (not step or (value - allowed.low) % step == 0):
        return
    steps = f" in steps of {step:g}" if step else ""
    raise SettingRejectedError(
        f"The simulated camera cannot set {name} to {value:g}.",
        remedy=f"It takes {allowed} {UNITS[name]}".rstrip() + f"{steps}.",
    )
