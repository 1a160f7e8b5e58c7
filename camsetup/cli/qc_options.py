"""The options of ``camsetup qc``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from camsetup.cameraqc.options import SAMPLES

Place = Annotated[
    Path,
    typer.Argument(
        metavar="PATH",
        help="A session folder, a folder of sessions (with --all), a .npy stack of "
        "frames, or a video file.",
        show_default=False,
    ),
]
Cameras = Annotated[
    list[str] | None,
    typer.Option(
        "--camera",
        metavar="ROLE",
        help="Camera to judge: left, right or body; may be given several times.",
        show_default="all that the session has",
    ),
]
References = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        help="Folder of reference frames, frames_left.npy and so on.",
        show_default="the rig's, yours, or an installed ibllib's",
    ),
]
Rig = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="Rig whose file names the folder of reference frames.",
        show_default=False,
    ),
]
Samples = Annotated[
    int | None,
    typer.Option(
        "--n-samples",
        metavar="N",
        min=1,
        max=10_000,
        help="Frames to sample of each video.",
        show_default=str(SAMPLES),
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Judge as CameraQC's documentation means it, and say where its code "
        "judges otherwise.",
    ),
]
Plots = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write one picture for each check there."),
]
Report = Annotated[
    Path | None,
    typer.Option(metavar="HTML", help="Write a report, one file with all in it."),
]
Everything = Annotated[
    bool, typer.Option("--all", help="Judge every session below PATH.")
]
Jobs = Annotated[
    int,
    typer.Option(metavar="N", min=1, max=256, help="With --all: sessions at a time."),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="TCP", help="With --all: a running Dask scheduler, tcp://host:8786."
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="With --all: results as .csv or .parquet."),
]
