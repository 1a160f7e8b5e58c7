"""Strict mode: what ibllib's documentation means, where its code does otherwise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.limits import FACE_PERCENT, OF_LIMITS_MET, WHEEL_FRAMES
from camsetup.cameraqc.reports import Difference
from camsetup.cameraqc.suite import OF_FRAMES
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import (
        FileHeaders,
        Position,
        Result,
        WheelAlignment,
    )

#: A frame whose grey levels scatter less (SD) shows nothing: black, white or fog.
#: IBL's reference frames scatter by 70 to 80.
BLANK_SD = 2.0

#: A video of which more than this share is blank is refused.
BLANK_SHARE = 0.25

#: A header's rate may be so far off and still mean the rate expected: 29.97 is 30.
RATE_ROUNDING_HZ = 0.5


@dataclass(frozen=True, slots=True)
class Ruling:
    """What strict mode makes of one result."""

    outcome: Outcome
    message: str
    remedy: str = ""


def judged_strictly(
    results: Mapping[str, Result], evidence: Evidence
) -> tuple[dict[str, Result], tuple[Difference, ...]]:
    """Judge results again by their numbers; say where the outcome is another."""
    judged: dict[str, Result] = {}
    differences = []
    blank = _blank(evidence)
    for name, result in results.items():
        ruling = _ruling(name, result, blank)
        judged[name] = result
        if ruling is not None and ruling.outcome is not result.outcome:
            judged[name] = replace(  # type: ignore[type-var]
                result,
                outcome=ruling.outcome,
                message=ruling.message,
                remedy=ruling.remedy,
            )
            differences.append(
                Difference(name, result.outcome, ruling.outcome, ruling.message)
            )
    return judged, tuple(differences)


def _ruling(name: str, result: Result, blank: str) -> Ruling | None:
    """Return what strict mode makes of a result; None where it has no other view."""
    if result.outcome is Outcome.NOT_SET:
        return None
    if blank and name in OF_FRAMES:
        message = f"gate {result.outcome.name}, but {blank}"
        return Ruling(Outcome.FAIL, message, _LIGHT)
    judge = _JUDGES.get(name)
    return None if judge is None else judge(result)


def _position(result: Position) -> Ruling | None:
    """Judge the face alone, its x against the width and its y against the height."""
    if result.offset_px is None or result.size is None:
        return None
    x, y = result.offset_px
    percent = max(abs(x) / result.size.width, abs(y) / result.size.height) * 100
    passed = sum(percent < threshold for threshold in FACE_PERCENT)
    outcome = OF_LIMITS_MET[passed]
    distance = np.hypot(x, y)
    but = "but " if outcome > result.outcome else ""
    return Ruling(
        outcome,
        f"gate {result.outcome.name}, {but}the face is {distance:.0f} px off "
        f"({percent:.1f} % of the frame; less than {FACE_PERCENT[0]} % passes)",
        "" if outcome is Outcome.PASS else _AIM,
    )


def _file_headers(result: FileHeaders) -> Ruling | None:
    """Round the header's rate, where ibllib cuts its decimals off."""
    if result.rate_hz is None or result.expected_hz is None:
        return None
    as_expected = abs(result.rate_hz - result.expected_hz) < RATE_ROUNDING_HZ
    return Ruling(
        Outcome.PASS if as_expected else Outcome.FAIL,
        f"gate {result.outcome.name}, the header says {result.rate_hz:.2f} Hz and "
        f"{result.expected_hz:g} Hz are expected",
        "" if as_expected else "Set the rate with which the video file is written.",
    )


def _wheel_alignment(result: WheelAlignment) -> Ruling | None:
    """Fail beyond the larger tolerance, as ibllib did until August 2022."""
    offset = result.offset_frames
    if offset is None or abs(offset) <= max(WHEEL_FRAMES):
        return None
    return Ruling(
        Outcome.FAIL,
        f"gate {result.outcome.name}, but the wheel in the video is {abs(offset)} "
        f"frames {'late' if offset > 0 else 'early'}; {max(WHEEL_FRAMES)} at most",
        "Extract the times of the frames again.",
    )


_AIM = "Turn the camera until the mouse is where the reference frame has it."
_LIGHT = "Look at the light and the aperture, and whether the video plays."

_JUDGES: dict[str, Callable[..., Ruling | None]] = {
    "position": _position,
    "file_headers": _file_headers,
    "wheel_alignment": _wheel_alignment,
}


def _blank(evidence: Evidence) -> str:
    """Say how many of the frames show nothing, when they are too many."""
    if evidence.frames is None or not len(evidence.frames):
        return ""
    blank = sum(map(_shows_nothing, evidence.frames))
    if blank <= BLANK_SHARE * len(evidence.frames):
        return ""
    unread = f", {evidence.unread} could not be read" if evidence.unread else ""
    return f"{blank} of {len(evidence.frames)} frames show nothing{unread}"


def _shows_nothing(frame: NDArray[np.uint8]) -> bool:
    return float(frame[::4, ::4].std()) < BLANK_SD
