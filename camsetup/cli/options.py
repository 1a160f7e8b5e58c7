"""The options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Rig = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="Rig: training, recording, one of yours, or a YAML file.",
        show_default="training, or the rig that has the camera",
    ),
]
Camera = Annotated[
    str | None,
    typer.Option(
        metavar="ROLE",
        help="Only this camera of the rig: left, right or body.",
        show_default="all of the rig",
    ),
]
Source = Annotated[
    list[str] | None,
    typer.Option(
        metavar="[ROLE=]ADDRESS",
        help="Where frames come from: gentl:SERIAL, simulator?dx=40&mouse=1, a video, "
        "a .npy stack, a folder of images, an image. May be given once for each role.",
        show_default="the role's camera, or simulator?mouse=1 where none is bound",
    ),
]
Outline = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="Outline to use instead of the rig's: a name, an SVG or a PNG.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
