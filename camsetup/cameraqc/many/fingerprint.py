"""Fingerprints: tell whether a session, or what is asked of it, has changed."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup import __version__
from camsetup.cameraqc.cameras import CAMERAS
from camsetup.cameraqc.references import find_references
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from camsetup.cameraqc.options import Options

#: Of the processed files the gate reads these; spike sorting may come and go.
_OF_ALF = ("Camera.", "wheel")


def fingerprint(session: Path) -> str:
    """Return a digest of name, size, time of change and rights of what is judged.

    Not of the contents: a video takes seconds to read, and every run asks.
    """
    lines = sorted(_line(session, path) for path in _files(session))
    return hashlib.sha256("\n".join(lines).encode(errors="replace")).hexdigest()


def question(options: Options) -> str:
    """Return what is asked of each session, as text: options, references, version."""
    return json.dumps(
        {
            "camsetup": __version__,
            "cameras": sorted(options.cameras),
            "n_samples": options.n_samples,
            "mode": options.mode.value,
            "references": [_reference(camera, options) for camera in CAMERAS],
        }
    )


def _files(session: Path) -> Iterator[Path]:
    """Yield the files that the gate may read, in no order."""
    for entry in _entries(session):
        if entry.name.startswith("_ibl_experiment.description"):
            yield entry
        elif entry.name.startswith("raw_"):
            yield from _below(entry)
        elif entry.name == "alf":
            yield from (
                path
                for path in _below(entry)
                if any(part in path.name for part in _OF_ALF)
            )


def _entries(session: Path) -> list[Path]:
    """List a session; nothing of one that was moved away meanwhile."""
    try:
        return list(session.iterdir())
    except OSError:
        return []


def _below(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield Path(place, name)


def _line(session: Path, path: Path) -> str:
    """Return one file's line; rights too, since who may not read cannot judge."""
    name = path.relative_to(session).as_posix()
    try:
        status = path.stat()
    except OSError:
        return f"{name} cannot be reached"
    return f"{name} {status.st_size} {status.st_mtime_ns} {status.st_mode}"


def _reference(camera: str, options: Options) -> str:
    """Return which reference frames are used: found later, they change the answer.

    The same file in another folder is the same reference.
    """
    try:
        path = find_references(camera, options.references, options.profile_references)
        return "none" if path is None else _line(path.parent, path)
    except InputError as error:
        return error.message
