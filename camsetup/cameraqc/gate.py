"""The gate: judges one camera's evidence, or a whole session folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.cameraqc.loading import load_evidence
from camsetup.cameraqc.options import Mode, Options
from camsetup.cameraqc.raw.session_files import cameras_in
from camsetup.cameraqc.reports import CameraReport, Difference, SessionReport
from camsetup.cameraqc.strict import judged_strictly
from camsetup.cameraqc.suite import ALL, judged
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome, worst

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from camsetup.cameraqc.evidence import Evidence

__all__ = ["Mode", "Options", "run_camera", "run_checks", "run_session"]


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
    stopped = _stopped(evidence)
    if stopped is None:
        return run_checks(evidence, mode)
    return stopped if mode is Mode.AGREEMENT else _strict_report(evidence, stopped)


def run_checks(
    evidence: Evidence, mode: Mode = Mode.AGREEMENT, only: Container[str] = ALL
) -> CameraReport:
    """Judge one camera by every check, or only those named, whatever is missing."""
    results = judged(evidence, only)
    differences: tuple[Difference, ...] = ()
    if mode is Mode.STRICT:
        results, differences = judged_strictly(results, evidence)
    outcome = worst(result.outcome for result in results.values())
    return CameraReport(
        evidence.camera, outcome, results, differences=differences, evidence=evidence
    )


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


def _strict_report(evidence: Evidence, stopped: CameraReport) -> CameraReport:
    """Judge what ibllib does not; a video that cannot be read is CRITICAL."""
    report = replace(run_checks(evidence, Mode.STRICT), message=stopped.message)
    if evidence.frames is not None:
        return report
    no_video = Difference("video", stopped.outcome, Outcome.CRITICAL, stopped.message)
    return replace(
        report,
        outcome=no_video.strict,
        differences=(no_video, *report.differences),
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
