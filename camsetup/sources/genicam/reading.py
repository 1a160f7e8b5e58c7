"""Reading a camera's settings back, with as few nodes as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.settings import Automatic, CameraSettings, PixelFormat, Trigger
from camsetup.sources.genicam.binning import factor_now
from camsetup.sources.genicam.names import Feature

if TYPE_CHECKING:
    from camsetup.sources.genicam.names import Features

#: The numeric settings and what they are in a camera.
NUMBERS = {
    "width_px": Feature.WIDTH,
    "height_px": Feature.HEIGHT,
    "offset_x_px": Feature.OFFSET_X,
    "offset_y_px": Feature.OFFSET_Y,
    "rate_hz": Feature.RATE,
    "exposure_us": Feature.EXPOSURE,
    "gain_db": Feature.GAIN,
    "gamma": Feature.GAMMA,
    "black_level_percent": Feature.BLACK_LEVEL,
}

#: What is on when its node is not Off.
AUTOMATICS = {
    Automatic.EXPOSURE: Feature.EXPOSURE_AUTO,
    Automatic.GAIN: Feature.GAIN_AUTO,
    Automatic.RATE: Feature.RATE_AUTO,
}

OFF, ON = "Off", "On"


def read_back(features: Features) -> CameraSettings:
    """Return all settings as they are; None where the camera has nothing like it.

    Reads each node once and writes none.
    """
    trigger = _trigger(features)
    return CameraSettings(
        width_px=features.whole(Feature.WIDTH),
        height_px=features.whole(Feature.HEIGHT),
        offset_x_px=features.whole(Feature.OFFSET_X),
        offset_y_px=features.whole(Feature.OFFSET_Y),
        rate_hz=features.number(Feature.RATE),
        exposure_us=features.number(Feature.EXPOSURE),
        gain_db=features.number(Feature.GAIN),
        gamma=gamma_now(features),
        black_level_percent=features.number(Feature.BLACK_LEVEL),
        trigger=trigger,
        pixel_format=_pixel_format(features),
        binning=factor_now(features),
        automatics=_automatics(features, trigger),
    )


def gamma_now(features: Features) -> float | None:
    """Return the gamma that pictures have: 1 where it is there and disabled."""
    if features.flag(Feature.GAMMA_ENABLE) is False:
        return 1.0
    return features.number(Feature.GAMMA)


def _trigger(features: Features) -> Trigger | None:
    mode = features.word(Feature.TRIGGER_MODE)
    if mode is None:
        return None
    return Trigger.OFF if mode == OFF else Trigger.HARDWARE


def _pixel_format(features: Features) -> PixelFormat | None:
    try:
        return PixelFormat(features.word(Feature.PIXEL_FORMAT))
    except ValueError:
        return None


def _automatics(
    features: Features, trigger: Trigger | None
) -> frozenset[Automatic] | None:
    """Tell what the camera may change; a rate that is not enabled is its own choice.

    A camera that waits for pulses needs no rate: nothing is automatic about it then.
    """
    words = {which: features.word(node) for which, node in AUTOMATICS.items()}
    enabled = features.flag(Feature.RATE_ENABLE)
    if enabled is None and not any(words.values()):
        return None
    on = {which for which, word in words.items() if word not in (None, OFF)}
    if enabled is False and trigger is not Trigger.HARDWARE:
        on.add(Automatic.RATE)
    return frozenset(on)
