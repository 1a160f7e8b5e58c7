"""The arrows as outlines in a square from -1 to 1, y downwards."""

from __future__ import annotations

import math

from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF, QTransform

_STROKE = 0.3
_RING_RADIUS = 0.7
_RING_START_DEGREES = 130
_RING_SPAN_DEGREES = 260
_HEAD = 0.42
_CORNER_DEGREES = (45, 135, 225, 315)


def straight_arrow(degrees: float) -> QPainterPath:
    """Return a broad arrow that points to 0 = right, 90 = down."""
    points = [
        (0.95, 0.0),
        (0.1, 0.85),
        (0.1, 0.36),
        (-0.9, 0.36),
        (-0.9, -0.36),
        (0.1, -0.36),
        (0.1, -0.85),
    ]
    return QTransform().rotate(degrees).map(_polygon(points))


def turning_arrow(*, clockwise: bool) -> QPainterPath:
    """Return an open ring with a head, turning the way that the hand has to."""
    box = QRectF(-_RING_RADIUS, -_RING_RADIUS, 2 * _RING_RADIUS, 2 * _RING_RADIUS)
    arc = QPainterPath()
    arc.arcMoveTo(box, _RING_START_DEGREES + 90)
    arc.arcTo(box, _RING_START_DEGREES + 90, -_RING_SPAN_DEGREES)
    path = _stroked(arc).united(_ring_head(arc.currentPosition()))
    return path if clockwise else QTransform().scale(-1, 1).map(path)


def growing_arrows() -> QPainterPath:
    """Return four arrows outwards: move closer, the picture grows."""
    return _four_corners(inwards=False)


def shrinking_arrows() -> QPainterPath:
    """Return four arrows inwards: move back, the picture shrinks."""
    return _four_corners(inwards=True)


def check_mark() -> QPainterPath:
    """Return the mark of what is in place."""
    line = QPainterPath(QPointF(-0.72, 0.08))
    line.lineTo(-0.2, 0.6)
    line.lineTo(0.74, -0.52)
    return _stroked(line)


def empty_ring() -> QPainterPath:
    """Return the mark of what is not judged."""
    ring = QPainterPath()
    ring.addEllipse(QPointF(0, 0), _RING_RADIUS, _RING_RADIUS)
    return _stroked(ring, _STROKE / 2)


def _ring_head(tip_base: QPointF) -> QPainterPath:
    x, y = tip_base.x(), tip_base.y()
    radius = math.hypot(x, y)
    outwards = QPointF(x / radius, y / radius)
    along = QPointF(-outwards.y(), outwards.x())
    tip = tip_base + along * (_HEAD * 1.25)
    corners = [tip, tip_base + outwards * _HEAD, tip_base - outwards * _HEAD]
    return _closed(QPolygonF(corners))


def _four_corners(*, inwards: bool) -> QPainterPath:
    arrow = _polygon(
        [
            (1.24, 0.0),
            (0.72, 0.46),
            (0.72, 0.16),
            (0.28, 0.16),
            (0.28, -0.16),
            (0.72, -0.16),
            (0.72, -0.46),
        ]
    )
    if inwards:
        arrow = QTransform().translate(1.52, 0).scale(-1, 1).map(arrow)
    whole = QPainterPath()
    for degrees in _CORNER_DEGREES:
        whole.addPath(QTransform().rotate(degrees).map(arrow))
    return whole


def _polygon(points: list[tuple[float, float]]) -> QPainterPath:
    return _closed(QPolygonF([QPointF(x, y) for x, y in points]))


def _closed(polygon: QPolygonF) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(polygon)
    path.closeSubpath()
    return path


def _stroked(line: QPainterPath, width: float = _STROKE) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCurveThreshold(0.01)
    return stroker.createStroke(line)
