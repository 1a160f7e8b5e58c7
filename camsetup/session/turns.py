"""Turns: who may do something costly now, so that nobody does it at the same time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Who has not asked for so long has left, and is not waited for.
PATIENCE_S = 1.0


class Turns:
    """Gives turns to who asks, one at a time, first to who has waited longest.

    It is asked by one thread only.

    Parameters
    ----------
    spacing_s
        At least so long from one turn to the next, whosever they are.
    """

    def __init__(
        self, spacing_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._spacing_s = spacing_s
        self._clock = clock
        self._asked_s: dict[str, float] = {}
        self._served_s: dict[str, float] = {}

    def take(self, name: str) -> bool:
        """Ask for a turn; say whether it was given."""
        now_s = self._clock()
        self._asked_s[name] = now_s
        last_s = max(self._served_s.values(), default=-float("inf"))
        if now_s - last_s < self._spacing_s or self._longest_waiting(now_s) != name:
            return False
        self._served_s[name] = now_s
        return True

    def _longest_waiting(self, now_s: float) -> str:
        here = [name for name, s in self._asked_s.items() if now_s - s < PATIENCE_S]
        return min(here, key=lambda name: self._served_s.get(name, -float("inf")))
