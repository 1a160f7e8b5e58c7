"""The picture of dropped frames: where they are missing, and how they add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from camsetup.cameraqc import limits
from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.sheet import Sheet, Title, explain, label, limit
from camsetup.cameraqc.figures.thinning import MARKS, thinned
from camsetup.cameraqc.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import DroppedFrames


def draw_dropped_frames(
    title: Title, _: DroppedFrames, evidence: Evidence
) -> Figure | None:
    """Draw the counter's jumps, if it has any, and the share missing so far."""
    if evidence.count is None or evidence.count.size < 2:
        return None
    missing = np.diff(evidence.count).astype(np.float64) - 1
    if not missing.any():
        return None
    sheet = Sheet(title)
    grid = sheet.grid(1, 2, width_ratios=(2, 1), wspace=0.15)
    jumps = int((missing > 0).sum())
    words = f"Frames missing before each frame: {counted(jumps, 'jump')} of the counter"
    _draw_jumps(sheet.axes(grid[0], words), missing)
    _draw_share(sheet.axes(grid[1], "Missing so far"), missing)
    return sheet.figure


def _draw_jumps(axes: Axes, missing: NDArray[np.float64]) -> None:
    lost, back = np.flatnonzero(missing > 0), np.flatnonzero(missing < 0)
    ceiling = max(4.0, float(missing.max(initial=0)) * 1.15)
    some = lost[np.argsort(-missing[lost])[:MARKS]]
    if some.size:
        axes.vlines(some + 1, 0, missing[some], color=palette.DATA, linewidth=1.4)
        axes.plot(some + 1, missing[some], "o", color=palette.DATA, markersize=4)
        worst = some[0]
        axes.annotate(
            f"{missing[worst]:.0f}",
            (worst + 1, missing[worst]),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=palette.DATA,
        )
    if back.size:
        _mark_steps_back(axes, back + 1)
    axes.set(xlim=(0, missing.size), ylim=(0, ceiling))
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    label(axes, "frame of the video", "frames missing")


def _mark_steps_back(axes: Axes, frames: NDArray[np.int64]) -> None:
    marked = frames[:MARKS]
    axes.plot(
        marked,
        np.zeros(marked.size),
        "v",
        color=palette.FAILED,
        markersize=8,
        clip_on=False,
        label=f"counter does not increase ({frames.size}×)",
    )
    explain(axes)


def _draw_share(axes: Axes, missing: NDArray[np.float64]) -> None:
    percent = np.cumsum(np.maximum(missing, 0)) / missing.size * 100
    where = np.arange(1, missing.size + 1, dtype=np.float64)
    axes.step(*thinned(where, percent), where="post", color=palette.DATA, linewidth=1.4)
    limit(axes, limits.DROPPED_PERCENT, f"below {limits.DROPPED_PERCENT:g} %")
    top = max(2 * limits.DROPPED_PERCENT, float(percent[-1]) * 1.15)
    axes.set(xlim=(0, missing.size), ylim=(0, top))
    axes.locator_params("y", nbins=5)
    label(axes, "frame of the video", "% of all frames")
