"""A horizontal bar with a strip of zones above it, and ticks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from camsetup.ui.look.colours import Colours

ZONE_HEIGHT = 6
_BAR_HEIGHT = 14
_GAP = 2
_TICK_WIDTH = 2
_THICK_TICK_WIDTH = 4
#: Zones in which the value is not are this much weaker, of 255.
_WEAK = 90


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the bar, as shares of its width, and what it means."""

    low: float
    high: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark across the bar at a share of its width."""

    at: float
    label: str = ""
    thick: bool = False


@dataclass(frozen=True, slots=True)
class BarPicture:
    """What a bar shows; all places are shares of its width, 0 to 1."""

    fill: float | None = None
    outcome: Outcome = Outcome.NOT_SET
    zones: tuple[Zone, ...] = ()
    ticks: tuple[Tick, ...] = ()


class Bar(QWidget):
    """Paints one bar."""

    def __init__(
        self,
        *,
        zones: bool = False,
        labels: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._picture = BarPicture()
        self._top = ZONE_HEIGHT + _GAP if zones else 0
        self._labels = labels
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    @property
    def picture(self) -> BarPicture:
        """Return what is shown."""
        return self._picture

    def show_bar(self, picture: BarPicture) -> None:
        """Show this from now on."""
        if picture != self._picture:
            self._picture = picture
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for as much height as its parts need."""
        below = theme.Text.SMALL + theme.GRID // 2 if self._labels else 0
        return QSize(12 * theme.GRID, self._top + _BAR_HEIGHT + below)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint zones, track, filling, ticks and labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        zones = QRectF(0, 0, self.width(), ZONE_HEIGHT)
        _paint_zones(painter, zones, self, self._picture.zones, self._picture.fill)
        track = QRectF(0, self._top, self.width(), _BAR_HEIGHT)
        self._paint_filling(painter, track)
        for tick in self._picture.ticks:
            self._paint_tick(painter, track, tick)

    def _paint_filling(self, painter: QPainter, track: QRectF) -> None:
        colours = theme.colours(self)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(track, 3, 3)
        if self._picture.fill is None:
            return
        filled = QRectF(track)
        filled.setWidth(track.width() * min(max(self._picture.fill, 0.0), 1.0))
        painter.setBrush(QColor(colours.outcome(self._picture.outcome)))
        painter.drawRoundedRect(filled, 3, 3)

    def _paint_tick(self, painter: QPainter, track: QRectF, tick: Tick) -> None:
        colours = theme.colours(self)
        width = _THICK_TICK_WIDTH if tick.thick else _TICK_WIDTH
        x = round(track.width() * tick.at - width / 2)
        mark = QRectF(x, track.top(), width, track.height())
        shade = colours.text if tick.thick else colours.surface
        painter.fillRect(mark, QColor(shade))
        if tick.label:
            _paint_label(painter, track, x + width / 2, tick.label, colours.dim)


def _paint_zones(
    painter: QPainter,
    strip: QRectF,
    widget: QWidget,
    zones: tuple[Zone, ...],
    now: float | None,
) -> None:
    """Paint zones side by side, strong only the one that holds ``now``."""
    colours = theme.colours(widget)
    for zone in zones:
        holds = now is not None and zone.low <= now < zone.high
        colour = zone_colour(zone, colours, strong=holds)
        left = strip.left() + zone.low * strip.width()
        width = (zone.high - zone.low) * strip.width()
        painter.fillRect(
            QRectF(left, strip.top(), max(width - 1, 1), strip.height()), colour
        )


def zone_colour(zone: Zone, colours: Colours, *, strong: bool) -> QColor:
    """Return the colour of a zone: weak while the value is elsewhere."""
    colour = QColor(colours.outcome(zone.outcome))
    colour.setAlpha(255 if strong else _WEAK)
    return colour


def _paint_label(
    painter: QPainter, track: QRectF, centre: float, text: str, colour: str
) -> None:
    painter.save()
    painter.setFont(theme.font(theme.Text.SMALL))
    painter.setPen(QColor(colour))
    width = painter.fontMetrics().horizontalAdvance(text)
    left = min(max(centre - width / 2, 0), track.width() - width)
    top = track.bottom() + _GAP
    room = QRectF(left, top, width, theme.Text.SMALL + theme.GRID)
    painter.drawText(room, Qt.AlignmentFlag.AlignTop, text)
    painter.restore()
