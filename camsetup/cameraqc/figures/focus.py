"""The picture of focus: both measures, the sharpest and the most blurred crop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc import limits
from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.sampling import frame_name, positions
from camsetup.cameraqc.figures.sheet import (
    Sheet,
    Title,
    explain,
    label,
    limit,
    plain_log,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import Focus

#: Lines of regions are told apart by colour, then by dashes.
_STYLES = ((palette.DATA, "-"), (palette.OTHER, "-"), (palette.DATA, "--"))


def draw_focus(title: Title, result: Focus, evidence: Evidence) -> Figure | None:
    """Draw both measures against their limits, and how the best and worst look."""
    frames = evidence.frames
    if frames is None or not result.frames or not result.laplacian or not result.rois:
        return None
    sheet = Sheet(title)
    grid = sheet.grid(2, 3, width_ratios=(0.95, 1, 1), wspace=0.06)
    where = positions(evidence)[list(result.frames)]
    variances = np.asarray(result.laplacian, np.float64)
    above = f"Laplacian variance {_word(passes=result.laplacian_passes)}"
    below = f"FFT mean {_word(passes=result.fft_passes)}"
    _draw_laplacian(sheet.axes(grid[0, 0], above), where, variances)
    _draw_fft(sheet.axes(grid[1, 0], below), where, np.asarray(result.fft, np.float64))
    region = int(variances.min(axis=0).argmin())
    blurred = variances[:, region]
    named = (("sharpest", blurred.argmax()), ("most blurred", blurred.argmin()))
    for column, (name, judged) in enumerate(named, 1):
        index = result.frames[judged]
        crop = _crop(frames[index], result.rois[region])
        if crop.size:
            words = f"{name}: {frame_name(evidence, index)}, {blurred[judged]:.0f}"
            sheet.photo(grid[:, column], crop, words)
    return sheet.figure


def _draw_laplacian(
    axes: Axes, where: NDArray[np.int64], variances: NDArray[np.float64]
) -> None:
    for region, values in enumerate(variances.T):
        colour, dashes = _STYLES[region % len(_STYLES)]
        name = f"region {region + 1}" if not region else f"{region + 1}"
        axes.plot(
            where, values, dashes, color=colour, marker="o", markersize=3, label=name
        )
    if variances.shape[1] > 1:
        explain(axes, handlelength=1, columnspacing=0.9)
    least = limits.LAPLACIAN_VARIANCE
    above = bool(np.median(variances) > least)
    limit(axes, least, f"more than {least}", below=above)
    seen = variances[variances > 0]
    if seen.size:
        axes.set_ylim(min(seen.min(), least) / 2, max(seen.max(), least) * 1.5)
        plain_log(axes)
    axes.tick_params(labelbottom=False)


def _draw_fft(axes: Axes, where: NDArray[np.int64], means: NDArray[np.float64]) -> None:
    axes.plot(where, means, color=palette.DATA, marker="o", markersize=3)
    least = limits.FFT_MEAN
    above = bool(np.median(means) > least)
    limit(axes, least, f"more than {least}", below=above)
    axes.set_ylim(0, max(1.5 * least, float(np.nanmax([*means, 0])) * 1.1))
    axes.locator_params("x", nbins=5)
    label(axes, "frame of the video", "")


def _word(*, passes: bool) -> str:
    return "passes" if passes else "does not pass"


def _crop(frame: NDArray[np.uint8], roi: Roi) -> NDArray[np.uint8]:
    height, width = frame.shape
    (top, bottom), (left, right) = roi
    rows = slice(min(max(top, 0), height), min(max(bottom, 0), height))
    return frame[rows, min(max(left, 0), width) : min(max(right, 0), width)]
