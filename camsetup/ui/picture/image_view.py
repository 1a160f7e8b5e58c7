"""The live picture: scaled to the screen's pixels, with its overlays, pan and zoom.

OpenCV scales it to exactly the pixels of the screen, and they are copied there.
The plots are pyqtgraph's; the picture is not, because its `ImageItem` takes 4 to 5 ms
a frame and this takes 1.0 ms (1280×1024 into 900×720, overlays included). Three
cameras at 30 pictures a second each would cost a third of a core more.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PyQt6.QtCore import QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from camsetup.domain.frame import Size
from camsetup.session.state import Phase
from camsetup.ui.look import theme
from camsetup.ui.picture.scene import Scene
from camsetup.ui.picture.viewport import Viewport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PyQt6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from camsetup.domain.frame import Frame
    from camsetup.session.state import CameraState
    from camsetup.ui.picture.display import Display
    from camsetup.ui.picture.paint_log import PaintLog

#: One notch of the wheel (120 eighths of a degree) zooms by this factor.
ZOOM_PER_NOTCH = 1.25
EIGHTHS_PER_NOTCH = 120


class ImageView(QWidget):
    """Shows the newest frame of one camera.

    Wheel zooms where the mouse is, dragging pans, a double click fits.
    """

    clicked = pyqtSignal()
    double_clicked = pyqtSignal()
    zoomed = pyqtSignal()

    def __init__(self, camera: str, log: PaintLog) -> None:
        super().__init__()
        self._camera, self._log = camera, log
        self._scene = Scene()
        self._viewport: Viewport | None = None
        self._frame_came_ns: int | None = None
        self._pressed_at: QPointF | None = None
        self._dragged_to: QPointF | None = None
        self._frozen = False
        self.setAccessibleName(f"Picture of the {camera} camera")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def viewport(self) -> Viewport | None:
        """Return what is shown; None before the first frame."""
        return self._viewport

    @property
    def percent(self) -> float | None:
        """Return how large a frame pixel is shown, 100 for one screen pixel."""
        return None if self._viewport is None else self._viewport.scale * 100

    @property
    def scene(self) -> Scene:
        """Return what is painted."""
        return self._scene

    def show_frame(self, frame: Frame) -> None:
        """Show a frame, as soon as the window is painted."""
        if self._viewport is None or self._viewport.frame != frame.size:
            self._viewport = Viewport.fitting(frame.size, self._canvas())
            self.zoomed.emit()
        self._scene.pixels = frame.pixels
        self._frame_came_ns = frame.stamp.host_time_ns
        self.update()

    def show_camera(self, camera: CameraState) -> None:
        """Lay the camera's outline, reference and eye over the picture."""
        scene, focus = self._scene, camera.inspection and camera.inspection.focus
        scene.outline, scene.reference = camera.outline, camera.reference
        scene.eye_box = focus.eye_box if focus else None
        scene.mouse = _mouse_region(camera)
        if camera.phase is not Phase.STREAMING:
            self.update()

    def show_frozen(self, *, frozen: bool) -> None:
        """Veil the picture while it is not what the camera sees any more."""
        if frozen is not self._frozen:
            self._frozen = frozen
            self.update()

    def show_display(self, display: Display) -> None:
        """Change what is laid over the picture."""
        if display != self._scene.display:
            self._scene.display = display
            self.update()

    def fit(self) -> None:
        """Show the whole frame."""
        if self._viewport is not None:
            self._look(Viewport.fitting(self._viewport.frame, self._canvas()))

    def zoom_to(self, scale: float, centre: QPointF | None = None) -> None:
        """Show a frame pixel as ``scale`` screen pixels; the centre stays in place."""
        if self._viewport is not None:
            middle = centre or QPointF(self.rect().center()) * self._density()
            self._look(self._viewport.zoomed(scale, middle.x(), middle.y()))

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the picture, and note when."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours(self).window))
        if self._viewport is not None:
            painter.scale(1 / self._density(), 1 / self._density())
            self._scene.paint(painter, self._viewport, self._density())
            painter.resetTransform()
        if self._frozen:
            painter.setOpacity(theme.VEIL_OPACITY)
            painter.fillRect(self.rect(), QColor(theme.colours(self).window))
        painter.end()
        if self._frame_came_ns is not None:
            now_ns = time.monotonic_ns()
            self._log.record(self._camera, self._frame_came_ns, now_ns)
            self._frame_came_ns = None

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep the view, or fit again."""
        if self._viewport is not None:
            self._look(self._viewport.on_canvas(self._canvas()))

    @override
    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom where the mouse is."""
        if event is None or self._viewport is None:
            return
        notches = event.angleDelta().y() / EIGHTHS_PER_NOTCH
        scale = self._viewport.scale * ZOOM_PER_NOTCH**notches
        self.zoom_to(scale, event.position() * self._density())
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Begin a click or a drag."""
        if event is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at, self._dragged_to = event.position(), None

    @override
    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Pan, once the mouse has moved too far for a click."""
        if event is None or self._pressed_at is None or self._viewport is None:
            return
        start = self._dragged_to or self._pressed_at
        way = event.position() - start
        if self._dragged_to is None and way.manhattanLength() < _drag_distance():
            return
        self._dragged_to = event.position()
        way *= self._density()
        self._look(self._viewport.panned(way.x(), way.y()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """End a drag, or a click."""
        if self._pressed_at is not None and self._dragged_to is None:
            self.clicked.emit()
        self._pressed_at = self._dragged_to = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Fit."""
        self.fit()
        self.double_clicked.emit()

    def _look(self, viewport: Viewport) -> None:
        if viewport != self._viewport:
            self._viewport = viewport
            self.update()
            self.zoomed.emit()

    def _canvas(self) -> Size:
        density = self._density()
        width, height = round(self.width() * density), round(self.height() * density)
        return Size(max(width, 1), max(height, 1))

    def _density(self) -> float:
        return self.devicePixelRatioF()


def _mouse_region(camera: CameraState) -> NDArray[np.float64] | None:
    """Return the mouse region where the checks look for it: carried by the pose."""
    region = camera.outline.region("mouse") if camera.outline else None
    if region is None or camera.outline is None:
        return None
    found = camera.inspection.alignment if camera.inspection else None
    if found is None or not found.recognised:
        return region.polygon
    return found.pose.apply(region.polygon, camera.outline.size)


def _drag_distance() -> int:
    return QApplication.startDragDistance()
