"""``camsetup qc``: the session gate over frames, a session, or all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from camsetup.cameraqc.gate import Mode, Options, run_session
from camsetup.cameraqc.reports import SessionReport
from camsetup.cli import options as shared
from camsetup.cli.exit_codes import OF_OUTCOME, ExitCode
from camsetup.cli.qc_frames import judge_frames
from camsetup.cli.qc_many import judge_all
from camsetup.cli.qc_tables import print_session, stderr
from camsetup.domain.errors import InputError, UsageError
from camsetup.profiles.rigs import load_rig
from camsetup.session.process import prepare_process
from camsetup.session.report import to_json

#: ibllib samples so many frames of a video.
SAMPLES = 100

_CAMERAS = ("left", "right", "body", "belly")


def qc(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help="A session folder, a folder of sessions (with --all), a .npy stack "
            "of frames, or a video file.",
            show_default=False,
        ),
    ],
    camera: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help="Camera to judge: left, right or body; may be given several times.",
            show_default="all that the session has",
        ),
    ] = None,
    references: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Folder of reference frames, frames_left.npy and so on.",
            show_default="the rig's, yours, or an installed ibllib's",
        ),
    ] = None,
    rig: shared.Rig = None,
    n_samples: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=10_000,
            help="Frames to sample of each video.",
            show_default="100",
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Judge as CameraQC's documentation means it, and say where its code "
            "judges otherwise.",
        ),
    ] = False,
    plots: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write one picture for each check there."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="HTML", help="Write a report, one file with all in it."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Judge every session below PATH.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=1, max=256, help="With --all: sessions at a time.")
    ] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="TCP", help="With --all: a running Dask scheduler, tcp://host:8786."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With --all: results as .csv or .parquet."),
    ] = None,
    as_json: shared.AsJson = False,
) -> None:
    """Judge recorded sessions as IBL's CameraQC does, without ibllib or a network.

    Exit code: 0 PASS, 1 WARNING, 2 FAIL, 3 CRITICAL, 4 nothing could be judged,
    64 usage, 66 input missing or unreadable, 130 interrupted.

    Example: camsetup qc Subjects/mouse/2026-11-20/001 --report qc.html
    """
    prepare_process()
    _refuse_contradictions(
        path,
        everything=everything,
        pictures=plots is not None or report is not None,
        of_many=jobs != 1 or scheduler is not None or out is not None,
    )
    options = Options(
        cameras=_known(tuple(camera or ())),
        references=_folder(references),
        n_samples=n_samples or SAMPLES,
        mode=Mode.STRICT if strict else Mode.AGREEMENT,
        profile_references=_profile_references(rig),
    )
    if everything:
        code = judge_all(
            path,
            options,
            jobs=jobs,
            scheduler=scheduler,
            out=out,
            as_json=as_json,
        )
    elif path.is_dir():
        code = _judge_session(path, options, plots, report, as_json=as_json)
    else:
        code = judge_frames(path, options, n_samples, as_json=as_json)
    raise typer.Exit(code)


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
    path: Path, *, everything: bool, pictures: bool, of_many: bool
) -> None:
    if not path.exists():
        raise InputError(
            f"There is no {path}.",
            remedy="Give a session folder, a .npy stack of frames, or a video.",
        )
    if of_many and not everything:
        raise UsageError(
            "--jobs, --scheduler and --out are for many sessions.",
            remedy="Say --all, or leave them out.",
        )
    if pictures and (everything or not path.is_dir()):
        raise UsageError(
            "--plots and --report are for one session.",
            remedy="Give the folder of one session, without --all.",
        )
    if everything and not path.is_dir():
        raise UsageError(f"--all needs a folder; {path} is a file.")


def _known(cameras: tuple[str, ...]) -> tuple[str, ...]:
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
    return None if rig is None else load_rig(rig).gate_references
