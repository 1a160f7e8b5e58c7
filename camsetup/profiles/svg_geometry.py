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
#: More numbers than this in one shape are refused before they are understood.
MOST_NUMBERS = 130_000

Matrix: TypeAlias = "NDArray[np.float64]"
Points: TypeAlias = "NDArray[np.float64]"
#: svgelements carries no types.
_Path: TypeAlias = Any  # why: see the line above

_SHAPES = {
    "line": "SimpleLine",
    "rect": "Rect",
    "circle": "Circle",
    "ellipse": "Ellipse",
}
_NUMBER = re.compile(r"[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.?)(?:[eE][-+]?[0-9]+)?")
_TRANSFORM = re.compile(
    r"(?:\s*,?\s*(?:matrix|translate|scale|rotate|skewX|skewY)\s*"
    r"\([-+0-9.eE,\s]*\))*\s*"
)


class GeometryError(ValueError):
    """The geometry of one element cannot be understood."""


def transform(text: str) -> Matrix:
    """Return the 3×3 matrix of a transform attribute."""
    if not text.strip():
        return np.eye(3)
    import svgelements  # noqa: PLC0415 - few need it at the start

    if not _TRANSFORM.fullmatch(text):
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
    path = _path(attributes, tag)
    scale = math.sqrt(abs(np.linalg.det(matrix[:2, :2]))) or 1.0
    return [
        _carried(np.array(chain, np.float64), matrix)
        for chain in _subpaths(path, FLATNESS_PX / scale)
        if len(chain) > 1
    ]


def _carried(points: Points, matrix: Matrix) -> Points:
    carried: Points = points @ matrix[:2, :2].T + matrix[:2, 2]
    return carried


def _corners(text: str, *, closed: bool) -> Points:
    numbers = _NUMBER.findall(text)
    if len(numbers) % 2 or len(numbers) > MOST_NUMBERS:
        raise GeometryError("its points are not pairs of numbers")
    points = np.array(numbers, np.float64).reshape(-1, 2)
    return np.concatenate([points, points[:1]]) if closed else points


def _path(attributes: Mapping[str, str], tag: str) -> _Path:
    import svgelements  # noqa: PLC0415 - few need it at the start

    if tag == "path":
        text = attributes.get("d", "")
        if len(_NUMBER.findall(text)) > MOST_NUMBERS:
            raise GeometryError("it has too many points")
        shape: _Path = text
    else:
        kept = {"x", "y", "width", "height", "x1", "y1", "x2", "y2"} | {
            "cx", "cy", "r", "rx", "ry",
        }  # fmt: skip
        values = {key: attributes[key] for key in kept if key in attributes}
        shape = getattr(svgelements, _SHAPES[tag])(values)
    try:
        path = svgelements.Path(shape)
        path.approximate_arcs_with_cubics()
    except (ValueError, IndexError, TypeError, ArithmeticError) as error:
        raise GeometryError("its path cannot be understood") from error
    return path


def _subpaths(path: _Path, flatness: float) -> Iterator[list[tuple[float, float]]]:
    chain: list[tuple[float, float]] = []
    for segment in path:
        if type(segment).__name__ == "Move":
            yield chain
            chain = [_pair(segment.end)]
        else:
            chain.extend(_flattened(segment, flatness))
    yield chain


def _pair(point: Any) -> tuple[float, float]:  # noqa: ANN401 - svgelements is untyped
    return float(point.x), float(point.y)


def _flattened(segment: Any, flatness: float) -> list[tuple[float, float]]:  # noqa: ANN401 - svgelements is untyped
    """Return the points of a segment after its first one."""
    bend = _bend(segment)
    if bend == 0 or segment.end is None:
        return [] if segment.end is None else [_pair(segment.end)]
    if not math.isfinite(bend):
        raise GeometryError("its coordinates are not finite")
    count = min(max(math.ceil(math.sqrt(bend / (8 * flatness))), 1), 1000)
    positions = np.linspace(0, 1, count + 1)[1:]
    return [(float(x), float(y)) for x, y in segment.npoint(positions)]


def _bend(segment: Any) -> float:  # noqa: ANN401 - svgelements is untyped
    """Return a bound of the second derivative; chords are off by bend/8n²."""
    kind = type(segment).__name__
    if kind == "CubicBezier":
        p = [segment.start, segment.control1, segment.control2, segment.end]
        first, second = (p[i] - p[i + 1] * 2 + p[i + 2] for i in (0, 1))
        return 6 * max(math.hypot(*_pair(first)), math.hypot(*_pair(second)))
    if kind == "QuadraticBezier":
        second = segment.start - segment.control * 2 + segment.end
        return 2 * math.hypot(*_pair(second))
    return 0.0
