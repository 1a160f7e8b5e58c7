"""The gate: judges one camera's evidence, or a whole session folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.cameraqc.loading import load_evidence
from camsetup.cameraqc.options import Mode, Options
from camsetup.cameraqc.raw.session_files import cameras_in
from camsetup.cameraqc.reports import CameraReport, Difference, SessionReport
from camsetup.cameraqc.strict import judged_strictly
from camsetup.cameraqc.suite import judged
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome, worst

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.cameraqc.evidence import Evidence

__all__ = ["Mode", "Options", "run_camera", "run_session"]


def run_session(
    session: str | Path,
    options: Options | None = None,
    on_camera: Callable[[str], None] | None = None,
) -> SessionReport:
    """Judge the cameras of a session folder.

    Parameters
    ----------
    on_camera
        Called with the name of each camera before it is read.

    Raises
    ------
    InputError
        When the folder is missing or holds no camera.
    """
    session, options = Path(session), options or Options()
    reports = {}
    for camera in options.cameras or _cameras_of(session):
        if on_camera is not None:
            on_camera(camera)
        evidence = load_evidence(session, camera, options)
        reports[camera] = run_camera(evidence, options.mode)
    return SessionReport(session, reports, options.mode)


def run_camera(evidence: Evidence, mode: Mode = Mode.AGREEMENT) -> CameraReport:
    """Judge one camera."""
    if mode is Mode.STRICT:
        return _strict_report(evidence)
    stopped = _stopped(evidence)
    if stopped is not None:
        return stopped
    results = judged(evidence)
    outcome = worst(result.outcome for result in results.values())
    return CameraReport(evidence.camera, outcome, results, evidence=evidence)


def _stopped(evidence: Evidence) -> CameraReport | None:
    """Return the report of what ibllib does not judge at all (IBL_QC.md section 1)."""
    if evidence.frames is None or evidence.timestamps is None:
        missing = "frames" if evidence.frames is None else "timestamps"
        return CameraReport(
            evidence.camera,
            Outcome.NOT_SET,
            message=_why(evidence, missing),
            evidence=evidence,
        )
    if not len(evidence.timestamps):
        return CameraReport(
            evidence.camera,
            Outcome.CRITICAL,
            message="There are no time stamps in the camera's times.",
            evidence=evidence,
        )
    return None


def _strict_report(evidence: Evidence) -> CameraReport:
    """Run every check, whatever is missing; a video that cannot be read is CRITICAL."""
    results, differences = judged_strictly(judged(evidence), evidence)
    unjudged = _stopped(evidence)
    if evidence.frames is None and unjudged is not None:
        no_video = Difference(
            "video", unjudged.outcome, Outcome.CRITICAL, unjudged.message
        )
        differences = (no_video, *differences)
    outcomes = [result.outcome for result in results.values()]
    outcomes += [each.strict for each in differences]
    return CameraReport(
        evidence.camera,
        worst(outcomes),
        results,
        unjudged.message if unjudged else "",
        differences,
        evidence,
    )


def _why(evidence: Evidence, missing: str) -> str:
    """Say what is missing and why; frames are missing for want of a video."""
    fields = (missing, "video") if missing == "frames" else (missing,)
    reasons = [gap.message for gap in evidence.gaps if gap.what in fields]
    return " ".join(reasons) or f"There are no {missing}."


def _cameras_of(session: Path) -> tuple[str, ...]:
    if not session.is_dir():
        raise InputError(
            f"There is no session folder {session}.",
            remedy="Give the folder that holds raw_video_data and alf.",
        )
    cameras = cameras_in(session)
    if not cameras:
        raise InputError(
            f"{session} holds no camera's files.",
            remedy="Give the folder that holds raw_video_data and alf, or --all for "
            "every session below a folder.",
        )
    return cameras
