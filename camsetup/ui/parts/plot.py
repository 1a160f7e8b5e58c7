"""Plots as this window wants them: no axes, no grid, and nothing for the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import QVBoxLayout, QWidget
from pyqtgraph import GraphicsLayoutWidget, ViewBox
from typing_extensions import override

from camsetup.ui.look import theme

if TYPE_CHECKING:
    from camsetup.ui.look.colours import Colours

_GAP = 2


class Plot(QWidget):
    """Holds views, one above the other, and colours them when the theme changes.

    A bare `ViewBox` is made in 1 ms; pyqtgraph's `PlotWidget` takes 25 ms for axes
    and menus that would only be hidden.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = GraphicsLayoutWidget()
        self._canvas.setBackground(None)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas.ci.setContentsMargins(0, 0, 0, 0)
        self._canvas.ci.setSpacing(_GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas)

    def add_view(self, row: int, width: float, height: float) -> ViewBox:
        """Return a new view of 0 to ``width`` and 0 to ``height``."""
        view = ViewBox(enableMenu=False, enableMouse=False)
        view.setRange(xRange=(0, width), yRange=(0, height), padding=0)
        self._canvas.addItem(view, row, 0)
        return view

    def recolour(self, colours: Colours) -> None:
        """Colour all that is shown."""

    @override
    def changeEvent(self, event: QEvent | None) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.StyleChange:
            self.recolour(theme.colours(self))
