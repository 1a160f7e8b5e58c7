"""How far a number may be rounded beside the limits that it is held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A number that is closer to its limit than this many more decimals can tell is
#: written as the limit.
_MOST_MORE = 2


def decimals_beside(value: float, limits: Iterable[float | None], decimals: int) -> int:
    """Return how many decimals show on which side of its limits a value lies.

    "7.0 %" would not tell a warning from a pass where 7 % is the limit: 7.03 %
    is written with two.
    """
    sides = [limit for limit in limits if limit is not None]
    for more in range(_MOST_MORE):
        rounded = round(value, decimals + more)
        if all(_side(rounded, limit) == _side(value, limit) for limit in sides):
            return decimals + more
    return decimals + _MOST_MORE


def _side(value: float, limit: float) -> int:
    return (value > limit) - (value < limit)
