"""``camsetup qc FRAMES``: the image checks over a stack of frames or a video."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from camsetup.cameraqc.cameras import CAMERAS
from camsetup.cameraqc.evidence import Evidence
from camsetup.cameraqc.gate import run_checks
from camsetup.cameraqc.image_report import image_report
from camsetup.cameraqc.raw.video import even_indices, read_properties, read_video
from camsetup.cameraqc.references import find_references, load_references
from camsetup.cameraqc.suite import OF_FRAMES
from camsetup.cli.exit_codes import OF_OUTCOME, ExitCode
from camsetup.cli.qc_tables import print_camera
from camsetup.domain.errors import UsageError
from camsetup.session.report import to_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.cameraqc.options import Options
    from camsetup.cameraqc.reports import CameraReport


def judge_frames(
    path: Path, options: Options, n_samples: int | None, *, as_json: bool
) -> ExitCode:
    """Judge the frames of a file and print what was found.

    Raises
    ------
    InputError, UsageError
        When the file cannot be read, or it is not clear of which camera it is.
    """
    camera = _camera(path, options)
    found = find_references(camera, options.references, options.profile_references)
    frames = _frames(path, options.n_samples)
    evidence = Evidence(
        camera=camera,
        n_samples=n_samples or len(frames),
        frames=frames,
        references=None if found is None else load_references(found),
    )
    report = run_checks(evidence, options.mode, only=OF_FRAMES)
    if as_json:
        typer.echo(to_json(_to_plain(evidence, report)), nl=False)
    else:
        print_camera(report, str(path))
    return OF_OUTCOME[report.outcome]


def _to_plain(evidence: Evidence, report: CameraReport) -> dict[str, object]:
    """Return every number; in strict mode also what is judged otherwise."""
    plain: dict[str, object] = dict(
        image_report(
            evidence.frames, evidence.camera, evidence.references, evidence.n_samples
        )
    )
    if report.differences:
        plain["outcome"] = report.outcome.name
        plain["differences"] = report.differences_to_plain()
    return plain


def _frames(path: Path, n_samples: int) -> NDArray[np.uint8]:
    if path.suffix == ".npy":
        return load_references(path)
    length = read_properties(path).length
    return read_video(path, even_indices(length, n_samples)).frames


def _camera(path: Path, options: Options) -> str:
    """Return the camera asked for, or the one that the file is named after."""
    if len(options.cameras) == 1:
        return options.cameras[0]
    named = [camera for camera in CAMERAS if camera in path.stem.lower()]
    if options.cameras or len(named) != 1:
        raise UsageError(
            f"It is not clear which camera {path} is of.",
            remedy=f"Say --camera once, one of: {', '.join(CAMERAS)}.",
        )
    return named[0]
