"""The report of a check: plain values for JSON, and the pictures beside it."""

from __future__ import annotations

import json
from enum import Enum
from math import isfinite
from typing import TYPE_CHECKING, Any

from camsetup.domain.settings import Automatic
from camsetup.domain.verdict import CheckResult, Outcome, worst
from camsetup.profiles.files import write_atomically
from camsetup.profiles.references import write_photo
from camsetup.session.picture import with_outline
from camsetup.stream.phase import Phase, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.domain.settings import CameraSettings, SettingValue
    from camsetup.session.gate_verdict import GateVerdict
    from camsetup.session.role_values import Mistake
    from camsetup.session.state import CameraState, RigState
    from camsetup.sources.base import Remark

#: Plain values, as JSON takes them.
Plain = dict[str, Any]  # Any: JSON's own values

#: Phases in which a camera should send frames, and cannot.
_BROKEN = (Phase.FAILED, Phase.LOST, Phase.TAKEN, Phase.STALLED)


def report(state: RigState) -> Plain:
    """Return ``{"outcome", "cameras": {role: {...}}}`` of a rig, ready for JSON."""
    return {
        "outcome": overall(state).name,
        "cameras": {
            camera.role.name: camera_report(camera) for camera in state.cameras
        },
    }


def overall(state: RigState) -> Outcome:
    """Return the worst outcome of all cameras; one without a picture fails."""
    return worst(camera_outcome(camera) for camera in state.cameras)


def camera_outcome(camera: CameraState) -> Outcome:
    """Return the worst outcome of a camera's checks; without a picture, a FAIL."""
    judged = camera.inspection.outcome if camera.inspection else Outcome.NOT_SET
    problem = camera.problem or camera.settings_problem
    broken = problem is not None or camera.phase in _BROKEN
    return worst((judged, Outcome.FAIL if broken else Outcome.NOT_SET))


def camera_report(camera: CameraState) -> Plain:
    """Return one camera's part of the report."""
    inspection = camera.inspection
    timing = inspection.timing if inspection else None
    return {
        "outcome": camera_outcome(camera).name,
        "source": camera.address,
        "serial": camera.description.serial if camera.description else "",
        "frames": camera.counters.received,
        "dropped": camera.counters.dropped,
        "incomplete": camera.counters.incomplete,
        "interruptions": camera.counters.interruptions,
        "rate_hz": _rounded(timing.rate_hz if timing else None),
        "jitter_us": _rounded(timing.jitter_us if timing else None),
        "pose": _pose(camera),
        "checks": [check_report(check) for check in _checks(camera)],
        "gate": {verdict.key: gate_report(verdict) for verdict in camera.gate},
        "outline": camera.outline.name if camera.outline else None,
        "problems": [_told(problem) for problem in problems(camera)],
        "mistaken": _told(camera.mistaken) if camera.mistaken else None,
        "settings": settings_report(camera),
        "remarks": [_told(remark) for remark in remarks(camera)],
        "notes": list(camera.description.notes) if camera.description else [],
    }


def problems(camera: CameraState) -> tuple[Problem, ...]:
    """Return what is wrong with a camera, and what keeps an open one silent."""
    known = (camera.problem, camera.settings_problem, camera.outline_problem)
    silence = camera.diagnosis if camera.problem is None else None
    said = (Problem(silence.message, silence.remedy),) if silence else ()
    return tuple(problem for problem in known if problem is not None) + said


def remarks(camera: CameraState) -> tuple[Remark, ...]:
    """Return what will hurt later."""
    return camera.description.remarks if camera.description else ()


def settings_report(camera: CameraState) -> Plain:
    """Return the settings as asked and as read back, as a rig file spells them."""
    return {
        "asked": _settings(camera.asked),
        "got": _settings(camera.got),
        "reapplied": camera.reapplied,
        "kept": camera.kept,
    }


def check_report(check: CheckResult) -> Plain:
    """Return one check's part of the report."""
    return {
        "key": check.key,
        "outcome": check.outcome.name,
        "value": _rounded(check.value),
        "unit": check.unit,
        "limits": [_rounded(limit) for limit in check.limits],
        "message": check.message,
        "remedy": check.remedy,
    }


def gate_report(verdict: GateVerdict) -> Plain:
    """Return what the session gate says of a check, for the report."""
    return {
        "outcome": verdict.outcome.name,
        "margin": verdict.margin,
        "message": verdict.message,
        "remedy": verdict.remedy,
    }


def alignment_report(alignment: Alignment, index: int, elapsed_ms: float) -> Plain:
    """Return an alignment, as ``camsetup align`` lists it for each frame."""
    pose = alignment.pose
    return {
        "index": index,
        "recognised": alignment.recognised,
        "dx_px": round(pose.dx_px, 3),
        "dy_px": round(pose.dy_px, 3),
        "rotation_deg": round(pose.rotation_deg, 4),
        "scale": round(pose.scale, 6),
        "rms_px": round(alignment.rms_px, 3),
        "match": round(alignment.match, 1),
        "confidence": round(alignment.confidence, 4),
        "ms": round(elapsed_ms, 2),
    }


def save_report(state: RigState, folder: Path) -> tuple[Path, ...]:
    """Write check.json, and each camera's picture plain and under its outline.

    Raises
    ------
    InputError
        When the folder cannot be written to.
    """
    written = [folder / "check.json"]
    write_atomically(written[0], to_json(report(state)).encode())
    for camera in state.cameras:
        if camera.judged is None:
            continue
        plain = folder / f"{camera.role.name}.png"
        drawn = folder / f"{camera.role.name}-outline.png"
        write_photo(plain, camera.judged.pixels)
        write_photo(drawn, with_outline(camera.judged.pixels, camera.outline))
        written += [plain, drawn]
    return tuple(written)


def to_json(values: Plain) -> str:
    """Return the JSON text, as people can read it too."""
    return json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _pose(camera: CameraState) -> Plain | None:
    inspection, frame = camera.inspection, camera.judged
    if inspection is None or inspection.alignment is None or frame is None:
        return None
    index = frame.stamp.frame_id
    return alignment_report(inspection.alignment, index, camera.judged_ms)


def _told(what: Problem | Remark | Mistake) -> Plain:
    return {"message": what.message, "remedy": what.remedy}


def _settings(settings: CameraSettings) -> Plain:
    return {name: _plain(value) for name, value in settings.asked().items()}


def _plain(value: SettingValue) -> float | str | list[str]:
    """Return a setting as JSON takes it: numbers bare, automatics as a list."""
    if isinstance(value, frozenset):
        return [each.value for each in Automatic if each in value]
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int) else round(value, 4)


def _checks(camera: CameraState) -> tuple[CheckResult, ...]:
    return camera.inspection.checks if camera.inspection else ()


def _rounded(value: float | None) -> float | None:
    return None if value is None or not isfinite(value) else round(float(value), 4)
