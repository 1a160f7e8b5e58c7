"""The suite: every check over the evidence of one camera, in ibllib's order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from camsetup.cameraqc.checks.brightness import check_brightness
from camsetup.cameraqc.checks.face import find_face
from camsetup.cameraqc.checks.focus import check_focus
from camsetup.cameraqc.checks.frame_data import check_dropped_frames, check_pin_state
from camsetup.cameraqc.checks.headers import check_file_headers, check_resolution
from camsetup.cameraqc.checks.position import check_position
from camsetup.cameraqc.checks.timing import (
    check_camera_times,
    check_framerate,
    check_timestamps,
)
from camsetup.cameraqc.checks.wheel_alignment import check_wheel_alignment
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import Faces, Result


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its name, what of the evidence it needs, and the function.

    ``needs`` are fields of `Evidence`; what could not be loaded explains why the
    check could not be made.
    """

    name: str
    needs: tuple[str, ...]
    judge: Callable[[Evidence, Faces | None], Result]


#: ibllib runs its checks in alphabetical order, with their default arguments.
CHECKS = (
    Check(
        "brightness",
        ("frames", "video"),
        lambda it, _: check_brightness(it.frames, it.camera, n_samples=it.n_samples),
    ),
    Check(
        "camera_times",
        ("bonsai_times", "camera_times", "video"),
        lambda it, _: check_camera_times(it.camera_times, it.bonsai_times, it.length),
    ),
    Check(
        "dropped_frames",
        ("count", "video"),
        lambda it, _: check_dropped_frames(it.count, it.length),
    ),
    Check(
        "file_headers",
        ("video", "expected"),
        lambda it, _: check_file_headers(
            it.video.rate_hz if it.video else None, it.expected
        ),
    ),
    Check(
        "focus",
        ("frames", "video", "references"),
        lambda it, faces: check_focus(it.frames, it.camera, it.references, faces=faces),
    ),
    Check(
        "framerate",
        ("timestamps", "expected"),
        lambda it, _: check_framerate(it.timestamps, it.expected),
    ),
    Check(
        "pin_state",
        ("pin_state", "audio", "video"),
        lambda it, _: check_pin_state(it.pin_state, it.audio, it.length),
    ),
    Check(
        "position",
        ("frames", "video", "references"),
        lambda it, faces: check_position(
            it.frames, it.camera, it.references, faces=faces
        ),
    ),
    Check(
        "resolution",
        ("video", "expected"),
        lambda it, _: check_resolution(
            it.video.size if it.video else None, it.expected
        ),
    ),
    Check(
        "timestamps",
        ("timestamps", "video"),
        lambda it, _: check_timestamps(it.timestamps, it.length),
    ),
    Check(
        "wheel_alignment",
        ("wheel", "timestamps", "video"),
        lambda it, _: check_wheel_alignment(
            it.camera, it.timestamps, it.wheel, it.motion_energy
        ),
    ),
)

ALL = frozenset(check.name for check in CHECKS)

#: The checks that look at pictures, and need nothing else but references.
OF_FRAMES = frozenset(check.name for check in CHECKS if "frames" in check.needs)


def judged(evidence: Evidence, only: Container[str] = ALL) -> dict[str, Result]:
    """Run every check that the session's protocol knows, or only those named."""
    faces = _faces(evidence)
    # IBL_QC.md section 1: nobody turns the wheel in habituation.
    skipped = "wheel_alignment" if "habituation" in evidence.protocol else ""
    return {
        check.name: _explained(check.judge(evidence, faces), check, evidence)
        for check in CHECKS
        if check.name in only and check.name != skipped
    }


def _faces(evidence: Evidence) -> Faces | None:
    """Find the face once, for the two checks that need it."""
    frames, references = evidence.frames, evidence.references
    if frames is None or references is None or not len(frames):
        return None
    return find_face(frames, evidence.camera, references)


def _explained(result: Result, check: Check, evidence: Evidence) -> Result:
    """Say of a check that could not be made what was missing for it, and why."""
    if result.outcome is not Outcome.NOT_SET:
        return result
    for gap in evidence.gaps:
        if gap.what in check.needs:
            return replace(result, message=gap.message, remedy=gap.remedy)  # type: ignore[type-var]
    return result
