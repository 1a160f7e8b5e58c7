"""Whether the link carries what a camera is set to send: said before it hurts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from camsetup.domain.settings import PixelFormat, Trigger
from camsetup.sources.base import Remark
from camsetup.sources.genicam.names import Feature

if TYPE_CHECKING:
    from camsetup.domain.settings import CameraSettings
    from camsetup.sources.genicam.names import Features

#: Bits per pixel on the link; "Packed" as GigE Vision packs takes 12 for 10 as well.
BITS = {
    PixelFormat.MONO8: 8,
    PixelFormat.MONO10: 16,
    PixelFormat.MONO10P: 10,
    PixelFormat.MONO10_PACKED: 12,
    PixelFormat.MONO12: 16,
    PixelFormat.MONO12P: 12,
    PixelFormat.MONO12_PACKED: 12,
    PixelFormat.MONO16: 16,
}


class _Speed(NamedTuple):
    title: str
    useful_mb_s: float


#: DeviceCurrentSpeed's words (USB3 Vision), and what of their bit rate is left for
#: pictures: of 480 Mbit/s about 40 MB/s, of 5 Gbit/s about 380 MB/s.
_SPEEDS = {
    "LowSpeed": _Speed("USB 1", 0.1),
    "FullSpeed": _Speed("USB 1", 1.0),
    "HighSpeed": _Speed("USB 2", 40.0),
    "SuperSpeed": _Speed("USB 3", 380.0),
    "SuperSpeedPlus": _Speed("USB 3.1", 760.0),
}
_SLOW = ("LowSpeed", "FullSpeed", "HighSpeed")


def needed_mb_s(got: CameraSettings) -> float | None:
    """Return the megabytes per second that the settings make; None where unknown."""
    if not got.width_px or not got.height_px or not got.rate_hz:
        return None
    bits = BITS[got.pixel_format or PixelFormat.MONO8]
    return got.width_px * got.height_px * bits / 8 * got.rate_hz / 1e6


def link_remarks(
    features: Features, transport: Features, got: CameraSettings
) -> tuple[Remark, ...]:
    """Say what slows the camera down: its link, its limit, or its own exposure."""
    needed = needed_mb_s(got)
    said = (
        _usb_2(transport, needed),
        _over_limit(features, needed),
        _long_exposure(got),
    )
    return tuple(remark for remark in said if remark is not None)


def bottleneck(
    features: Features, transport: Features, got: CameraSettings
) -> Remark | None:
    """Say what of the link carries less than the settings need; None when all do."""
    needed = needed_mb_s(got)
    speed = _SPEEDS.get(transport.word(Feature.LINK_KIND) or "")
    if needed is not None and speed is not None and needed > speed.useful_mb_s:
        return _usb_2(transport, needed)
    return _over_limit(features, needed)


def link_notes(
    features: Features, transport: Features, got: CameraSettings
) -> tuple[str, ...]:
    """Say how fast the link is and what the pictures need of it."""
    needed, limit = needed_mb_s(got), _limit_mb_s(features)
    speed = _SPEEDS.get(transport.word(Feature.LINK_KIND) or "")
    parts = [speed.title] if speed else []
    if limit is not None:
        parts.append(f"at most {limit:.0f} MB/s")
    if needed is not None:
        parts.append(f"{needed:.1f} MB/s needed")
    return (f"Link: {', '.join(parts)}.",) if parts else ()


def _usb_2(transport: Features, needed: float | None) -> Remark | None:
    kind = transport.word(Feature.LINK_KIND) or ""
    if kind not in _SLOW:
        return None
    speed = _SPEEDS[kind]
    use = f"; {needed:.1f} MB/s are needed" if needed is not None else ""
    return Remark(
        f"The camera is connected by {speed.title}, which carries about"
        f" {speed.useful_mb_s:g} MB/s{use}.",
        "Plug it into a USB 3 port, with a USB 3 cable and without a hub.",
    )


def _over_limit(features: Features, needed: float | None) -> Remark | None:
    limit = _limit_mb_s(features)
    if limit is None or needed is None or needed <= limit:
        return None
    return Remark(
        f"The pictures need {needed:.1f} MB/s, and the camera sends at most"
        f" {limit:.1f} MB/s: frames will be missing or late.",
        f"Raise {features.name(Feature.LINK_LIMIT) or 'the link limit'}, or lower"
        " rate_hz or the size.",
    )


def _limit_mb_s(features: Features) -> float | None:
    nodes = (Feature.LINK_LIMIT, Feature.LINK_MOST)
    found = [features.number(node) for node in nodes]
    limits = [value for value in found if value]
    return min(limits) / 1e6 if limits else None


def _long_exposure(got: CameraSettings) -> Remark | None:
    """Say so when an exposure outlasts its period: the camera slows down silently."""
    if not got.rate_hz or not got.exposure_us or got.trigger is Trigger.HARDWARE:
        return None
    period_us = 1e6 / got.rate_hz
    if got.exposure_us <= period_us:
        return None
    return Remark(
        f"The exposure of {got.exposure_us:.0f} µs is longer than a period at"
        f" {got.rate_hz:g} Hz, {period_us:.0f} µs: the camera will be slower.",
        "Shorten exposure_us, or lower rate_hz.",
    )
