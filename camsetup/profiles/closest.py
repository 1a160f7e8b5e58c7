"""The question "did you mean …?"."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean …? " for the known word most like this one, or nothing."""
    matches = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.6)
    return f"Did you mean {matches[0]}? " if matches else ""
