"""What ``camsetup qc`` does: looks at what is asked, judges it and prints it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn

from camsetup.cameraqc.cameras import CAMERAS, KNOWN_CAMERAS
from camsetup.cameraqc.gate import Mode, Options, run_session
from camsetup.cameraqc.options import SAMPLES
from camsetup.cameraqc.wording import counted
from camsetup.cli.exit_codes import OF_OUTCOME, ExitCode
from camsetup.cli.qc_frames import judge_frames
from camsetup.cli.qc_many import judge_all
from camsetup.cli.qc_tables import print_session, stderr
from camsetup.domain.errors import InputError, UsageError
from camsetup.profiles.rigs import load_rig
from camsetup.session.process import prepare_process
from camsetup.session.report import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from camsetup.cameraqc.reports import SessionReport


@dataclass(frozen=True, slots=True)
class Request:
    """The command line, as it was given."""

    path: Path
    cameras: tuple[str, ...] = ()
    references: Path | None = None
    rig: str | None = None
    n_samples: int | None = None
    strict: bool = False
    plots: Path | None = None
    report: Path | None = None
    everything: bool = False
    jobs: int = 1
    scheduler: str | None = None
    out: Path | None = None
    as_json: bool = False


def judge(request: Request) -> ExitCode:
    """Do what is asked and return the exit code.

    Raises
    ------
    UsageError, InputError
        When it contradicts itself, or a file is missing or unreadable.
    """
    prepare_process()
    _refuse_contradictions(request)
    options = Options(
        cameras=_known(request.cameras),
        references=_folder(request.references),
        n_samples=request.n_samples or SAMPLES,
        mode=Mode.STRICT if request.strict else Mode.AGREEMENT,
        profile_references=_profile_references(request.rig),
    )
    if request.everything:
        return judge_all(
            request.path,
            options,
            jobs=request.jobs,
            scheduler=request.scheduler,
            out=request.out,
            as_json=request.as_json,
        )
    if request.path.is_dir():
        return _judge_session(request, options)
    return judge_frames(
        request.path, options, request.n_samples, as_json=request.as_json
    )


def _judge_session(request: Request, options: Options) -> ExitCode:
    judged = _with_progress(request.path, options)
    if request.as_json:
        typer.echo(to_json(judged.to_plain()), nl=False)
    else:
        print_session(judged)
    # Last: when they cannot be written, the answer is there all the same.
    for written in _pictures(judged, request):
        if not request.as_json:
            typer.echo(written)
    return OF_OUTCOME[judged.outcome]


def _pictures(judged: SessionReport, request: Request) -> Iterator[str]:
    """Write the pictures that are asked for, and say what was written."""
    if request.plots is not None:
        from camsetup.cameraqc.figures import (  # noqa: PLC0415 - costs 0.5 s
            save_figures,
        )

        with _working("Drawing the pictures"):
            written = save_figures(judged, request.plots)
        where = f" in {request.plots}" if written else ": there is nothing to show"
        yield f"Written: {counted(len(written), 'picture')}{where}"
    if request.report is not None:
        from camsetup.cameraqc.report_page import (  # noqa: PLC0415 - as above
            save_report,
        )

        with _working("Drawing the report"):
            save_report(judged, request.report)
        yield f"Written: {request.report}"


def _with_progress(session: Path, options: Options) -> SessionReport:
    """Judge a session, and say meanwhile which camera is being read."""
    with _working("Reading the session") as say:
        return run_session(
            session,
            options,
            on_camera=lambda camera: say(f"Reading the {camera} camera"),
        )


@contextmanager
def _working(what: str) -> Iterator[Callable[[str], None]]:
    """Turn a spinner beside what is being done; give what changes the words."""
    console = stderr()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task(what, total=None)
        yield lambda words: progress.update(task, description=words)


def _refuse_contradictions(request: Request) -> None:
    path, everything = request.path, request.everything
    for_one = request.plots is not None or request.report is not None
    for_many = request.jobs != 1 or any((request.scheduler, request.out))
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


def _known(cameras: tuple[str, ...]) -> tuple[str, ...]:
    for camera in cameras:
        if camera not in KNOWN_CAMERAS:
            raise UsageError(
                f"There is no camera {camera}.",
                remedy=f"Say one of: {', '.join(CAMERAS)}.",
            )
    return tuple(dict.fromkeys(cameras))


def _folder(references: Path | None) -> Path | None:
    remedy = "Give the folder that holds frames_left.npy and so on."
    if references is not None and not references.is_dir():
        raise InputError(
            f"There is no folder {references} of reference frames.", remedy=remedy
        )
    if references is not None and not any(
        (references / f"frames_{camera}.npy").exists() for camera in KNOWN_CAMERAS
    ):
        raise InputError(f"{references} holds no reference frames.", remedy=remedy)
    return references


def _profile_references(rig: str | None) -> Path | None:
    """Return the folder that the rig's file names, if a rig was given."""
    folder = None if rig is None else load_rig(rig).gate_references
    return None if folder is None else Path(folder)
