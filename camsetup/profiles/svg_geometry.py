"""SVG shapes and transforms, flattened to polylines."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

#: A polyline leaves the true curve by no more than this.
FLATNESS_PX = 0.1
#: No drawing program writes longer transforms.
LONGEST_TRANSFORM = 2000

Matrix: TypeAlias = "NDArray[np.float64]"
Points: TypeAlias = "NDArray[np.float64]"
#: svgelements carries no types: a path or one of its segments.
_Untyped: TypeAlias = Any

_SHAPES = {
    "line": "SimpleLine",
    "rect": "Rect",
    "circle": "Circle",
    "ellipse": "Ellipse",
}
_LENGTHS = frozenset(
    ("x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry")
)
#: svgelements walks back through the path for each close without a beginning.
_CLOSES_TO_SPARE = 100
#: What svgelements raises on paths that break the grammar.
_SVGELEMENTS_RAISES = (
    ValueError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
)
_NUMBER = re.compile(r"[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.?)(?:[eE][-+]?[0-9]+)?")
_TOKEN = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_TRANSFORM = re.compile(
    r"(?:\s*,?\s*(?:matrix|translate|scale|rotate|skewX|skewY)\s*"
    r"\([-+0-9.eE,\s]*\))*\s*"
)


class GeometryError(Exception):
    """The geometry of one element cannot be understood."""


def token_count(text: str) -> int:
    """Return how many numbers and commands a path, points or transform has."""
    return sum(1 for _ in _TOKEN.finditer(text))


def transform(text: str) -> Matrix:
    """Return the 3×3 matrix of a transform attribute."""
    if not text.strip():
        return np.eye(3)
    import svgelements  # noqa: PLC0415 - few need it at the start

    if len(text) > LONGEST_TRANSFORM or not _TRANSFORM.fullmatch(text):
        raise GeometryError("its transform cannot be understood")
    try:
        matrix = svgelements.Matrix(text)
    except (ValueError, IndexError, OverflowError) as error:
        raise GeometryError("its transform cannot be understood") from error
    values = np.array(
        [[matrix.a, matrix.c, matrix.e], [matrix.b, matrix.d, matrix.f], [0, 0, 1]],
        np.float64,
    )
    if not np.isfinite(values).all():
        raise GeometryError("its transform is not finite")
    return values


def polylines(attributes: Mapping[str, str], tag: str, matrix: Matrix) -> list[Points]:
    """Return the polylines of one shape, each n×2, carried through a 3×3 matrix.

    A closed subpath repeats its first point at the end. Curves are off by at most
    `FLATNESS_PX` after the matrix.

    Raises
    ------
    GeometryError
        When its attributes cannot be understood.
    """
    if tag in ("polyline", "polygon"):
        chain = _corners(attributes.get("points", ""), closed=tag == "polygon")
        return [_carried(chain, matrix)] if len(chain) else []
    scale = math.sqrt(abs(np.linalg.det(matrix[:2, :2]))) or 1.0
    try:
        chains = list(_subpaths(_path(attributes, tag), FLATNESS_PX / scale))
    except _SVGELEMENTS_RAISES as error:
        raise GeometryError("its path cannot be understood") from error
    return [_carried(np.array(chain), matrix) for chain in chains if len(chain) > 1]


def _carried(points: Points, matrix: Matrix) -> Points:
    if not np.isfinite(points).all():
        raise GeometryError("its coordinates are not finite")
    carried: Points = points @ matrix[:2, :2].T + matrix[:2, 2]
    return carried


def _corners(text: str, *, closed: bool) -> Points:
    numbers = _NUMBER.findall(text)
    if len(numbers) % 2 or _NUMBER.sub("", text).replace(",", "").strip():
        raise GeometryError("its points are not pairs of numbers")
    points = np.array(numbers, np.float64).reshape(-1, 2)
    return np.concatenate([points, points[:1]]) if closed else points


def _path(attributes: Mapping[str, str], tag: str) -> _Untyped:
    import svgelements  # noqa: PLC0415 - few need it at the start

    if tag == "path":
        text = attributes.get("d", "").lower()
        if text.count("z") > text.count("m") + _CLOSES_TO_SPARE:
            raise GeometryError("it closes more often than it begins")
        return svgelements.Path(attributes.get("d", ""))
    values = {key: _length(key, attributes) for key in _LENGTHS & set(attributes)}
    return svgelements.Path(getattr(svgelements, _SHAPES[tag])(values))


def _length(key: str, attributes: Mapping[str, str]) -> float:
    text = attributes[key].strip().removesuffix("px")
    if not _NUMBER.fullmatch(text):
        raise GeometryError(f"{key} is {text[:20]!r}, and must be a number of pixels")
    return float(text)


def _subpaths(path: _Untyped, flatness: float) -> Iterator[list[tuple[float, float]]]:
    chain: list[tuple[float, float]] = []
    for segment in path:
        kind = type(segment).__name__
        if kind == "Move":
            yield chain
            chain = [_pair(segment.end)]
        elif kind == "Arc":
            for part in segment.as_cubic_curves():
                chain.extend(_flattened(part, flatness))
        else:
            chain.extend(_flattened(segment, flatness))
    yield chain


def _pair(point: _Untyped) -> tuple[float, float]:
    return float(point.x), float(point.y)


def _flattened(segment: _Untyped, flatness: float) -> list[tuple[float, float]]:
    """Return the points of a segment after its first one."""
    if segment.end is None:
        return []
    bend = _bend(segment)
    if bend == 0:
        return [_pair(segment.end)]
    if not math.isfinite(bend):
        raise GeometryError("its coordinates are not finite")
    count = min(max(math.ceil(math.sqrt(bend / (8 * flatness))), 1), 1000)
    positions = np.linspace(0, 1, count + 1)[1:]
    return [(float(x), float(y)) for x, y in segment.npoint(positions)]


def _bend(segment: _Untyped) -> float:
    """Return a bound of the second derivative; chords are off by bend/8n²."""
    kind = type(segment).__name__
    if kind == "CubicBezier":
        first = segment.start - segment.control1 * 2 + segment.control2
        second = segment.control1 - segment.control2 * 2 + segment.end
        return 6 * max(math.hypot(*_pair(first)), math.hypot(*_pair(second)))
    if kind == "QuadraticBezier":
        second = segment.start - segment.control * 2 + segment.end
        return 2 * math.hypot(*_pair(second))
    return 0.0
