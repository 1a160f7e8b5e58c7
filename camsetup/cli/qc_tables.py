"""How the gate's verdict is printed for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from camsetup.cameraqc.wording import as_sentence
from camsetup.cli.styles import outcome_text
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from camsetup.cameraqc.reports import CameraReport, SessionReport


def stderr() -> Console:
    """Return a console for what must not mix with the answer."""
    return Console(file=sys.stderr)


def print_session(report: SessionReport) -> None:
    """Print every camera's checks, and the verdict."""
    console = Console()
    for camera in report.cameras.values():
        _print_checks(console, camera, f"{camera.camera} camera")
    _print_verdict(console, report.outcome, tuple(report.cameras.values()))


def print_camera(report: CameraReport, title: str) -> None:
    """Print the checks of one camera and the verdict."""
    console = Console()
    _print_checks(console, report, f"{report.camera} camera · {title}")
    _print_verdict(console, report.outcome, (report,))


def _print_checks(console: Console, report: CameraReport, title: str) -> None:
    console.print(f"[bold]{escape(title)}[/]", highlight=False, soft_wrap=True)
    if report.message:
        _print_message(console, report)
    table = Table(box=None, show_header=False, pad_edge=False)
    for names, outcome, message, remedy in _rows(report):
        words = escape(as_sentence(message))
        if remedy:
            words += f"\n→ [bold]{escape(remedy)}[/]"
        table.add_row(outcome_text(outcome), names, words)
    if table.row_count:
        console.print(table)
    if report.differences:
        gate = ", ".join(
            f"{each.check} {outcome_text(each.gate)}" for each in report.differences
        )
        console.print(f"Judged strictly; the session gate says {gate}.")
    console.print()


def _rows(report: CameraReport) -> Iterator[tuple[str, Outcome, str, str]]:
    """Yield what was judged, and then every reason why something was not, once."""
    lacking: dict[tuple[str, str], list[str]] = {}
    for name, result in report.results.items():
        if result.outcome is Outcome.NOT_SET:
            lacking.setdefault((result.message, result.remedy), []).append(name)
        else:
            yield name, result.outcome, result.message, result.remedy
    for (message, remedy), names in lacking.items():
        yield "\n".join(names), Outcome.NOT_SET, message, remedy


def _print_message(console: Console, report: CameraReport) -> None:
    """Say what holds for the camera as a whole, and what to do."""
    console.print(f"{outcome_text(report.outcome)} {escape(report.message)}")
    gaps = report.evidence.gaps if report.evidence else ()
    for remedy in dict.fromkeys(
        gap.remedy for gap in gaps if gap.remedy and gap.message in report.message
    ):
        console.print(f"→ [bold]{escape(remedy)}[/]")
    if not report.results:
        console.print("ibllib judges no check then; --strict judges what it can.")


def _print_verdict(
    console: Console, outcome: Outcome, cameras: Sequence[CameraReport]
) -> None:
    """Print the verdict, what is to blame for it, and how much was judged."""
    results = [it.outcome for camera in cameras for it in camera.results.values()]
    words = outcome_text(outcome, bold=True)
    if outcome > Outcome.PASS:
        words = f"{words} {', '.join(_blamed(outcome, cameras))}"
    judged = sum(it is not Outcome.NOT_SET for it in results)
    if judged < len(results):
        words += f" · {judged} of {len(results)} checks judged"
    console.print(words, highlight=False)


def _blamed(outcome: Outcome, cameras: Iterable[CameraReport]) -> Iterator[str]:
    """Yield the checks that an outcome comes from; the camera where it is none."""
    for camera in cameras:
        blamed = [
            it for it, result in camera.results.items() if result.outcome is outcome
        ]
        if camera.outcome is outcome:
            yield f"{camera.camera} {' and '.join(blamed) or 'camera'}"
