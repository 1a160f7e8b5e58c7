"""Icons: SVG drawings in any colour, crisp at any size and screen density."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PyQt6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QIcon, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup import paths
from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from camsetup.ui.look.colours import Colours

OUTCOME_ICONS = {
    Outcome.NOT_SET: "not-judged",
    Outcome.PASS: "pass",
    Outcome.WARNING: "warning",
    Outcome.FAIL: "fail",
    Outcome.CRITICAL: "critical",
}


def paint_icon(
    painter: QPainter, name: str, colour: str, box: QRectF, degrees: float = 0.0
) -> None:
    """Paint an icon into a box, turned clockwise about its centre.

    The icon called ``arrow`` points to the right.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    painter.rotate(degrees)
    size = QPointF(box.width() / 2, box.height() / 2)
    _renderer(name, colour).render(painter, QRectF(-size, size))
    painter.restore()


def icon(name: str, colours: Colours, size: int = theme.ICON_SIZE) -> QIcon:
    """Return an icon for a button, drawn for densities 1 and 2.

    It has the colour of text, dim when disabled, and of the accent when checked.
    """
    drawn = QIcon()
    looks = (
        (QIcon.Mode.Normal, QIcon.State.Off, colours.text),
        (QIcon.Mode.Normal, QIcon.State.On, colours.accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, colours.dim),
    )
    for density in (1.0, 2.0):
        for mode, state, colour in looks:
            drawn.addPixmap(_pixmap(name, colour, size, density), mode, state)
    return drawn


class IconView(QWidget):
    """Shows one icon; changed by `show_icon`."""

    def __init__(
        self, size: int = theme.ICON_SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = ""
        self._colour = ""
        self._degrees = 0.0
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str = "", degrees: float = 0.0) -> None:
        """Show an icon; without a colour it has that of dim text."""
        if (name, colour, degrees) != (self._name, self._colour, self._degrees):
            self._name, self._colour, self._degrees = name, colour, degrees
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the icon."""
        if self._name:
            colour = self._colour or theme.colours(self).dim
            box = QRectF(self.rect())
            paint_icon(QPainter(self), self._name, colour, box, self._degrees)


class OutcomeIcon(QWidget):
    """Shows an outcome's shape in its colour, whatever the theme."""

    def __init__(
        self, size: int = theme.ICON_SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._outcome = Outcome.NOT_SET
        self.setFixedSize(QSize(size, size))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def outcome(self) -> Outcome:
        """Return the outcome that is shown."""
        return self._outcome

    def show_outcome(self, outcome: Outcome) -> None:
        """Show an outcome."""
        if outcome is not self._outcome:
            self._outcome = outcome
            self.setAccessibleName(theme.OUTCOME_WORDS[outcome])
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint the shape."""
        colour = theme.colours(self).outcome(self._outcome)
        box = QRectF(self.rect())
        paint_icon(QPainter(self), OUTCOME_ICONS[self._outcome], colour, box)


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    coloured = drawing.replace("currentColor", colour)
    return QSvgRenderer(QByteArray(coloured.encode()))


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, size: int, density: float) -> QPixmap:
    pixmap = QPixmap(round(size * density), round(size * density))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    box = QRectF(0, 0, size * density, size * density)
    paint_icon(painter, name, colour, box)
    painter.end()
    pixmap.setDevicePixelRatio(density)
    return pixmap
