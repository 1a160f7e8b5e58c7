"""Verdicts: what was found, what was expected, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Outcome(IntEnum):
    """How well something is, from best to worst; the numbers are the IBL's."""

    NOT_SET = 0
    PASS = 10
    WARNING = 30
    FAIL = 40
    CRITICAL = 50


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's answer.

    Attributes
    ----------
    key
        The check's name ("position").
    outcome
        `Outcome.NOT_SET` when it could not be judged; ``message`` says why.
    value, unit
        The number that was judged and its unit ("px", "%", "Hz", "").
    limits
        Lowest and highest value that passes; None on an open side.
    message
        What was found and what was expected.
    remedy
        What the person should do now; empty when nothing.
    """

    key: str
    outcome: Outcome
    value: float | None = None
    unit: str = ""
    limits: tuple[float | None, float | None] = (None, None)
    message: str = ""
    remedy: str = ""


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the worst outcome; NOT_SET never makes a result worse."""
    return max(outcomes, default=Outcome.NOT_SET)
