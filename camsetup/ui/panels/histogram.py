"""The histogram of the frame or of the mouse, with CameraQC's zones above it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPolygonF
from PyQt6.QtWidgets import QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.parts.arrangement import caption, column, row
from camsetup.ui.parts.bar import ZONE_HEIGHT, Zone, paint_zones
from camsetup.ui.parts.digits import Digits, hurry_all
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PyQt6.QtGui import QPaintEvent

    from camsetup.analysis.inspection import ExposureReading
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

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
_NOW_WIDTH = 3


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


class HistogramPanel(QWidget):
    """Shows the grey levels of the camera's picture."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._reading: ExposureReading | None = None
        self._area, self._scale = Area.FRAME, Scale.LINEAR
        self._plot = HistogramPlot()
        self._saturated = Digits("100.0", "%")
        self._mean = Digits("255")
        self._area_switch = _switch("Mouse", "Count the mouse only, or the frame.")
        self._scale_switch = _switch("Log", "Logarithmic heights, or linear ones.")
        self._area_switch.toggled.connect(self._on_area_switched)
        self._scale_switch.toggled.connect(self._on_scale_switched)
        self._lay_out()

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
        layout = column(self, GRID // 2)
        layout.addLayout(
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
        layout.addWidget(self._plot, 1)

    def _show(self) -> None:
        view = histogram_view(self._reading, self._area, self._scale)
        self._plot.show_view(view)
        self._saturated.show_number(view.saturated)
        self._mean.show_number(number_text(view.mean))

    def _on_area_switched(self, mouse: bool) -> None:
        self._area = Area.MOUSE if mouse else Area.FRAME
        self._show()

    def _on_scale_switched(self, logarithmic: bool) -> None:
        self._scale = Scale.LOGARITHMIC if logarithmic else Scale.LINEAR
        self._show()


class HistogramPlot(QWidget):
    """Paints 256 filled steps under a strip of zones; saturated ones are red."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = HistogramView(np.zeros(LEVELS), None, "")
        both = QSizePolicy.Policy.Expanding
        self.setSizePolicy(both, both)

    def show_view(self, view: HistogramView) -> None:
        """Show this from now on."""
        self._view = view
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a level every other pixel or more."""
        return QSize(LEVELS, 10 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint zones, where the mean is now, and the steps."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = theme.colours(self)
        strip = QRectF(0, 0, self.width(), ZONE_HEIGHT)
        mean = self._view.mean
        now = None if mean is None else mean / LEVELS
        paint_zones(painter, strip, self, BRIGHTNESS_ZONES, now)
        room = QRectF(self.rect()).adjusted(0, ZONE_HEIGHT + 2, 0, 0)
        painter.fillRect(room, QColor(colours.raised))
        painter.setBrush(QColor(colours.dim))
        painter.drawPolygon(steps(self._view.heights, room))
        self._paint_saturated(painter, room)
        if now is not None:
            x = round(now * self.width() - _NOW_WIDTH / 2)
            mark = QRectF(x, 0, _NOW_WIDTH, ZONE_HEIGHT + GRID)
            painter.fillRect(mark, QColor(colours.text))

    def _paint_saturated(self, painter: QPainter, room: QRectF) -> None:
        height = float(self._view.heights[-1]) * room.height()
        width = max(room.width() / LEVELS, 2.0)
        bar = QRectF(room.right() - width, room.bottom() - height, width, height)
        painter.fillRect(bar, QColor(theme.SATURATED))


def steps(levels: NDArray[np.float64], room: QRectF) -> QPolygonF:
    """Return the outline of filled steps, one a level, standing on the floor."""
    edges = room.left() + np.arange(len(levels) + 1) * (room.width() / len(levels))
    tops = room.bottom() - levels * room.height()
    corners = np.column_stack([np.repeat(edges, 2)[1:-1], np.repeat(tops, 2)])
    floor = [QPointF(room.right(), room.bottom()), QPointF(room.left(), room.bottom())]
    return QPolygonF([QPointF(x, y) for x, y in corners.tolist()] + floor)


def _switch(text: str, hint: str) -> QToolButton:
    switch = QToolButton()
    switch.setText(text)
    switch.setToolTip(hint)
    switch.setCheckable(True)
    return switch
