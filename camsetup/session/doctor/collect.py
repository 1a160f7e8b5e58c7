"""Everything in one: the computer, the drivers, and each camera."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from camsetup import paths
from camsetup.session.doctor.computer import computer
from camsetup.session.doctor.ticker import at_rest
from camsetup.sources.registry import drivers

if TYPE_CHECKING:
    from pathlib import Path

    from camsetup.sources.base import Driver

#: The report's layout; a reader looks here first.
VERSION = 1

#: So much of the end of the log goes in.
_LOG_BYTES = 65_536

Plain = dict[str, Any]  # Any: JSON's own values


def surroundings() -> Plain:
    """Return everything but the cameras, ready for JSON."""
    return {
        "version": VERSION,
        "made": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "computer": computer(),
        "wakeups_per_second_at_rest": round(at_rest(), 1),
        "drivers": [_driver(driver) for driver in drivers().values()],
        "left_behind": _files(paths.user_data() / "as_found"),
        "log": _log_end(paths.user_log()),
    }


def _driver(driver: Driver) -> Plain:
    cameras = [asdict(camera) for camera in driver.find()]
    return {"name": driver.name, **asdict(driver.readiness()), "cameras": cameras}


def _files(folder: Path) -> dict[str, str]:
    """Return the records of cameras whose state has not been put back."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return {file.name: file.read_text(errors="replace") for file in files}


def _log_end(folder: Path) -> str:
    files = sorted(folder.glob("*.log")) if folder.is_dir() else []
    if not files:
        return ""
    newest = max(files, key=lambda file: file.stat().st_mtime)
    return newest.read_bytes()[-_LOG_BYTES:].decode(errors="replace")
