"""Phrases that checks, figures and reports share."""

from __future__ import annotations

from math import isfinite

from camsetup.domain.verdict import Outcome

#: What people read in place of an outcome's name.
OUTCOME_WORDS = {outcome: outcome.name for outcome in Outcome} | {
    Outcome.NOT_SET: "not judged"
}


def place(offset_px: tuple[float, float]) -> str:
    """Say where a thing is: positive offsets mean too far left, too high."""
    x, y = offset_px
    across = f"{abs(x):.0f} px {'left' if x > 0 else 'right'}" if abs(x) >= 0.5 else ""
    if abs(y) < 0.5:
        return f"{across} of the reference" if across else "where the reference has it"
    along = f"{abs(y):.0f} px {'above' if y > 0 else 'below'} the reference"
    return f"{across} and {along}" if across else along


def span(values: tuple[float, ...], digits: int) -> str:
    """Write the range of numbers; one number where all are alike."""
    values = tuple(filter(isfinite, values))
    if not values:
        return "?"
    low, high = (f"{value:.{digits}f}" for value in (min(values), max(values)))
    return low if low == high else f"{low} to {high}"
