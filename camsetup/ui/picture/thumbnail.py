"""A small live picture, with nothing laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import QSize
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.domain.frame import Size
from camsetup.ui.look import theme
from camsetup.ui.picture.composition import shown
from camsetup.ui.picture.viewport import Viewport

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from camsetup.domain.frame import Frame


class Thumbnail(QWidget):
    """Shows the newest frame as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._frame: Frame | None = None
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)

    @property
    def seen(self) -> bool:
        """Say whether a frame has come."""
        return self._frame is not None

    def show_frame(self, frame: Frame) -> None:
        """Show a frame."""
        self._frame = frame
        self.update()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for room in which a hand is seen."""
        return QSize(20 * theme.GRID, 16 * theme.GRID)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the picture in the middle."""
        if self._frame is None:
            return
        painter = QPainter(self)
        density = self.devicePixelRatioF()
        canvas = Size(round(self.width() * density), round(self.height() * density))
        viewport = Viewport.fitting(self._frame.size, canvas)
        pixels, target = shown(self._frame.pixels, viewport), viewport.target
        # PyQt takes any buffer and keeps it; its stubs know bytes only.
        image = QImage(
            cast("bytes", pixels.data),
            target.size.width,
            target.size.height,
            pixels.strides[0],
            QImage.Format.Format_Grayscale8,
        )
        painter.scale(1 / density, 1 / density)
        painter.drawImage(target.left, target.top, image)
