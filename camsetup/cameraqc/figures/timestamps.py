"""The picture of the frames' times: how far they run from a steady clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.intervals import known
from camsetup.cameraqc.figures.sheet import Sheet, Title, explain, label
from camsetup.cameraqc.figures.thinning import MARKS, thinned

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import Timestamps


def draw_timestamps(title: Title, _: Timestamps, evidence: Evidence) -> Figure | None:
    """Draw lost and gained time frame by frame, and how many times there are."""
    times = evidence.timestamps
    if times is None or times.size < 2:
        return None
    times = known(times)
    if not np.isfinite(np.diff(times)).any():
        return None
    sheet = Sheet(title)
    grid = sheet.grid(1, 2, width_ratios=(2.6, 1), wspace=0.17)
    late = sheet.axes(grid[0], "Later than a steady clock of the median interval")
    _draw_lateness(late, times)
    if evidence.length is not None:
        counts = sheet.axes(grid[1], "How many")
        _draw_counts(counts, times.size, evidence.length)
    return sheet.figure


def _draw_lateness(axes: Axes, times: NDArray[np.float64]) -> None:
    steps = np.diff(times)
    interval = float(np.median(steps[np.isfinite(steps)]))
    first = int(np.flatnonzero(np.isfinite(times))[0])
    frames = np.arange(times.size, dtype=np.float64)
    late_s = times - times[first] - (frames - first) * interval
    unit, late = (
        ("s", late_s) if np.nanmax(np.abs(late_s)) > 1 else ("ms", late_s * 1e3)
    )
    axes.plot(*thinned(frames, late), color=palette.DATA, linewidth=1.2)
    axes.axhline(0, color=palette.RULE, linewidth=1, zorder=1)
    back = np.flatnonzero(steps <= 0)[:MARKS] + 1
    unknown = np.flatnonzero(np.isnan(times))[:MARKS]
    kinds = (
        (back, late[back], "v", palette.FAILED, "not later than the one before"),
        (unknown, np.zeros(unknown.size), "x", palette.CRITICAL, "NaN"),
    )
    for where, heights, shape, colour, name in kinds:
        if where.size:
            (marks,) = axes.plot(where, heights, shape, color=colour, label=name)
            marks.set_markersize(7)
    if back.size or unknown.size:
        explain(axes)
    # An interval either way is always in view: how clocks are shall not look like much.
    room = abs(interval) * (1e3 if unit == "ms" else 1) or 1.0
    low, high = min(-room, float(np.nanmin(late))), max(room, float(np.nanmax(late)))
    edge = 0.05 * (high - low)
    axes.set(xlim=(0, times.size), ylim=(low - edge, high + edge))
    label(axes, "frame of the video", f"late, {unit}")


def _draw_counts(axes: Axes, times: int, frames: int) -> None:
    rows = ((1, times, palette.DATA), (0, frames, palette.DIM))
    for height, amount, colour in rows:
        axes.barh(height, amount, height=0.4, color=colour)
        axes.annotate(
            f"{amount}",
            (amount, height),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=9,
            color=palette.SURFACE,
        )
    axes.set_yticks([1, 0], ["times", "frames"])
    axes.set(ylim=(-1.2, 2.2), xlim=(0, max(times, frames, 1)), xticks=[])
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(length=0)
