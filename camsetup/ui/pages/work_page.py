"""The page one works on: steps left, pictures, the step's panel right, checks below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from camsetup.ui.heartbeat import WhenChanged
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Surface
from camsetup.ui.pages.step_list import StepList
from camsetup.ui.panels import StepPanel, step_panel
from camsetup.ui.panels.checks import ChecksPanel
from camsetup.ui.panels.histogram import HistogramPanel
from camsetup.ui.picture.picture_area import PictureArea

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState, RigState
    from camsetup.session.steps import Step
    from camsetup.ui.picture.paint_log import PaintLog

#: In a window of 1280 px every check's name is seen whole.
_HISTOGRAM_SHARE, _CHECKS_SHARE = 9, 11


class WorkPage(QWidget):
    """Holds everything but the header. Panels are made when they are first seen."""

    def __init__(self, session: Session, log: PaintLog) -> None:
        super().__init__()
        self._session, self._log = session, log
        self.steps = StepList(session.state)
        self.picture = PictureArea(session, log)
        self._panels: dict[Step, StepPanel] = {}
        self._panel_stack = QStackedWidget()
        self._histogram = HistogramPanel(session)
        self._checks = ChecksPanel(session)
        self._panel_feed: WhenChanged[CameraState] = WhenChanged(self._show_in_panel)
        self._rig_feed: WhenChanged[RigState] = WhenChanged(self._show_rig)
        self._bottom_feed = WhenChanged(self._histogram.show_camera)
        self._checks_feed = WhenChanged(self._checks.show_camera)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        focus_by_tab_only(self)

    def show_step(self, step: Step) -> None:
        """Show the panel of a step; it is fed at the next `show_camera`."""
        if step not in self._panels:
            panel = step_panel(step, self._session)
            focus_by_tab_only(panel)
            self._panels[step] = panel
            self._panel_stack.addWidget(panel)
        self._panel_stack.setCurrentWidget(self._panels[step])
        self._panel_feed.forget()
        self._rig_feed.forget()

    def show_camera(self, camera: CameraState) -> None:
        """Feed what moves ten times a second."""
        if self._log.begun:
            self._histogram.add_plot()
        self._panel_feed.offer(camera)
        self._rig_feed.offer(self._session.state)
        self._bottom_feed.offer(camera)

    def show_checks(self, camera: CameraState) -> None:
        """Feed what is read: four times a second."""
        self._checks_feed.offer(camera)

    def _show_in_panel(self, camera: CameraState) -> None:
        panel = self._panel_stack.currentWidget()
        if isinstance(panel, StepPanel):
            panel.show_camera(camera)

    def _show_rig(self, state: RigState) -> None:
        panel = self._panel_stack.currentWidget()
        if isinstance(panel, StepPanel):
            panel.show_rig(state)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.steps)
        upper.addWidget(self.picture, 1)
        upper.addWidget(self._right_side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 4, 0, 0)
        layout.setSpacing(GRID // 4)
        layout.addLayout(upper, 1)
        layout.addWidget(self._bottom())

    def _right_side(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(2 * GRID, 2 * GRID, GRID, GRID)
        layout.addWidget(self._panel_stack)
        side.setFixedWidth(theme.PANEL_WIDTH)
        theme.lay_on(side, Surface.SURFACE)
        return side

    def _bottom(self) -> QWidget:
        bottom = QWidget()
        layout = QHBoxLayout(bottom)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._histogram, _HISTOGRAM_SHARE)
        layout.addWidget(self._checks, _CHECKS_SHARE)
        bottom.setFixedHeight(theme.BOTTOM_HEIGHT)
        theme.lay_on(bottom, Surface.SURFACE)
        return bottom


def focus_by_tab_only(widget: QWidget) -> None:
    """Keep clicked buttons from taking the keyboard, so that Space goes on."""
    for button in widget.findChildren(QAbstractButton):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
