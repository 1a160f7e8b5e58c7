"""How outcomes look in a terminal: a word in its colour."""

from __future__ import annotations

from camsetup.domain.verdict import Outcome

_STYLES = {
    Outcome.NOT_SET: "dim",
    Outcome.PASS: "green",
    Outcome.WARNING: "yellow",
    Outcome.FAIL: "red",
    Outcome.CRITICAL: "magenta",
}


def outcome_text(outcome: Outcome, *, bold: bool = False) -> str:
    """Return the outcome's word with rich's markup."""
    style = _STYLES[outcome]
    return f"[{'bold ' * bold}{style}]{outcome.name}[/]"
