"""Frame rate, jitter, dropped and incomplete frames, from the stamps alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.inspection import TimingReading
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.findings import Findings
    from camsetup.analysis.inspection import Observation
    from camsetup.domain.frame import Stamp

#: Losing less than this share of the frames is a WARNING; CameraQC fails from there.
LOSS_PERCENT = 0.1

#: With fewer intervals than this, rate and jitter are anecdotes.
FEWEST_INTERVALS = 5

RECORDING = "A recording proves nothing about the camera's rate."


def read_timing(observation: Observation) -> TimingReading:
    """Measure rate and jitter over the stamps of an observation."""
    intervals = frame_intervals_s(observation.stamps)
    known = len(intervals) > 0 and float(np.median(intervals)) > 0
    return TimingReading(
        rate_hz=1 / float(np.median(intervals)) if known else None,
        jitter_us=float(np.std(intervals)) * 1e6 if known else None,
        received=observation.received,
        dropped=observation.dropped,
        incomplete=observation.incomplete,
    )


def frame_intervals_s(stamps: tuple[Stamp, ...]) -> NDArray[np.float64]:
    """Return the time per frame between stamps, by the camera's clock.

    Where ids are missing, the interval is shared among the missing frames: a dropped
    frame is counted as dropped, and is no jitter. A camera that was opened anew
    counts from its start; no interval spans that.
    """
    ids = np.array([stamp.frame_id for stamp in stamps], np.int64)
    times_s = np.array([stamp.device_time_ns for stamp in stamps], np.int64) / 1e9
    steps, intervals = np.diff(ids), np.diff(times_s)
    forward = (steps > 0) & (intervals > 0)
    shared: NDArray[np.float64] = intervals[forward] / steps[forward]
    return shared


def judge_framerate(findings: Findings) -> CheckResult:
    """Ask whether frames come at the rig's rate, and evenly."""
    role, reading = findings.observation.role, findings.timing
    slack = role.rate_hz * role.target.timing.rate_tolerance_percent / 100
    limits = (role.rate_hz - slack, role.rate_hz + slack)
    few = len(findings.observation.stamps) <= FEWEST_INTERVALS
    if not findings.observation.live:
        return _unjudged("framerate", "Hz", limits, RECORDING)
    if few or reading.rate_hz is None or reading.jitter_us is None:
        return _unjudged("framerate", "Hz", limits, "Too few frames yet.")
    outcome, remedy = Outcome.PASS, ""
    found = f"{reading.rate_hz:.2f} Hz, jitter {reading.jitter_us:.0f} µs"
    expected = f"{role.rate_hz:g} Hz ± {slack:.2g}"
    if not limits[0] <= reading.rate_hz <= limits[1]:
        outcome, remedy = Outcome.FAIL, _rate_remedy(findings)
    elif reading.jitter_us > role.target.timing.jitter_us:
        outcome = Outcome.WARNING
        expected = f"jitter up to {role.target.timing.jitter_us:g} µs"
        remedy = "Look at the trigger, the exposure and the load of the USB bus."
    message = f"Frames come at {found}; {expected} passes."
    return CheckResult(
        "framerate", outcome, reading.rate_hz, "Hz", limits, message, remedy
    )


def judge_dropped_frames(findings: Findings) -> CheckResult:
    """Ask whether any frame was lost between camera and computer."""
    allowed = findings.observation.role.target.timing.dropped_frames
    return _judged_loss(
        findings,
        "dropped_frames",
        findings.timing.dropped,
        allowed,
        "Close other programs; give each camera its own USB 3 port; then count again.",
    )


def judge_incomplete_frames(findings: Findings) -> CheckResult:
    """Ask whether any frame came with rows missing."""
    return _judged_loss(
        findings,
        "incomplete_frames",
        findings.timing.incomplete,
        0,
        "Change the USB 3 cable or port; put fewer cameras on one controller; "
        "then count again.",
    )


def _judged_loss(
    findings: Findings, key: str, lost: int, allowed: int, remedy: str
) -> CheckResult:
    limits = (None, float(allowed))
    received = findings.timing.received
    if not findings.observation.live:
        return _unjudged(key, "frames", limits, RECORDING)
    if received == 0:
        return _unjudged(key, "frames", limits, "No frames yet.")
    word = key.partition("_")[0]
    message = f"{lost} of {received + lost} frames {word}; {allowed} passes."
    outcome = Outcome.PASS
    if lost > allowed:
        slight = 100 * lost / (received + lost) < LOSS_PERCENT
        outcome = Outcome.WARNING if slight else Outcome.FAIL
    shown = remedy if outcome > Outcome.PASS else ""
    return CheckResult(key, outcome, float(lost), "frames", limits, message, shown)


def _rate_remedy(findings: Findings) -> str:
    exposure_us = findings.observation.got.exposure_us
    longest_us = 1e6 / findings.observation.role.rate_hz
    if exposure_us is not None and exposure_us >= longest_us:
        return "Shorten the exposure: it is longer than one frame may last."
    return "Apply the settings again; look at the trigger and the USB 3 link."


def _unjudged(
    key: str, unit: str, limits: tuple[float | None, float | None], message: str
) -> CheckResult:
    return CheckResult(key, Outcome.NOT_SET, None, unit, limits, message)
