"""The picture of the pin: when the camera saw sounds' TTLs, and when they were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.clock import clock_unit
from camsetup.cameraqc.figures.sheet import Sheet, Title, explain, label
from camsetup.cameraqc.figures.thinning import thinned

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import PinState

#: More strokes than this cannot be told apart.
_STROKES = 3000


def draw_pin_state(title: Title, _: PinState, evidence: Evidence) -> Figure | None:
    """Draw the rises of the pin under the sounds, and how both add up."""
    frames_s = _frame_times(evidence)
    pins = evidence.pin_state
    if pins is None or evidence.audio is None or frames_s is None or not pins.size:
        return None
    last = pins[:, -1].astype(np.int8)
    rises_s = frames_s[np.flatnonzero(np.diff(last) == 1) + 1]
    sounds_s = np.asarray(evidence.audio, np.float64)[::2]
    rises_s, sounds_s = (each[np.isfinite(each)] for each in (rises_s, sounds_s))
    if not rises_s.size and not sounds_s.size:
        return None
    sheet = Sheet(title)
    grid = sheet.grid(2, 1, height_ratios=(1, 1.5), hspace=0.45, left=0.1)
    divisor, unit = clock_unit(
        max(np.ptp(each) for each in (rises_s, sounds_s) if each.size)
    )
    sounds, rises = sounds_s / divisor, rises_s / divisor
    strokes = sheet.axes(grid[0], "When they came")
    _draw_strokes(strokes, sounds, rises)
    sums = sheet.axes(
        grid[1], "How many so far: where the lines part, some are missing"
    )
    _draw_sums(sums, sounds, rises)
    label(sums, f"session time, {unit}", "so far")
    sums.sharex(strokes)
    return sheet.figure


def _frame_times(evidence: Evidence) -> NDArray[np.float64] | None:
    """Return when each pin state was read: by the frames' times, else by the rate."""
    if evidence.pin_state is None:
        return None
    size = len(evidence.pin_state)
    if evidence.timestamps is not None and len(evidence.timestamps) >= size:
        return evidence.timestamps[:size]
    if evidence.expected is None or evidence.expected.rate_hz is None:
        return None
    return np.arange(size) / evidence.expected.rate_hz


def _draw_strokes(
    axes: Axes, sounds: NDArray[np.float64], rises: NDArray[np.float64]
) -> None:
    rows = ((sounds, 1, palette.OTHER), (rises, 0, palette.DATA))
    for times, height, colour in rows:
        step = max(1, times.size // _STROKES)
        axes.vlines(times[::step], height - 0.38, height + 0.38, colour, linewidth=1)
    names = [f"pin 4 ({rises.size})", f"sounds ({sounds.size})"]
    axes.set_yticks([0, 1], names)
    axes.set_ylim(-0.6, 1.6)
    axes.tick_params(labelbottom=False, length=0)


def _draw_sums(
    axes: Axes, sounds: NDArray[np.float64], rises: NDArray[np.float64]
) -> None:
    both = (
        (sounds, palette.OTHER, "sounds", 2.6),
        (rises, palette.DATA, "rises of pin 4", 1.4),
    )
    for times, colour, name, width in both:
        sums = np.arange(1, times.size + 1, dtype=np.float64)
        axes.step(
            *thinned(np.sort(times), sums),
            where="post",
            color=colour,
            linewidth=width,
            label=name,
        )
    explain(axes)
    axes.set_ylim(bottom=0)
