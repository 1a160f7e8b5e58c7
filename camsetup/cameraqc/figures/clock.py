"""The clock of time axes: seconds for short recordings, minutes for long ones."""

from __future__ import annotations

#: From here on minutes are easier to read.
_LONG_S = 180


def clock_unit(span_s: float) -> tuple[float, str]:
    """Return by what to divide seconds, and the name of the unit that gives."""
    return (60.0, "minutes") if span_s > _LONG_S else (1.0, "seconds")
