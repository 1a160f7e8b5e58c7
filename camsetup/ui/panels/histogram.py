"""The histogram of the frame or of the mouse, and the numbers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QToolButton, QWidget

from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.histogram_view import Area, Scale, histogram_view
from camsetup.ui.parts.arrangement import caption, column, row
from camsetup.ui.parts.digits import Digits, hurry_all
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from camsetup.analysis.inspection import ExposureReading
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState
    from camsetup.ui.panels.histogram_plot import HistogramPlot


class HistogramPanel(QWidget):
    """Shows the grey levels of the camera's picture: numbers first, then the plot.

    pyqtgraph takes 0.1 s to import. `add_plot` is called when the first picture is
    on the screen, which is not kept waiting for it.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._reading: ExposureReading | None = None
        self._area, self._scale = Area.FRAME, Scale.LINEAR
        self._plot: HistogramPlot | None = None
        self._saturated = Digits("100.0", "%")
        self._mean = Digits("255")
        self._area_switch = _switch("Mouse", "Count the mouse only, or the frame.")
        self._scale_switch = _switch("Log", "Logarithmic heights, or linear ones.")
        self._area_switch.toggled.connect(self._on_area_switched)
        self._scale_switch.toggled.connect(self._on_scale_switched)
        self._layout = column(self, GRID // 2)
        self._lay_out()

    def add_plot(self) -> None:
        """Show the plot too; once is enough."""
        if self._plot is not None:
            return
        from camsetup.ui.panels.histogram_plot import HistogramPlot  # noqa: PLC0415

        self._plot = HistogramPlot()
        self._layout.addWidget(self._plot, 1)
        self._show()

    def show_camera(self, camera: CameraState) -> None:
        """Show the light of a camera's picture."""
        if camera.role.name != self._role:
            self._role = camera.role.name
            hurry_all(self)
        reading = camera.inspection.exposure if camera.inspection else None
        has_mouse = reading is not None and reading.mouse_histogram is not None
        self._area_switch.setEnabled(has_mouse)
        if not has_mouse:
            self._area_switch.setChecked(False)
        if reading is not self._reading:
            self._reading = reading
            self._show()

    def _lay_out(self) -> None:
        self._layout.addLayout(
            row(
                label("Histogram", Text.SMALL, tone=Tone.DIM),
                None,
                caption("Brightness"),
                self._mean,
                caption("Saturated"),
                self._saturated,
                self._area_switch,
                self._scale_switch,
            )
        )
        self._layout.addStretch()

    def _show(self) -> None:
        view = histogram_view(self._reading, self._area, self._scale)
        if self._plot is not None:
            self._plot.show_view(view)
        self._saturated.show_number(view.saturated)
        self._mean.show_number(number_text(view.mean))

    def _on_area_switched(self, mouse: bool) -> None:
        self._area = Area.MOUSE if mouse else Area.FRAME
        self._show()

    def _on_scale_switched(self, logarithmic: bool) -> None:
        self._scale = Scale.LOGARITHMIC if logarithmic else Scale.LINEAR
        self._show()


def _switch(text: str, hint: str) -> QToolButton:
    switch = QToolButton()
    switch.setText(text)
    switch.setToolTip(hint)
    switch.setCheckable(True)
    return switch
