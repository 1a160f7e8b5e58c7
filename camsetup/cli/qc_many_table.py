"""Many sessions in one table: a row for each, a column for each camera."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from camsetup.cameraqc.cameras import KNOWN_CAMERAS
from camsetup.cameraqc.many.rows import OVERALL, worst_of
from camsetup.cameraqc.wording import counted
from camsetup.cli.qc_many_words import counts, short_verdict
from camsetup.cli.styles import outcome_text
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from camsetup.cameraqc.many.judging import Judgement

#: Where there is no terminal nobody knows how wide: so that reasons are not broken.
_WIDTH_OF_A_FILE = 160

#: The columns of the cameras give way where fewer characters were left for reasons.
_ROOM_FOR_REASONS = 40

#: A verdict's longest word, and the space between two columns.
_VERDICT, _SPACE = len("CRITICAL"), 3


def print_table(judgements: Mapping[str, Judgement], root: Path) -> None:
    """Print every session's verdict, and what is worst in it and why."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=max(console.width, _WIDTH_OF_A_FILE))
    widest = min(max(map(cell_len, judgements), default=0), console.width // 2)
    room = console.width - widest - _VERDICT - 3 * _SPACE
    cameras = _cameras_to_show(judgements.values(), room)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("session", "verdict", *cameras):
        table.add_column(heading, no_wrap=True)
    table.add_column("what is worst, and why")
    for name, judgement in judgements.items():
        # One line for each session on a screen; the file of results has all the words.
        why = Text.from_markup(_why(judgement, root / name), overflow="ellipsis")
        why.no_wrap = console.is_terminal
        cells = (_cell(judgement, camera) for camera in cameras)
        verdict = short_verdict(judgement)
        table.add_row(escape(_end_of(name, widest)), verdict, *cells, why)
    console.print(table)
    console.print(_summary(judgements.values()), highlight=False)
    console.print(_not_judged(judgements.values()), end="", highlight=False)


def _cameras_to_show(judgements: Collection[Judgement], room: int) -> list[str]:
    """Return the cameras that get a column: none where one verdict says it all."""
    cameras = _cameras(judgements)
    left = room - len(cameras) * (_VERDICT + _SPACE)
    return cameras if len(cameras) > 1 and left >= _ROOM_FOR_REASONS else []


def _end_of(name: str, width: int) -> str:
    """Cut a name's beginning off: its end tells sessions apart."""
    return name if cell_len(name) <= width else f"…{name[-(width - 1) :]}"


def _cameras(judgements: Iterable[Judgement]) -> list[str]:
    """Return every camera that occurs, the common ones in their usual order."""
    named = {
        str(row["camera"]): None
        for judgement in judgements
        for row in judgement.rows
        if row["camera"]
    }
    usual = {camera: place for place, camera in enumerate(KNOWN_CAMERAS)}
    return sorted(named, key=lambda camera: usual.get(camera, len(usual)))


def _cell(judgement: Judgement, camera: str) -> str:
    if judgement.report is None:
        return ""
    report = judgement.report["cameras"].get(camera)
    return "" if report is None else outcome_text(Outcome[report["outcome"]])


def _why(judgement: Judgement, folder: Path) -> str:
    """Return what is worst, in words; nothing where all is well."""
    if judgement.error:
        return escape(_from_within(judgement.error, folder))
    if judgement.outcome is Outcome.PASS:
        return ""
    worst = worst_of(judgement.rows, judgement.outcome)
    if worst is None:
        return ""
    what = worst.camera if worst.check == OVERALL else f"{worst.camera} {worst.check}"
    message = escape(_from_within(worst.message, folder))
    return f"[bold]{what}[/]: {message}".rstrip(": ")


def _from_within(message: str, folder: Path) -> str:
    """Name files as they are seen from the session, which the row names already."""
    return message.replace(f"{folder}{os.sep}", "")


def _summary(judgements: Collection[Judgement]) -> str:
    return f"{counted(len(judgements), 'session')}: {counts(judgements)}"


def _not_judged(judgements: Iterable[Judgement]) -> str:
    """Say how many of those that pass were not judged in full, and what is missing."""
    missing = [_missing(each) for each in judgements if each.outcome is Outcome.PASS]
    often = Counter(check for checks in missing for check in checks)
    if not often:
        return ""
    incomplete = sum(map(bool, missing))
    what = ", ".join(f"{check} in {often[check]}" for check in sorted(often))
    return (
        f"Of {len(missing)} that PASS, {incomplete} were not judged in full: "
        f"no {what}. "
        "The file of results says why.\n"
    )


def _missing(judgement: Judgement) -> set[str]:
    """Return what could have been judged; nothing can be done about the rest."""
    return {
        str(row["check"])
        for row in judgement.rows
        if row["outcome"] == Outcome.NOT_SET.name and row.get("remedy")
    }
