"""A crew: whoever judges sessions, some at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from camsetup.cameraqc.many.judging import Judgement


@dataclass(frozen=True, slots=True)
class Answer:
    """One session and what became of it."""

    session: Path
    judgement: Judgement


class Crew(Protocol):
    """Takes sessions one by one, never more than it can begin at once.

    What has been begun is known to be begun, so that an interruption can let it
    finish and leave the rest alone.
    """

    @property
    def has_room(self) -> bool:
        """Tell whether another session would be begun at once."""

    @property
    def at_work(self) -> tuple[Path, ...]:
        """Return the sessions being judged, in the order they were begun."""

    @property
    def hindrance(self) -> str:
        """Say why nothing gets done just now; empty when all is well."""

    def begin(self, session: Path) -> None:
        """Hand out a session; called only when there is room."""

    def collect(self, timeout_s: float) -> list[Answer]:
        """Wait for answers, at most so long; called only when somebody is at work."""

    def close(self) -> None:
        """Send everybody home; what is still at work is given up."""
