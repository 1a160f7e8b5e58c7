"""A rounded number lies on the side of its limit where the number lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from camsetup.domain.rounding import decimals_beside


@pytest.mark.parametrize(
    ("value", "limits", "decimals", "wanted"),
    [
        (3.4, (1, 7), 1, 1),
        (7.0, (1, 7), 1, 1),
        (7.03, (1, 7), 1, 2),
        (6.96, (1, 7), 1, 2),
        (7.003, (1, 7), 1, 3),
        (0.98, (1, 7), 1, 2),
        (12.7, (None, 12.8), 0, 1),
        (14.4, (None, 12.8), 0, 0),
        (59.96, (None, None), 1, 1),
    ],
)
def test_one_more_decimal_is_shown_where_it_tells(value, limits, decimals, wanted):
    assert decimals_beside(value, limits, decimals) == wanted


def test_what_no_decimal_can_tell_ends_with_two_more():
    assert decimals_beside(7 + 1e-9, (1, 7), 1) == 3


@given(
    value=some.floats(0, 100), limit=some.integers(0, 100), decimals=some.integers(0, 2)
)
def test_what_is_further_from_the_limit_is_never_written_as_the_limit(
    value, limit, decimals
):
    if abs(value - limit) < 10 ** -(decimals + 2):
        return
    rounded = round(value, decimals_beside(value, (limit,), decimals))
    assert (rounded > limit) == (value > limit)
    assert rounded != limit
