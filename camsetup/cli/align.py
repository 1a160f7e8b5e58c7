"""``camsetup align``: the pose of every frame of a recording."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from camsetup.analysis.alignment import Aligner, Tracker
from camsetup.cli import options
from camsetup.domain.frame import Size
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.references import read_photo
from camsetup.session.process import prepare_process
from camsetup.session.report import alignment_report, to_json
from camsetup.sources.recording import read_all

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.alignment import Alignment
    from camsetup.domain.outline import Outline

    Align = Callable[[NDArray[np.uint8]], Alignment]


def align(
    frames: Annotated[
        Path,
        typer.Argument(
            metavar="FRAMES", help=".npy stack, video, folder of images, image."
        ),
    ],
    outline: Annotated[
        str, typer.Option(metavar="NAME|FILE", help="Outline: a name, an SVG, a PNG.")
    ],
    reference: Annotated[
        Path | None,
        typer.Option(metavar="PHOTO", help="Align to this photo of the same rig."),
    ] = None,
    track: Annotated[
        bool, typer.Option("--track", help="Follow from frame to frame; faster.")
    ] = False,
    as_json: options.AsJson = False,
) -> None:
    """Say where the rig stands against an outline, in each frame.

    dx and dy in px (right, down), rotation clockwise in degrees, scale above 1 when
    the rig appears larger; from outline to frame, about the picture's centre.

    Example: camsetup align frames_left.npy --outline recording-left --json
    """
    prepare_process()
    drawn = load_outline(outline)
    rows: list[dict[str, Any]] = []  # Any: JSON's own values
    method: Align | None = None
    size: Size | None = None
    for index, pixels in enumerate(read_all(frames)):
        if method is None or Size(*pixels.shape[::-1]) != size:
            size = Size(*pixels.shape[::-1])
            method = _method(drawn.scaled(size), reference, track=track)
        start = time.perf_counter()
        alignment = method(pixels)
        elapsed_ms = (time.perf_counter() - start) * 1e3
        rows.append(alignment_report(alignment, index, elapsed_ms))
    if as_json:
        typer.echo(to_json({"outline": drawn.name, "frames": rows}), nl=False)
    else:
        Console().print(_table(drawn.name, rows))


def _method(outline: Outline, reference: Path | None, *, track: bool) -> Align:
    if reference is None:
        aligner = Aligner(outline)
    else:
        aligner = Aligner.from_photo(read_photo(reference), outline)
    return Tracker(aligner).follow if track else aligner.search


#: What stands over the columns, for 80 characters.
_HEADINGS = {
    "index": "frame",
    "recognised": "rig",
    "dx_px": "dx px",
    "dy_px": "dy px",
    "rotation_deg": "turn °",
    "scale": "scale",
    "rms_px": "rms px",
    "match": "match",
    "confidence": "sure",
    "ms": "ms",
}


def _table(name: str, rows: list[dict[str, Any]]) -> Table:
    table = Table(title=f"Against {name}", box=None, pad_edge=False)
    for heading in _HEADINGS.values():
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        shown = row | {"recognised": "yes" if row["recognised"] else "no"}
        table.add_row(*(_short(shown[key]) for key in _HEADINGS))
    return table


def _short(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
