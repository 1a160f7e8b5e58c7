"""``camsetup qc``: the session gate over frames, a session, or all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from camsetup.cameraqc.gate import Mode, Options, run_session
from camsetup.cli import options as shared
from camsetup.cli import qc_options as given
from camsetup.cli.exit_codes import OF_OUTCOME, ExitCode
from camsetup.cli.qc_frames import judge_frames
from camsetup.cli.qc_many import judge_all
from camsetup.cli.qc_tables import print_session, stderr
from camsetup.domain.errors import InputError, UsageError
from camsetup.profiles.rigs import load_rig
from camsetup.session.process import prepare_process
from camsetup.session.report import to_json

if TYPE_CHECKING:
    from camsetup.cameraqc.reports import SessionReport

#: ibllib samples so many frames of a video.
SAMPLES = 100

_CAMERAS = ("left", "right", "body", "belly")


def qc(
    path: given.Place,
    camera: given.Cameras = None,
    references: given.References = None,
    rig: shared.Rig = None,
    n_samples: given.Samples = None,
    strict: given.Strict = False,
    plots: given.Plots = None,
    report: given.Report = None,
    everything: given.Everything = False,
    jobs: given.Jobs = 1,
    scheduler: given.Scheduler = None,
    out: given.Out = None,
    as_json: shared.AsJson = False,
) -> None:
    """Judge recorded sessions as IBL's CameraQC does, without ibllib or a network.

    Exit code: 0 PASS, 1 WARNING, 2 FAIL, 3 CRITICAL, 4 nothing could be judged,
    64 usage, 66 input missing or unreadable, 69 no Dask scheduler, 130 interrupted.

    Example: camsetup qc Subjects/mouse/2026-11-20/001 --report qc.html
    """
    prepare_process()
    for_one = plots is not None or report is not None
    for_many = jobs != 1 or scheduler is not None or out is not None
    _refuse_contradictions(path, everything, for_one=for_one, for_many=for_many)
    options = _options(camera or [], references, rig, n_samples, strict=strict)
    if everything:
        code = judge_all(
            path, options, jobs=jobs, scheduler=scheduler, out=out, as_json=as_json
        )
    elif path.is_dir():
        code = _judge_session(path, options, plots, report, as_json=as_json)
    else:
        code = judge_frames(path, options, n_samples, as_json=as_json)
    raise typer.Exit(code)


def _options(
    cameras: list[str],
    references: Path | None,
    rig: str | None,
    n_samples: int | None,
    *,
    strict: bool,
) -> Options:
    return Options(
        cameras=_known(cameras),
        references=_folder(references),
        n_samples=n_samples or SAMPLES,
        mode=Mode.STRICT if strict else Mode.AGREEMENT,
        profile_references=_profile_references(rig),
    )


def _judge_session(
    session: Path,
    options: Options,
    plots: Path | None,
    report: Path | None,
    *,
    as_json: bool,
) -> ExitCode:
    judged = _with_progress(session, options)
    if plots is not None:
        from camsetup.cameraqc.figures import (  # noqa: PLC0415 - costs 0.5 s
            save_figures,
        )

        save_figures(judged, plots)
    if report is not None:
        from camsetup.cameraqc.report_page import (  # noqa: PLC0415 - as above
            save_report,
        )

        save_report(judged, report)
    if as_json:
        typer.echo(to_json(judged.to_plain()), nl=False)
    else:
        print_session(judged, written=[path for path in (plots, report) if path])
    return OF_OUTCOME[judged.outcome]


def _with_progress(session: Path, options: Options) -> SessionReport:
    """Judge a session, and say meanwhile which camera is being read."""
    spinner = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=stderr(),
        transient=True,
    )
    with spinner as progress:
        task = progress.add_task("Reading the session", total=None)
        return run_session(
            session,
            options,
            on_camera=lambda camera: progress.update(
                task, description=f"Reading the {camera} camera"
            ),
        )


def _refuse_contradictions(
    path: Path, everything: bool, *, for_one: bool, for_many: bool
) -> None:
    if not path.exists():
        raise InputError(
            f"There is no {path}.",
            remedy="Give a session folder, a .npy stack of frames, or a video.",
        )
    if for_many and not everything:
        raise UsageError(
            "--jobs, --scheduler and --out are for many sessions.",
            remedy="Say --all, or leave them out.",
        )
    if for_one and (everything or not path.is_dir()):
        raise UsageError(
            "--plots and --report are for one session.",
            remedy="Give the folder of one session, without --all.",
        )
    if everything and not path.is_dir():
        raise UsageError(f"--all needs a folder; {path} is a file.")


def _known(cameras: list[str]) -> tuple[str, ...]:
    for camera in cameras:
        if camera not in _CAMERAS:
            raise UsageError(
                f"There is no camera {camera}.",
                remedy=f"Say one of: {', '.join(_CAMERAS[:3])}.",
            )
    return tuple(dict.fromkeys(cameras))


def _folder(references: Path | None) -> Path | None:
    if references is not None and not references.is_dir():
        raise InputError(
            f"There is no folder {references} of reference frames.",
            remedy="Give the folder that holds frames_left.npy and so on.",
        )
    return references


def _profile_references(rig: str | None) -> Path | None:
    """Return the folder that the rig's file names, if a rig was given."""
    folder = None if rig is None else load_rig(rig).gate_references
    return None if folder is None else Path(folder)
