"""Setting rate and exposure, each of which may limit the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from camsetup.domain.errors import SettingRejectedError
from camsetup.sources.genicam.link import bottleneck
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.reading import read_back
from camsetup.sources.genicam.refusals import SettingLockedError
from camsetup.sources.genicam.triggering import waits

if TYPE_CHECKING:
    from camsetup.domain.settings import CameraSettings
    from camsetup.sources.genicam.names import Features
    from camsetup.sources.genicam.writing import Writing

_TIMED = "Timed"


def set_times(writing: Writing, asked: CameraSettings, transport: Features) -> None:
    """Set rate and exposure so that neither is in the other's way.

    A Chameleon3's longest exposure follows its rate; other cameras' highest rate
    follows their exposure: a shorter exposure comes first, then the rate.

    Raises
    ------
    SettingRejectedError
        When one is out of range; of a rate it says so when the link is to blame.
    """
    features, exposure = writing.features, asked.exposure_us
    if exposure is not None:
        _expose_for_a_time(writing, exposure)
        if _is_shorter(features, exposure):
            writing.number("exposure_us", exposure)
    # A camera that waits for pulses may have no rate to set.
    if not waits(features) or features.access(Feature.RATE).writable:
        _set_rate(writing, asked.rate_hz, transport)
    writing.number("exposure_us", exposure)


def _expose_for_a_time(writing: Writing, exposure_us: float) -> None:
    mode = writing.features.word(Feature.EXPOSURE_MODE)
    if mode not in (None, _TIMED):
        writing.word("exposure_us", exposure_us, Feature.EXPOSURE_MODE, _TIMED)


def _is_shorter(features: Features, exposure_us: float) -> bool:
    """Say whether it can be set whatever the rate.

    Too short, it is refused after the rate is set: with the limits of that rate.
    """
    limits = features.limits(Feature.EXPOSURE)
    now_us = features.number(Feature.EXPOSURE) or 0.0
    return limits is not None and limits.low <= exposure_us < now_us


def _set_rate(writing: Writing, rate_hz: float | None, transport: Features) -> None:
    try:
        writing.number("rate_hz", rate_hz)
    except SettingLockedError:
        raise
    except SettingRejectedError as refused:
        wish = replace(read_back(writing.features), rate_hz=rate_hz)
        slow = bottleneck(writing.features, transport, wish)
        if slow is None:
            raise
        message = f"{refused.message} {slow.message}"
        raise SettingRejectedError(message, remedy=slow.remedy) from refused
