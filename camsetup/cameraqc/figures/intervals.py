"""The pictures of intervals from frame to frame: as they come, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.clock import clock_unit
from camsetup.cameraqc.figures.sheet import (
    DASHES,
    Sheet,
    Title,
    label,
    note,
    plain_log,
)
from camsetup.cameraqc.figures.thinning import MARKS, thinned
from camsetup.cameraqc.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import ArrayLike, NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import CameraTimes, Framerate

#: An interval so many times the expected one is a gap: a frame is missing in it.
GAP = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """The intervals between frames.

    Attributes
    ----------
    begin_s
        n - 1: when each began, from the first.
    milliseconds
        n - 1: how long each lasted; NaN beside an unknown time.
    expected_ms
        How long they should last; the median where nobody says.
    """

    begin_s: NDArray[np.float64]
    milliseconds: NDArray[np.float64]
    expected_ms: float

    @property
    def gaps(self) -> NDArray[np.bool_]:
        """Return which are too long."""
        return self.milliseconds > GAP * self.expected_ms

    @property
    def irregular(self) -> bool:
        """Return whether any is too long, unknown, or not forward in time."""
        strange = self.gaps | self.backward | np.isnan(self.milliseconds)
        return bool(strange.any())

    @property
    def backward(self) -> NDArray[np.bool_]:
        """Return which do not go forward in time."""
        return self.milliseconds <= 0


def draw_framerate(
    title: Title, result: Framerate, evidence: Evidence
) -> Figure | None:
    """Draw the intervals between the times of the frames."""
    return _draw(title, evidence.timestamps, result.expected_hz)


def draw_camera_times(
    title: Title, result: CameraTimes, evidence: Evidence
) -> Figure | None:
    """Draw the intervals by the camera's own clock, where anything is wrong with it."""
    if evidence.camera_times is None:
        return None
    found = intervals(evidence.camera_times, _expected_hz(evidence))
    if found is None or not (result.surplus or found.irregular):
        return None
    return _draw(title, evidence.camera_times, _expected_hz(evidence))


def intervals(times_s: ArrayLike, expected_hz: float | None) -> Intervals | None:
    """Return the intervals between times; None where none can be told."""
    times = known(times_s)
    milliseconds = np.diff(times) * 1e3
    if not np.isfinite(milliseconds).any():
        return None
    first = times[np.isfinite(times)][0]
    expected_ms = 1e3 / expected_hz if expected_hz else _typical_ms(milliseconds)
    return Intervals(times[:-1] - first, milliseconds, expected_ms)


def known(times_s: ArrayLike) -> NDArray[np.float64]:
    """Return times with a NaN in place of all that is no time."""
    times = np.asarray(times_s, np.float64)
    return np.where(np.isfinite(times), times, np.nan)


def _typical_ms(milliseconds: NDArray[np.float64]) -> float:
    forward = milliseconds[milliseconds > 0]
    return float(np.median(forward)) if forward.size else 1.0


def _expected_hz(evidence: Evidence) -> float | None:
    return None if evidence.expected is None else evidence.expected.rate_hz


def _draw(
    title: Title, times_s: ArrayLike | None, expected_hz: float | None
) -> Figure | None:
    found = None if times_s is None else intervals(times_s, expected_hz)
    if found is None:
        return None
    sheet = Sheet(title)
    grid = sheet.grid(1, 2, width_ratios=(2.3, 1), wspace=0.13)
    ceiling = _ceiling_ms(found)
    over_time = sheet.axes(grid[0], _summary(found))
    _draw_over_time(over_time, found, ceiling)
    _draw_histogram(sheet.axes(grid[1], "How often"), found, ceiling)
    return sheet.figure


def _ceiling_ms(found: Intervals) -> float:
    """Return up to where intervals are drawn: longer ones stand at the edge."""
    typical = np.nanmax([found.expected_ms, np.nanmedian(found.milliseconds)])
    return float(max(2.6 * typical, 1e-3))


def _summary(found: Intervals) -> str:
    """Say what stands out among the intervals."""
    unknown = int(np.isnan(found.milliseconds).sum())
    parts = [
        f"▲ {counted(int(found.gaps.sum()), 'gap')}" if found.gaps.any() else "no gaps",
        f"▼ {found.backward.sum()} not forward" if found.backward.any() else "",
        f"{unknown} unknown (NaN)" if unknown else "",
    ]
    return "Interval from frame to frame: " + ", ".join(filter(None, parts))


def _draw_over_time(axes: Axes, found: Intervals, ceiling: float) -> None:
    divisor, unit = clock_unit(float(np.nanmax(found.begin_s)))
    begin = found.begin_s / divisor
    normal = np.clip(np.where(found.gaps, np.nan, found.milliseconds), 0, ceiling)
    _strokes(axes, *thinned(begin, normal), least=0.008 * ceiling)
    axes.axhline(
        found.expected_ms, color=palette.INK, linewidth=1, linestyle=DASHES, zorder=1
    )
    note(axes, 1.13 * found.expected_ms, f"expected: {found.expected_ms:.2f} ms")
    marks = (
        (found.gaps, "^", palette.WARNING),
        (found.backward, "v", palette.FAILED),
    )
    for which, shape, colour in marks:
        heights = np.clip(found.milliseconds, 0, ceiling)
        some = _longest(found.milliseconds, which)
        axes.plot(begin[some], heights[some], shape, markersize=6, mew=0, color=colour)
        for index in some[:1]:
            axes.annotate(
                _length(found.milliseconds[index]),
                (begin[index], heights[index]),
                xytext=(6, -3),
                textcoords="offset points",
                fontsize=8,
                color=colour,
            )
    axes.set_ylim(-0.03 * ceiling, 1.05 * ceiling)
    label(axes, f"{unit} from the first frame", "interval, ms")


def _strokes(
    axes: Axes,
    begin: NDArray[np.float64],
    milliseconds: NDArray[np.float64],
    *,
    least: float,
) -> None:
    """Draw from lowest to highest of every two points, and nothing across a gap.

    Every stroke is a few pixels high at least: equal intervals shall be seen too.
    """
    pairs = np.pad(milliseconds, (0, len(milliseconds) % 2), constant_values=np.nan)
    first, second = pairs.reshape(-1, 2).T
    axes.vlines(
        begin[::2],
        np.fmin(first, second) - least / 2,
        np.fmax(first, second) + least / 2,
        color=palette.DATA,
        linewidth=1.1,
    )


def _longest(
    milliseconds: NDArray[np.float64], which: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return where the longest of some intervals are, the longest one first."""
    indices = np.flatnonzero(which)
    return indices[np.argsort(-np.abs(milliseconds[indices]))[:MARKS]]


def _draw_histogram(axes: Axes, found: Intervals, ceiling: float) -> None:
    finite = found.milliseconds[np.isfinite(found.milliseconds)]
    low, high = _range_ms(finite, found.expected_ms, ceiling)
    counts, edges = np.histogram(np.clip(finite, low, high), 60, (low, high))
    axes.stairs(counts, edges, fill=True, color=palette.DATA)
    axes.axvline(found.expected_ms, color=palette.INK, linewidth=1, linestyle=DASHES)
    axes.set(ylim=(0.7, max(2.0, counts.max() * 1.6)), xlim=(low, high))
    plain_log(axes)
    axes.locator_params("x", nbins=5)
    beyond = int(((finite < low) | (finite > high)).sum())
    tail = f" ({beyond} beyond, at the edges)" if beyond else ""
    label(axes, f"interval, ms{tail}", "intervals")


def _range_ms(
    finite: NDArray[np.float64], expected_ms: float, ceiling: float
) -> tuple[float, float]:
    """Return the range that holds nearly all intervals, and the expected one."""
    low, high = np.percentile(finite, (0.1, 99.9))
    low = max(min(low, expected_ms * 0.98), -ceiling)
    high = min(max(high, expected_ms * 1.02), ceiling)
    edge = max(0.1 * (high - low), 1e-6)
    return low - edge, high + edge


def _length(milliseconds: float) -> str:
    if abs(milliseconds) >= 1000:
        return f"{milliseconds / 1e3:.1f} s"
    return f"{milliseconds:.0f} ms"
