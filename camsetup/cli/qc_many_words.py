"""Words for many sessions: a verdict, how many of each, how long."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from camsetup.cli.styles import outcome_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.cameraqc.many.judging import Judgement
    from camsetup.domain.verdict import Outcome


def short_verdict(judgement: Judgement) -> str:
    """Return a session's verdict in one word, for rich."""
    return "[bold red]ERROR[/]" if judgement.error else outcome_text(judgement.outcome)


def counts(judgements: Iterable[Judgement]) -> str:
    """Return how many sessions ended how, the worst first, for rich."""
    ordered = sorted(judgements, key=_badness, reverse=True)
    counted = Counter(short_verdict(each) for each in ordered)
    return " · ".join(f"{count} {word}" for word, count in counted.items())


def duration(seconds: float) -> str:
    """Return a time that people can take in at a glance."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _badness(judgement: Judgement) -> tuple[bool, Outcome]:
    return bool(judgement.error), judgement.outcome
