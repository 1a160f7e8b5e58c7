"""The picture of the wheel: its speed against what moves in the video."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.sheet import Sheet, Title, explain, label
from camsetup.cameraqc.figures.thinning import thinned
from camsetup.cameraqc.wording import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import WheelAlignment


def draw_wheel_alignment(
    title: Title, result: WheelAlignment, _: Evidence
) -> Figure | None:
    """Draw both as recorded, and with the video moved by the offset found."""
    size = min(len(result.times_s), len(result.energy), len(result.speed))
    if size < 2 or result.offset_frames is None:
        return None
    times, energy, speed = (
        np.asarray(values[:size], np.float64)
        for values in (result.times_s, result.energy, result.speed)
    )
    if not times[-1] > times[0]:
        return None
    frame_s = float((times[-1] - times[0]) / (size - 1))
    offset = result.offset_frames
    sheet = Sheet(title)
    rows = [("As recorded", times)]
    if offset:
        rows.append((_moved(offset), times - offset * frame_s))
    grid = sheet.grid(len(rows), 1)
    panels = [sheet.axes(grid[row], name) for row, (name, _times) in enumerate(rows)]
    for axes, (_name, video_s) in zip(panels, rows, strict=True):
        _draw_both(axes, video_s, energy, times, speed)
        axes.tick_params(labelbottom=axes is panels[-1])
        label(axes, "", "scaled")
    explain(panels[0])
    label(panels[-1], "session time, s", "scaled")
    return sheet.figure


def _moved(offset: int) -> str:
    way = "earlier" if offset > 0 else "later"
    return f"With the video moved {counted(abs(offset), 'frame')} {way}, where both fit"


def _draw_both(
    axes: Axes,
    video_s: NDArray[np.float64],
    energy: NDArray[np.float64],
    wheel_s: NDArray[np.float64],
    speed: NDArray[np.float64],
) -> None:
    axes.plot(
        *thinned(wheel_s, speed),
        color=palette.OTHER,
        linewidth=1.4,
        label="speed of the wheel (encoder)",
    )
    axes.plot(
        *thinned(video_s, energy),
        color=palette.DATA,
        linewidth=1.2,
        label="motion in the video",
    )
    axes.set(xlim=(wheel_s[0], wheel_s[-1]), ylim=(-0.03, 1.06), yticks=[0, 1])
