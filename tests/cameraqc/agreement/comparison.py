"""Comparison of answers: collects, in words, what differs from ibllib's."""

from __future__ import annotations

import math

from camsetup.cameraqc.reports import plain
from camsetup.domain.errors import UsageError
from camsetup.domain.verdict import Outcome

#: Rates are rounded to this many Hz in the oracle's file, as by ibllib.
ROUNDED = 1e-9


class Comparison:
    """Collects what differs."""

    def __init__(self):
        self.found = []

    def equal(self, name, expected, ours, within=0.0):
        if not _close(expected, ours, within):
            self.found.append(f"{name}: ibllib {expected!r}, ours {ours!r}")

    def true(self, name, fact, ours):
        if not fact:
            self.found.append(f"{name}: {ours!r}")

    def judged(self, name, expected, judge):
        """Compare a check; where ibllib died, ours must be unjudged and say why."""
        try:
            result = judge()
        except UsageError as error:
            self.true(f"{name} refused", died(expected) and error.message, expected)
            return
        if died(expected):
            self.equal(name, Outcome.NOT_SET, result.outcome)
        else:
            self.equal(name, expected, plain(result.metric), ROUNDED)
        self.true(f"{name}'s message", result.message, result)


def died(expected):
    return isinstance(expected, str) and expected.startswith("raises")


def _close(expected, ours, within):
    """Compare nested answers; numbers may differ a little, null is NaN or infinite."""
    if isinstance(expected, dict) and isinstance(ours, dict):
        return expected.keys() == ours.keys() and all(
            _close(expected[name], ours[name], within) for name in expected
        )
    if isinstance(expected, (list, tuple)) and isinstance(ours, (list, tuple)):
        return len(expected) == len(ours) and all(
            _close(one, other, within)
            for one, other in zip(expected, ours, strict=True)
        )
    if isinstance(ours, float) and not math.isfinite(ours):
        return expected is None
    numbers = (int, float)
    if isinstance(expected, numbers) and isinstance(ours, numbers):
        return abs(expected - ours) <= within
    return expected == ours
