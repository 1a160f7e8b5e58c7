"""The picture of brightness: all means, the darkest and the brightest frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from camsetup.cameraqc import limits
from camsetup.cameraqc.checks.brightness import judged_region
from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.sampling import frame_name, positions
from camsetup.cameraqc.figures.sheet import Sheet, Title, halo, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import Brightness


def draw_brightness(
    title: Title, result: Brightness, evidence: Evidence
) -> Figure | None:
    """Draw the means over the limits, and two frames with the region judged."""
    frames = evidence.frames
    if frames is None or not len(frames) or len(result.means) != len(frames):
        return None
    sheet = Sheet(title)
    grid = sheet.grid(1, 3, width_ratios=(0.85, 1, 1), wspace=0.06)
    means = np.asarray(result.means, np.float64)
    axes = sheet.axes(grid[0], "Mean of the region in every frame")
    _zones(axes)
    where = positions(evidence)
    axes.plot(where, means, "o-", color=palette.DATA, linewidth=1.4, markersize=3)
    # Room for the zones' names, where no frame is.
    left, right = axes.get_xlim()
    axes.set_xlim(left, right + 0.25 * (right - left))
    axes.locator_params("x", nbins=4)
    label(axes, "frame of the video", "grey level")
    roi = judged_region(evidence.camera, frames[0].shape)
    named = (("darkest", int(means.argmin())), ("brightest", int(means.argmax())))
    for column, (name, index) in enumerate(named, 1):
        words = f"{name}: {frame_name(evidence, index)}, mean {means[index]:.0f}"
        _boxed(sheet.photo(grid[column], frames[index], words), roi)
    return sheet.figure


def _zones(axes: Axes) -> None:
    """Tint what passes, warns and fails, and name it."""
    low, high = limits.BRIGHTNESS_BOUNDS
    # IBL_QC.md 6 B 4: the upper limit of failing is 400, which no frame reaches.
    zones = (
        (0, low / 2, palette.BAD_ZONE, "FAIL"),
        (low / 2, low, palette.WARNING_ZONE, "WARNING"),
        (low, high, palette.GOOD_ZONE, "PASS"),
        (high, 255, palette.WARNING_ZONE, "WARNING"),
    )
    for bottom, top, colour, word in zones:
        axes.axhspan(bottom, top, color=colour, alpha=palette.ZONE_OPACITY, linewidth=0)
        axes.annotate(
            word,
            (1, (bottom + top) / 2),
            xycoords=("axes fraction", "data"),
            xytext=(-4, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=7.5,
            color=palette.DIM,
        )
    axes.set(ylim=(0, 255), yticks=[0, low / 2, low, 100, high, 255])


def _boxed(axes: Axes, roi: Roi) -> None:
    (top, bottom), (left, right) = roi
    axes.add_patch(
        Rectangle(
            (left, top),
            right - left - 1,
            bottom - top - 1,
            fill=False,
            edgecolor=palette.FOUND,
            linewidth=1.6,
            path_effects=halo(),
        )
    )
