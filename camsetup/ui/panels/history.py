"""The last ten seconds of a number, newest right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QSizePolicy, QWidget
from pyqtgraph import InfiniteLine, PlotCurveItem, ScatterPlotItem, mkPen
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.parts.plot import Plot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.ui.look.colours import Colours

SECONDS = 10.0
#: Beside the newest and above the best, so that dot and line are seen whole.
_MARGIN_S = 0.2
_HEADROOM = 1.1
_LINE_WIDTH = 2.0


@dataclass(frozen=True, slots=True)
class HistoryPicture:
    """Seconds and values, oldest first; the best, and where good begins."""

    points: tuple[tuple[float, float], ...] = ()
    best: float = 0.0
    good: float = 0.0
    outcome: Outcome = Outcome.NOT_SET


class HistoryPlot(Plot):
    """Plots a line that ends at the right edge, under the best so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = HistoryPicture()
        self._view = self.add_view(0, SECONDS + _MARGIN_S, _HEADROOM)
        self._good, self._best = InfiniteLine(angle=0), InfiniteLine(angle=0)
        self._curve = PlotCurveItem(antialias=True)
        self._newest = ScatterPlotItem(size=theme.GRID, pen=None)
        self._items = (self._good, self._best, self._curve, self._newest)
        for item in self._items:
            self._view.addItem(item, ignoreBounds=True)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)
        self._show()
        self.recolour(theme.colours(self))

    def show_history(self, picture: HistoryPicture) -> None:
        """Show this from now on."""
        if picture == self._picture:
            return
        judged_anew = picture.outcome is not self._picture.outcome
        self._picture = picture
        self._show()
        if judged_anew:
            self.recolour(theme.colours(self))

    @override
    def recolour(self, colours: Colours) -> None:
        """Colour the line, the good zone's end, the best, and the newest point."""
        self._view.setBackgroundColor(colours.raised)
        self._good.setPen(mkPen(colours.passed, width=1))
        self._best.setPen(mkPen(colours.dim, width=_LINE_WIDTH))
        self._curve.setPen(mkPen(colours.text, width=_LINE_WIDTH))
        self._newest.setBrush(colours.outcome(self._picture.outcome))

    @override
    def sizeHint(self) -> QSize:
        """Ask for a low, wide strip."""
        return QSize(20 * theme.GRID, 9 * theme.GRID)

    def _show(self) -> None:
        picture = self._picture
        for item in self._items:
            item.setVisible(picture.best > 0)
        if picture.best <= 0:
            return
        self._good.setValue(picture.good / picture.best)
        self._best.setValue(1.0)
        line = line_of(picture)
        self._curve.setData(*line)
        self._newest.setData(*line[:, -1:])


def line_of(picture: HistoryPicture) -> NDArray[np.float64]:
    """Return where the line runs: 2×n, seconds from the left and shares of the best."""
    points = np.array(picture.points, np.float64).reshape(-1, 2)
    seconds, values = points.T
    newest = seconds[-1] if len(seconds) else 0.0
    x = SECONDS - (newest - seconds)
    y = np.clip(values / picture.best, 0.0, _HEADROOM)
    return np.stack([x, y])[:, x >= 0]
