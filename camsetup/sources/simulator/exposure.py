"""From light to grey levels: exposure, gain, gamma, black level and noise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from camsetup.domain.settings import CameraSettings
    from camsetup.sources.simulator.knobs import Practice
    from camsetup.sources.simulator.scene import Light

Grey = NDArray[np.uint8]

#: Electrons that make a pixel white at 0 dB, and electrons of noise of its read-out.
#: Of the order of the Chameleon3's sensor (EMVA figures of the PYTHON 1300).
_FULL_WELL = 7000.0
_READ_NOISE = 12.0

#: Mean and standard deviation of the noise plate, and how far its values reach.
_MEAN, _DEVIATION, _REACH = 96, 32, 96
#: A grain of 1 is noise with a standard deviation of 1/16 grey level.
_GRAIN_PER_LEVEL = 16.0
_SCALE = 1 / (_GRAIN_PER_LEVEL * _DEVIATION)

#: Steps in which light is told apart, and the brightest that matters.
_STEPS_PER_UNIT = 4096.0
_STEPS = 1 << 16

#: The plate is larger than the frame by this, so that it can lie in many places.
_SPARE = 64


class Developed(NamedTuple):
    """A picture that needs only its noise: h×w uint8 each.

    ``level`` is as dark as the noise can make it, ``grain`` how strong the noise is.
    """

    level: Grey
    grain: Grey


@dataclass(frozen=True, slots=True)
class Exposure:
    """What decides how bright a picture gets.

    Attributes
    ----------
    amount
        Light × time × gain, against the rig's own settings; 1 is well exposed.
    gain
        Amplification of the electrons, 1 at 0 dB.
    gamma, black_level_percent
        As set.
    """

    amount: float
    gain: float
    gamma: float
    black_level_percent: float


def exposure(
    settings: CameraSettings, usual: CameraSettings, practice: Practice
) -> Exposure:
    """Compare the settings with those that the rig's light was made for."""
    gain = 10 ** ((settings.gain_db or 0.0) / 20)
    usual_gain = 10 ** ((usual.gain_db or 0.0) / 20)
    time = (settings.exposure_us or 0.0) / (usual.exposure_us or 1.0)
    light = practice.aperture * practice.light
    return Exposure(
        amount=light * time * gain / usual_gain,
        gain=gain,
        gamma=settings.gamma or 1.0,
        black_level_percent=settings.black_level_percent or 0.0,
    )


def developed(light: Light, how: Exposure) -> Developed:
    """Turn light into grey levels and the strength of their noise."""
    levels, grains = _curves(how)
    steps = np.clip(light, 0.0, (_STEPS - 1) / _STEPS_PER_UNIT)
    steps *= _STEPS_PER_UNIT
    index = steps.astype(np.uint16)
    return Developed(np.take(levels, index), np.take(grains, index))


def exposed(picture: Developed, number: int, seed: int) -> Grey:
    """Take one frame: lay the noise plate on, elsewhere for each frame."""
    height, width = picture.level.shape
    place = (number * 2731 + seed) % (_SPARE * _SPARE)
    y, x = divmod(place, _SPARE)
    plate = _noise_plate(width, height)[y : y + height, x : x + width]
    noise = cv2.multiply(picture.grain, plate, scale=_SCALE)
    return np.asarray(cv2.add(picture.level, noise, dst=noise), dtype=np.uint8)


@lru_cache(maxsize=16)
def _curves(how: Exposure) -> tuple[Grey, Grey]:
    linear = np.arange(_STEPS, dtype=np.float32) * (how.amount / _STEPS_PER_UNIT)
    bright = np.power(linear, how.gamma) if how.gamma != 1.0 else linear
    level = 255.0 * bright + 2.55 * how.black_level_percent
    electrons_per_level = _FULL_WELL / (255.0 * how.gain)
    electrons = np.minimum(255.0 * linear, 255.0) * electrons_per_level
    deviation = np.sqrt(electrons + _READ_NOISE**2) / electrons_per_level
    if how.gamma != 1.0:
        slope = how.gamma * bright / np.maximum(linear, 1e-3)
        deviation *= np.minimum(slope, 4.0)
    # A grain must not reach below black: its mean would then be raised.
    deviation = np.minimum(deviation, level * (_DEVIATION / _REACH))
    grain = np.clip(np.rint(deviation * _GRAIN_PER_LEVEL), 0, 255)
    lowest = level - grain * (_MEAN * _SCALE)
    return (
        np.clip(np.rint(lowest), 0, 255).astype(np.uint8),
        grain.astype(np.uint8),
    )


@lru_cache(maxsize=4)
def _noise_plate(width: int, height: int) -> Grey:
    random = np.random.default_rng(850)
    shape = (height + _SPARE, width + _SPARE)
    plate = random.standard_normal(shape, dtype=np.float32)
    plate *= _DEVIATION
    plate += _MEAN
    np.clip(plate, _MEAN - _REACH, _MEAN + _REACH, out=plate)
    return np.rint(plate).astype(np.uint8)
