"""How the gate's verdict is printed for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from camsetup.cli.styles import outcome_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from camsetup.cameraqc.reports import CameraReport, SessionReport


def stderr() -> Console:
    """Return a console for what must not mix with the answer."""
    return Console(file=sys.stderr)


def print_session(report: SessionReport, written: Iterable[Path] = ()) -> None:
    """Print every camera's checks, the verdict, and where pictures were written."""
    console = Console()
    for camera in report.cameras.values():
        _print_checks(console, camera, f"{camera.camera} camera")
    for path in written:
        console.print(f"Written: {escape(str(path))}")
    console.print(outcome_text(report.outcome, bold=True))


def print_camera(report: CameraReport, title: str) -> None:
    """Print the checks of one camera and the verdict."""
    console = Console()
    _print_checks(console, report, f"{report.camera} camera · {title}")
    console.print(outcome_text(report.outcome, bold=True))


def _print_checks(console: Console, report: CameraReport, title: str) -> None:
    table = Table(
        title=escape(title),
        title_justify="left",
        box=None,
        show_header=False,
        pad_edge=False,
    )
    for name, result in report.results.items():
        table.add_row(outcome_text(result.outcome), name, escape(result.message))
        if result.remedy:
            table.add_row("", "", f"→ [bold]{escape(result.remedy)}[/]")
    console.print(table)
    if report.message:
        console.print(f"{outcome_text(report.outcome)} {escape(report.message)}")
    for each in report.differences:
        console.print(f"strict: {each.check}: {escape(each.message)}")
