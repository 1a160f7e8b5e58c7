"""Results in words: a picture's title, and the number that a table shows."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from camsetup.cameraqc import limits
from camsetup.cameraqc.phrases import place, span
from camsetup.cameraqc.results import Timestamps
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import (
        Brightness,
        CameraTimes,
        DroppedFrames,
        FileHeaders,
        Focus,
        Framerate,
        PinState,
        Position,
        Resolution,
        Result,
        WheelAlignment,
    )


@dataclass(frozen=True, slots=True)
class Headline:
    """What was found, and the limit: the outcome stands between them."""

    finding: str
    limit: str


def headline(check: str, result: Result, evidence: Evidence | None) -> Headline:
    """Say in half a line what a check found and what it allows."""
    say = _HEADLINES.get(check)
    if say is None:
        return Headline(result.message, "")
    return say(result, evidence)


def number(check: str, result: Result, evidence: Evidence | None = None) -> str:
    """Return the number of a result that a table shows, with its unit; or nothing."""
    if isinstance(result, Timestamps):
        return _times(result, evidence.length if evidence else None)
    say = _NUMBERS.get(check)
    return say(result) if say is not None else ""


def as_sentence(words: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def counted(amount: int, thing: str) -> str:
    """Return "1 frame" or "2 frames"."""
    return f"{amount} {thing}" + "s" * (abs(amount) != 1)


def surplus(amount: int, thing: str) -> str:
    """Say by how many things there are more or fewer than frames."""
    if not amount:
        return f"one {thing} for each frame"
    return (
        f"{counted(abs(amount), thing)} {'more' if amount > 0 else 'fewer'} than frames"
    )


def _brightness(result: Brightness, _: Evidence | None) -> Headline:
    low, high = limits.BRIGHTNESS_BOUNDS
    return Headline(
        f"Mean grey level {span(result.means, 0)}, SD {_rounded(result.std, 1)}",
        f"{low} to {high} and SD below {limits.BRIGHTNESS_SD}",
    )


def _position(result: Position, evidence: Evidence | None) -> Headline:
    if result.offset_px is None:
        return Headline("Position", "")
    thing = "Body" if evidence is not None and evidence.camera == "body" else "Face"
    found = f"{thing} {place(result.offset_px)}"
    if result.face > result.outcome:
        also = f"{found} ({result.face.name}), histograms alike"
        return Headline(also, "the better one counts")
    if result.size is None:
        return Headline(found, f"limit {limits.FACE_PERCENT[0]} % of the frame")
    # IBL_QC.md 6 A 1: axes swapped.
    sides = (result.size.height, result.size.width)
    x, y = (side * limits.FACE_PERCENT[0] / 100 for side in sides)
    return Headline(found, f"limits {x:.0f} px sideways, {y:.0f} px up or down")


def _focus(result: Focus, _: Evidence | None) -> Headline:
    variances = [value for regions in result.laplacian for value in regions]
    least = f"{_least(variances, 0)} by Laplacian, {_least(result.fft, 1)} by FFT"
    return Headline(
        f"Sharpness at least {least}",
        f"above {limits.LAPLACIAN_VARIANCE} or above {limits.FFT_MEAN}",
    )


def _framerate(result: Framerate, _: Evidence | None) -> Headline:
    return Headline(
        f"{_rounded(result.rate_hz, 3)} Hz by the median interval",
        f"within {limits.RATE_HZ} Hz of {_rounded(result.expected_hz, 0)} Hz",
    )


def _file_headers(result: FileHeaders, _: Evidence | None) -> Headline:
    return Headline(
        f"The header says {_rounded(result.rate_hz, 2)} Hz",
        f"{_rounded(result.expected_hz, 0)} Hz expected",
    )


def _camera_times(result: CameraTimes, _: Evidence | None) -> Headline:
    return Headline(
        f"The camera's own clock: {surplus(result.surplus or 0, 'stamp')}",
        "one for each frame",
    )


def _dropped_frames(result: DroppedFrames, _: Evidence | None) -> Headline:
    if result.dropped is None:
        return Headline("The frame counter does not increase", "it must")
    return Headline(
        f"{counted(result.dropped, 'frame')} dropped, {_rounded(result.percent, 2)} %",
        f"below {limits.DROPPED_PERCENT:g} %",
    )


def _pin_state(result: PinState, _: Evidence | None) -> Headline:
    unmatched = result.unmatched or 0
    found = "A rise of the pin for every sound"
    if unmatched > 0:
        found = f"{counted(unmatched, 'sound')} more than rises of the pin"
    elif unmatched < 0:
        found = f"{counted(-unmatched, 'rise')} of the pin more than sounds"
    return Headline(found, f"fewer than {limits.PIN_RISES} pass")


def _resolution(result: Resolution, _: Evidence | None) -> Headline:
    expected = result.expected.size if result.expected else None
    return Headline(
        f"{result.size or '?'} px", f"{expected} px expected" if expected else ""
    )


def _timestamps(result: Timestamps, evidence: Evidence | None) -> Headline:
    length = evidence.length if evidence else None
    order = "increasing" if result.increasing else "not increasing"
    nan = "" if result.without_nan else ", NaN among them"
    frames = "" if length is None else f" for {counted(length, 'frame')}"
    return Headline(
        f"{counted(result.count or 0, 'time')}{frames}, {order}{nan}",
        "one for each frame, increasing",
    )


def _wheel_alignment(result: WheelAlignment, _: Evidence | None) -> Headline:
    offset = result.offset_frames
    if offset is None:
        return Headline("Wheel and video were not compared", "")
    late = "late" if offset > 0 else "early"
    found = f"The video shows the wheel {counted(abs(offset), 'frame')} {late}"
    return Headline(
        found if offset else "The video shows the wheel in time",
        f"{counted(limits.WHEEL_FRAMES[0], 'frame')} at most",
    )


def _offset(result: Position) -> str:
    if result.offset_px is None:
        return ""
    x, y = result.offset_px
    return f"{(x * x + y * y) ** 0.5:.0f} px"


def _weakest(result: Focus) -> str:
    variances = [value for regions in result.laplacian for value in regions]
    if not variances:
        return ""
    return f"var {_least(variances, 0)}, FFT {_least(result.fft, 1)}"


def _signed(amount: int | None, thing: str) -> str:
    if amount is None:
        return ""
    sign = "−" if amount < 0 else "+" if amount > 0 else ""
    return f"{sign}{counted(abs(amount), thing)}"


def _dropped(result: DroppedFrames) -> str:
    if result.outcome is Outcome.NOT_SET:
        return ""
    if result.dropped is None:
        return "not increasing"
    return _with_surplus(f"{result.dropped} dropped", result.surplus, "count")


def _unmatched(result: PinState) -> str:
    if result.unmatched is None:
        return ""
    found = f"{abs(result.unmatched)} unmatched"
    return _with_surplus(found, result.surplus, "state")


def _with_surplus(found: str, surplus: int | None, thing: str) -> str:
    """Add by how many things the video's frames are missed, where they are."""
    return f"{found}, {_signed(surplus, thing)}" if surplus else found


def _times(result: Timestamps, length: int | None) -> str:
    """Return how many times there are, or what is wrong with them."""
    if result.count is None:
        return ""
    if not result.without_nan:
        return "NaN among them"
    if not result.increasing:
        return "not increasing"
    surplus = result.count - (result.count if length is None else length)
    return _missing(surplus) if surplus else counted(result.count, "time")


def _missing(more_than_frames: int | None) -> str:
    if more_than_frames is None:
        return ""
    if more_than_frames > 0:
        return f"{more_than_frames} too many"
    return f"{-more_than_frames} missing"


def _least(values: list[float] | tuple[float, ...], digits: int) -> str:
    return _rounded(min(filter(isfinite, values), default=None), digits)


def _rounded(value: float | None, digits: int) -> str:
    if value is None or not isfinite(value):
        return "?"
    return f"{value:.{digits}f}"


_HEADLINES: dict[str, Callable[..., Headline]] = {
    "brightness": _brightness,
    "camera_times": _camera_times,
    "dropped_frames": _dropped_frames,
    "file_headers": _file_headers,
    "focus": _focus,
    "framerate": _framerate,
    "pin_state": _pin_state,
    "position": _position,
    "resolution": _resolution,
    "timestamps": _timestamps,
    "wheel_alignment": _wheel_alignment,
}

_NUMBERS: dict[str, Callable[..., str]] = {
    "brightness": lambda it: span(it.means, 0) if it.means else "",
    "camera_times": lambda it: _missing(it.surplus),
    "dropped_frames": _dropped,
    "file_headers": lambda it: "" if it.rate_hz is None else f"{it.rate_hz:g} Hz",
    "focus": _weakest,
    "framerate": lambda it: (
        "" if it.rate_hz is None else f"{_rounded(it.rate_hz, 2)} Hz"
    ),
    "pin_state": _unmatched,
    "position": _offset,
    "resolution": lambda it: "" if it.size is None else f"{it.size}",
    "wheel_alignment": lambda it: _signed(it.offset_frames, "frame"),
}
