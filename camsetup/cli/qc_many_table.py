"""Many sessions in one table: a row for each, a column for each camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from camsetup.cameraqc.many.rows import OVERALL, worst_of
from camsetup.cli.qc_many_words import counts, short_verdict
from camsetup.cli.styles import outcome_text
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from camsetup.cameraqc.many.judging import Judgement

#: Where there is no terminal nobody knows how wide: so that reasons are not broken.
_WIDTH_OF_A_FILE = 160


def print_table(judgements: Mapping[str, Judgement]) -> None:
    """Print every session's verdict, and what is worst in it and why."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=max(console.width, _WIDTH_OF_A_FILE))
    cameras = _cameras(judgements.values())
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("session", no_wrap=True)
    for camera in cameras:
        table.add_column(camera, no_wrap=True)
    # One line for each session on a screen; the file of results has all the words.
    table.add_column(
        "what is worst, and why", no_wrap=console.is_terminal, overflow="ellipsis"
    )
    for name, judgement in judgements.items():
        cells = (_cell(judgement, camera) for camera in cameras)
        table.add_row(escape(name), *cells, _why(judgement))
    console.print(table)
    console.print(_summary(judgements.values()), highlight=False)


def _cameras(judgements: Iterable[Judgement]) -> list[str]:
    """Return every camera that occurs, the common ones in their usual order."""
    named = {
        str(row["camera"]): None
        for judgement in judgements
        for row in judgement.rows
        if row["camera"]
    }
    usual = ("left", "right", "body")
    return sorted(named, key=lambda it: usual.index(it) if it in usual else len(usual))


def _cell(judgement: Judgement, camera: str) -> str:
    if judgement.report is None:
        return ""
    report = judgement.report["cameras"].get(camera)
    return "" if report is None else outcome_text(Outcome[report["outcome"]])


def _why(judgement: Judgement) -> str:
    """Return what is worst, in words; nothing where all is well."""
    if judgement.error:
        return f"{short_verdict(judgement)} {escape(judgement.error)}"
    if judgement.outcome is Outcome.PASS:
        return ""
    worst = worst_of(judgement.rows, judgement.outcome)
    if worst is None:
        return ""
    what = worst.camera if worst.check == OVERALL else f"{worst.camera} {worst.check}"
    return f"[bold]{what}[/]: {escape(worst.message)}".rstrip(": ")


def _summary(judgements: Collection[Judgement]) -> str:
    noun = "session" if len(judgements) == 1 else "sessions"
    return f"{len(judgements)} {noun}: {counts(judgements)}"
