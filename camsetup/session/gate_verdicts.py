"""What the session gate says of a camera now: images, rate, losses and size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.timing import FEWEST_INTERVALS
from camsetup.cameraqc.cameras import ExpectedVideo
from camsetup.cameraqc.checks.frame_data import check_dropped_frames
from camsetup.cameraqc.checks.headers import check_resolution
from camsetup.cameraqc.checks.timing import check_framerate
from camsetup.cameraqc.margins import margin
from camsetup.domain.verdict import Outcome
from camsetup.session.gate_verdict import GateVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.analysis.inspection import Inspection
    from camsetup.cameraqc.results import Result
    from camsetup.domain.frame import Frame
    from camsetup.session.state import CameraState
    from camsetup.stream.feed import Tally

#: What the gate judges on the mouse, and cannot say of an empty rig.
ON_THE_MOUSE = ("position", "focus")

_NO_MOUSE = "Needs a mouse in the rig."
_LOOK_AGAIN = "Look again when a mouse is in: a session has one."
_TOO_FEW = "Too few frames yet."


@dataclass(frozen=True, slots=True, eq=False)
class Glimpse:
    """All that the gate may know of a camera: a frame, and what is known around it."""

    frame: Frame
    tally: Tally
    inspection: Inspection
    camera: CameraState

    @property
    def live(self) -> bool:
        """Say whether the frames' times prove anything about the camera."""
        description = self.camera.description
        return description is None or description.live

    @property
    def sees_eyes(self) -> bool:
        """Say whether this view shows the mouse's eye when a mouse is in."""
        outline = self.camera.outline
        return outline is not None and outline.region("eye") is not None

    @property
    def mouse_missing(self) -> bool:
        """Say whether there is no mouse, as far as this view tells."""
        return self.sees_eyes and not self.inspection.mouse_in


def gate_verdicts(
    glimpse: Glimpse, images: Mapping[str, Result]
) -> tuple[GateVerdict, ...]:
    """Return what the gate says; ``images`` are its results on sampled frames.

    Of the times of a recording it says nothing: they prove nothing about the camera.
    """
    on_images = (_seen(key, result, glimpse) for key, result in images.items())
    times = (_framerate(glimpse), _losses(glimpse)) if glimpse.live else ()
    return (*on_images, *times, _resolution(glimpse))


def _seen(key: str, result: Result, glimpse: Glimpse) -> GateVerdict:
    """Say what the images show; where a mouse may be all that lacks, ask for it."""
    on_mouse = key in ON_THE_MOUSE
    if on_mouse and glimpse.mouse_missing:
        return GateVerdict(key, Outcome.NOT_SET, _NO_MOUSE)
    verdict = _verdict(key, result)
    unsure = glimpse.mouse_missing or (on_mouse and not glimpse.sees_eyes)
    if unsure and result.outcome > Outcome.PASS:
        return replace(verdict, remedy=f"{_LOOK_AGAIN} {verdict.remedy}".strip())
    return verdict


def _framerate(glimpse: Glimpse) -> GateVerdict:
    stamps = glimpse.tally.stamps
    if len(stamps) <= FEWEST_INTERVALS:
        return GateVerdict("framerate", Outcome.NOT_SET, _TOO_FEW)
    times_s = np.array([stamp.device_time_ns for stamp in stamps], np.int64) / 1e9
    return _verdict("framerate", check_framerate(times_s, _expected(glimpse)))


def _losses(glimpse: Glimpse) -> GateVerdict:
    """Judge all frames since the counters were reset, as a session has them all."""
    timing = glimpse.inspection.timing
    if timing.received <= FEWEST_INTERVALS:
        return GateVerdict("dropped_frames", Outcome.NOT_SET, _TOO_FEW)
    # Where in the count the gaps are makes no difference.
    count = np.arange(timing.received)
    count[-1] += timing.dropped
    result = check_dropped_frames(count, timing.received)
    return _verdict("dropped_frames", result)


def _resolution(glimpse: Glimpse) -> GateVerdict:
    result = check_resolution(glimpse.frame.size, _expected(glimpse))
    return _verdict("resolution", result)


def _expected(glimpse: Glimpse) -> ExpectedVideo:
    """Return what the rig expects; in a session its description says the same."""
    role = glimpse.camera.role
    return ExpectedVideo(role.rate_hz, role.size)


def _verdict(key: str, result: Result) -> GateVerdict:
    distance = margin(result)
    return GateVerdict(
        key,
        result.outcome,
        result.message,
        result.remedy,
        str(distance) if distance else "",
    )
