"""The histogram's plot: filled steps under a strip of CameraQC's zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QSizePolicy, QWidget
from pyqtgraph import BarGraphItem, InfiniteLine, PlotCurveItem, mkPen
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID
from camsetup.ui.panels.histogram_view import BRIGHTNESS_ZONES, LEVELS, HistogramView
from camsetup.ui.parts.bar import ZONE_HEIGHT, Zone, zone_colour
from camsetup.ui.parts.plot import Plot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.ui.look.colours import Colours

_EDGES = np.arange(LEVELS + 1)
_NOW_WIDTH = 3
#: How far the tick reaches down into the steps, as a share of their room.
_TICK_SPAN = (0.9, 1.0)
_LEAST_BAR_PX = 2
#: Between two zones, in grey levels: about a pixel or two.
_ZONE_GAP = 0.5


class HistogramPlot(Plot):
    """Plots 256 filled steps under a strip of zones; saturated ones are red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: Zone | None = None
        self._strip = self.add_view(0, LEVELS, 1)
        self._strip.setFixedHeight(ZONE_HEIGHT)
        self._room = self.add_view(1, LEVELS, 1)
        self._steps = PlotCurveItem(
            _EDGES, np.zeros(LEVELS), stepMode="center", fillLevel=0, pen=None
        )
        self._saturated = BarGraphItem(
            x1=LEVELS, width=1, height=0, brush=theme.SATURATED, pen=None
        )
        self._zones = [_zone_item(zone) for zone in BRIGHTNESS_ZONES]
        self._ticks = [InfiniteLine(0), InfiniteLine(0, span=_TICK_SPAN)]
        for item in (*self._zones, self._ticks[0]):
            self._strip.addItem(item, ignoreBounds=True)
        for item in (self._steps, self._saturated, self._ticks[1]):
            self._room.addItem(item, ignoreBounds=True)
        both = QSizePolicy.Policy.Expanding
        self.setSizePolicy(both, both)
        self.show_view(HistogramView(np.zeros(LEVELS), None, ""))
        self.recolour(theme.colours(self))

    @property
    def steps(self) -> NDArray[np.float64]:
        """Return the height of every step."""
        _, shown = self._steps.getData()
        return np.asarray(shown, np.float64)

    def show_view(self, view: HistogramView) -> None:
        """Show this from now on."""
        self._steps.setData(_EDGES, view.heights)
        pixel = LEVELS / max(self.width(), 1)
        width = max(1.0, _LEAST_BAR_PX * pixel)
        self._saturated.setOpts(
            x0=LEVELS - width, x1=LEVELS, height=float(view.heights[-1])
        )
        for tick in self._ticks:
            tick.setVisible(view.mean is not None)
            tick.setValue(view.mean or 0.0)
        if view.zone is not self._zone:
            self._zone = view.zone
            self._weigh_zones(theme.colours(self))

    @override
    def recolour(self, colours: Colours) -> None:
        """Colour zones, steps and ticks."""
        self._room.setBackgroundColor(colours.raised)
        self._steps.setBrush(colours.dim)
        for tick in self._ticks:
            tick.setPen(mkPen(colours.text, width=_NOW_WIDTH))
        self._weigh_zones(colours)

    @override
    def sizeHint(self) -> QSize:
        """Ask for a level every other pixel or more."""
        return QSize(LEVELS, 10 * GRID)

    def _weigh_zones(self, colours: Colours) -> None:
        """Colour the zone of the mean strongly, the others weakly."""
        for zone, item in zip(BRIGHTNESS_ZONES, self._zones, strict=True):
            colour = zone_colour(zone, colours, strong=zone is self._zone)
            item.setOpts(brush=colour)


def _zone_item(zone: Zone) -> BarGraphItem:
    left, right = zone.low * LEVELS, zone.high * LEVELS
    return BarGraphItem(x0=left, x1=right - _ZONE_GAP, y0=0, height=1, pen=None)
