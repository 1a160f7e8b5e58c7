"""The focus history's plot: a line that ends at the right, under the best so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QSizePolicy, QWidget
from pyqtgraph import InfiniteLine, PlotCurveItem, ScatterPlotItem, mkPen
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.panels.history_view import (
    HEADROOM,
    SECONDS,
    HistoryPicture,
    line_of,
)
from camsetup.ui.parts.plot import Plot

if TYPE_CHECKING:
    from camsetup.ui.look.colours import Colours

#: Beside the newest point, so that its dot is seen whole.
_MARGIN_S = 0.2
_LINE_WIDTH = 2.0


class HistoryPlot(Plot):
    """Plots a line that ends at the right edge, under the best so far."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = HistoryPicture()
        self._view = self.add_view(0, SECONDS + _MARGIN_S, HEADROOM)
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
