"""The movement detector: when a trace begins to move, and when it rests again.

It is the detector that IBL made for wheel positions (radians), with the limits that
the gate gives it; the gate runs it on the acceleration (IBL_QC.md section 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np

from camsetup.cameraqc.wheel.smoothing import RATE_HZ
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Samples: TypeAlias = "NDArray[np.int64]"
_Edge = TypeVar("_Edge", np.int64, np.float64)

#: A trace moves where it ranges over more than this in the window; section 4.
SMALLEST_RANGE = 0.1

#: Samples in which to range: 0.2 s.
WINDOW = 200

#: An onset is put where the trace leaves its first value by more than this for good.
ONSET_DISTANCE = 1.5

#: Movements closer than this are one, shorter ones are none.
SHORTEST_GAP_S, SHORTEST_S = 0.1, 0.05


def movements(
    times: NDArray[np.float64], trace: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return begin and end of every movement in seconds, n×2.

    Parameters
    ----------
    times, trace
        Sampled at 1 kHz.

    Raises
    ------
    InputError
        When the times are not even.
    """
    _refuse_uneven(times)
    if trace.size < WINDOW:
        return np.empty((0, 2))
    moving = _moving(trace)
    onsets = _refined(moving[:, 0], trace)
    edges = np.stack((times[onsets], times[moving[:, 1]]), axis=1)
    lasting = edges[edges[:, 1] - edges[:, 0] >= SHORTEST_S]
    return _joined(lasting, lasting[1:, 0] - lasting[:-1, 1] >= SHORTEST_GAP_S)


def _refuse_uneven(times: NDArray[np.float64]) -> None:
    """Refuse what ibllib refuses: at 500 000 s a double is too coarse for it."""
    steps = np.diff(times)
    if not np.all(np.abs(steps - steps.mean()) < 1e-10):
        raise InputError(
            f"The wheel's times ({times[0]:g} s to {times[-1]:g} s) are too large "
            "to tell milliseconds apart evenly.",
            remedy="Count the session's seconds from its start.",
        )


def _moving(trace: NDArray[np.float64]) -> Samples:
    """Return the first sample of each movement and the first after it, n×2."""
    from scipy.ndimage import (  # noqa: PLC0415 - 0.3 s to import, few need it
        maximum_filter1d,
        minimum_filter1d,
    )

    # A window begins at its sample, and at the end it is as long as there is trace:
    # "nearest" repeats the last value, which is in such a window anyhow.
    looking_ahead = {"size": WINDOW, "mode": "nearest", "origin": -(WINDOW // 2)}
    ranges = maximum_filter1d(trace, **looking_ahead)
    ranges -= minimum_filter1d(trace, **looking_ahead)
    moving = np.zeros(trace.size + 1, bool)
    # The last sample never moves, so that every movement ends.
    moving[1:-1] = ranges[:-1] > SMALLEST_RANGE
    onsets = np.flatnonzero(~moving[:-1] & moving[1:])
    offsets = np.flatnonzero(moving[:-1] & ~moving[1:])
    apart = (onsets[1:] - offsets[:-1]) / RATE_HZ >= SHORTEST_GAP_S
    return _joined(np.stack((onsets, offsets), axis=1), apart)


def _refined(onsets: Samples, trace: NDArray[np.float64]) -> Samples:
    """Move each onset to where the trace leaves its first value for good.

    Not in IBL_QC.md: ibllib overlooks onsets at sample 9799 of every 9800, and the
    last ones beyond its pieces of 10 000. It gives each the lag of the next seen, in
    the end that of uninitialised memory. The first is the same in a smooth trace,
    where all lags but that of sample 0 are; the second cannot be reproduced.
    """
    # Every window is whole: towards the end they only lose samples, and none begins
    # to move by that.
    windows = trace[onsets[:, np.newaxis] + np.arange(WINDOW)]
    near = np.abs(windows - windows[:, :1]) <= ONSET_DISTANCE
    refined: Samples = onsets + WINDOW - 1 - np.argmax(near[:, ::-1], axis=1)
    return refined


def _joined(edges: NDArray[_Edge], apart: NDArray[np.bool_]) -> NDArray[_Edge]:
    """Make one movement of neighbours that are not apart."""
    if not len(edges):
        return edges
    first, last = np.append(True, apart), np.append(apart, True)
    return np.stack((edges[first, 0], edges[last, 1]), axis=1)
