"""Camera settings, as asked of a camera and as got from it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import TypeAlias

from typing_extensions import override


class Trigger(Enum):
    """What starts an exposure."""

    OFF = "off"
    HARDWARE = "hardware"


class Automatic(Enum):
    """Something that a camera may change by itself; all are on at power-up."""

    EXPOSURE = "exposure"
    GAIN = "gain"
    RATE = "frame rate"


class PixelFormat(Enum):
    """How a camera sends grey levels; the names are GenICam's (PFNC).

    A ``p`` is packed from the lowest bit on, ``Packed`` as GigE Vision packs.
    """

    MONO8 = "Mono8"
    MONO10 = "Mono10"
    MONO10P = "Mono10p"
    MONO10_PACKED = "Mono10Packed"
    MONO12 = "Mono12"
    MONO12P = "Mono12p"
    MONO12_PACKED = "Mono12Packed"
    MONO16 = "Mono16"


#: What a setting may be.
SettingValue: TypeAlias = float | Trigger | PixelFormat | frozenset[Automatic]


@dataclass(frozen=True, slots=True)
class Range:
    """What a setting may be: from low to high (both included) in steps."""

    low: float
    high: float
    step: float = 0.0

    def holds(self, value: float) -> bool:
        """Say whether a value lies inside, end points included."""
        return self.low <= value <= self.high

    def clamp(self, value: float) -> float:
        """Return the nearest value that lies inside."""
        return min(max(value, self.low), self.high)

    @override
    def __str__(self) -> str:
        """Write the range the way it is read aloud."""
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """The fixed settings of a camera; ``None`` means "leave as it is".

    Sizes and offsets are of the sensor's region of interest, in pixels, before
    the picture is turned. An automatic is always switched off: a setting that is
    given is a fixed value.

    Attributes
    ----------
    binning
        Sensor pixels that make one pixel, along each side: 1 or 2.
    automatics
        Those that are on; empty when the camera keeps what it was given.
    """

    width_px: int | None = None
    height_px: int | None = None
    offset_x_px: int | None = None
    offset_y_px: int | None = None
    rate_hz: float | None = None
    exposure_us: float | None = None
    gain_db: float | None = None
    gamma: float | None = None
    black_level_percent: float | None = None
    trigger: Trigger | None = None
    pixel_format: PixelFormat | None = None
    binning: int | None = None
    automatics: frozenset[Automatic] | None = None

    def asked(self) -> dict[str, SettingValue]:
        """Return the settings that are not None, by name."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in pairs if value is not None}

    def differing(self, other: CameraSettings) -> tuple[str, ...]:
        """Return the names of the settings that both give, and not the same."""
        theirs = other.asked()
        return tuple(
            name
            for name, value in self.asked().items()
            if theirs.get(name) is not None and value != theirs[name]
        )

    def over(self, base: CameraSettings) -> CameraSettings:
        """Return ``base`` with everything replaced that is given here."""
        return replace(base, **self.asked())  # type: ignore[arg-type]


#: What each setting is called when it is spoken of, without its unit.
_NAMES = {
    "width_px": "width",
    "height_px": "height",
    "offset_x_px": "offset x",
    "offset_y_px": "offset y",
    "rate_hz": "frame rate",
    "exposure_us": "exposure time",
    "gain_db": "gain",
    "black_level_percent": "black level",
    "pixel_format": "pixel format",
}

#: The unit in which each setting is shown.
UNITS = {
    "width_px": "px",
    "height_px": "px",
    "offset_x_px": "px",
    "offset_y_px": "px",
    "rate_hz": "Hz",
    "exposure_us": "µs",
    "gain_db": "dB",
    "gamma": "",
    "black_level_percent": "%",
    "trigger": "",
    "pixel_format": "",
    "binning": "",
    "automatics": "",
}


def setting_name(name: str) -> str:
    """Return what a setting is called in a sentence."""
    return _NAMES.get(name, name)


def setting_words(name: str, value: SettingValue) -> str:
    """Write a setting's value as a rig file has it, with its unit."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, frozenset):
        return ", ".join(each.value for each in Automatic if each in value) or "off"
    return f"{value:g} {UNITS[name]}".strip()
