"""What the histogram shows: how high each grey level is, in which zone the mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from camsetup.domain.verdict import Outcome
from camsetup.ui.parts.bar import Zone
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.inspection import ExposureReading

LEVELS = 256
#: Mean of CameraQC's region: below 20 fails, 40 to 200 passes (IBL_QC.md section 4).
BRIGHTNESS_ZONES = tuple(
    Zone(low / LEVELS, high / LEVELS, outcome)
    for low, high, outcome in (
        (0, 20, Outcome.FAIL),
        (20, 40, Outcome.WARNING),
        (40, 200, Outcome.PASS),
        (200, LEVELS, Outcome.FAIL),
    )
)


class Area(Enum):
    """Whose pixels are counted."""

    FRAME = "frame"
    MOUSE = "mouse"


class Scale(Enum):
    """How counts become heights."""

    LINEAR = "linear"
    LOGARITHMIC = "log"


@dataclass(frozen=True, slots=True, eq=False)
class HistogramView:
    """What the plot shows: heights from 0 to 1, and the mean of CameraQC's region."""

    heights: NDArray[np.float64]
    mean: float | None
    saturated: str

    @property
    def zone(self) -> Zone | None:
        """Return the zone that the mean is in."""
        if self.mean is None:
            return None
        share = self.mean / LEVELS
        return next((z for z in BRIGHTNESS_ZONES if z.low <= share < z.high), None)


def histogram_view(
    reading: ExposureReading | None, area: Area, scale: Scale
) -> HistogramView:
    """Return what to show of a picture's light."""
    if reading is None:
        return HistogramView(np.zeros(LEVELS), None, number_text(None))
    in_mouse = area is Area.MOUSE
    counts = reading.mouse_histogram if in_mouse else reading.frame_histogram
    if counts is None:
        return HistogramView(np.zeros(LEVELS), reading.roi_mean, number_text(None))
    share = 100 * float(counts[-1]) / max(float(counts.sum()), 1.0)
    saturated = number_text(share, "%")
    return HistogramView(heights(counts, scale), reading.roi_mean, saturated)


def heights(counts: NDArray[np.int64], scale: Scale) -> NDArray[np.float64]:
    """Return each level's height, 0 to 1.

    The two end levels may rise out of a linear plot: they would flatten all others.
    """
    values = counts.astype(np.float64)
    if scale is Scale.LOGARITHMIC:
        values = np.log1p(values)
        top = values.max()
    else:
        top = values[1:-1].max() or values.max()
    shares: NDArray[np.float64] = np.minimum(values / max(float(top), 1.0), 1.0)
    return shares
