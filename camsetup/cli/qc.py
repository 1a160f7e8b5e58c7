"""``camsetup qc``: the session gate over frames, a session, or all of them."""

from __future__ import annotations

import typer

from camsetup.cli import options as shared
from camsetup.cli import qc_options as given


def qc(
    path: given.Place,
    camera: given.Cameras = None,
    references: given.References = None,
    rig: given.Rig = None,
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
    from camsetup.cli.qc_judging import (  # noqa: PLC0415 - the window starts without
        Request,
        judge,
    )

    request = Request(
        path=path,
        cameras=tuple(camera or ()),
        references=references,
        rig=rig,
        n_samples=n_samples,
        strict=strict,
        plots=plots,
        report=report,
        everything=everything,
        jobs=jobs,
        scheduler=scheduler,
        out=out,
        as_json=as_json,
    )
    raise typer.Exit(judge(request))
