"""Outlines to SVG: lines, regions and the tolerance, as `svg_reading` reads them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.outline import Line, Outline


def svg_text(outline: Outline) -> str:
    """Return the outline as the text of an SVG file."""
    return "\n".join(_svg_lines(outline)) + "\n"


def _svg_lines(outline: Outline) -> Iterator[str]:
    width, height = outline.size.width, outline.size.height
    tolerance = f"{outline.tolerance_percent:g}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' data-tolerance-percent="{tolerance}">'
    )
    yield '<g id="lines" fill="none" stroke="#000" stroke-width="3">'
    for line in outline.lines:
        yield f'<path{_identity(line.name)} d="{_path(line)}"/>'
    yield "</g>"
    yield '<g id="regions" fill="#08f" fill-opacity="0.15">'
    for region in outline.regions:
        corners = _spelled(region.polygon)
        yield f'<polygon{_identity(region.name)} points="{corners}"/>'
    yield "</g>"
    yield "</svg>"


def _identity(name: str) -> str:
    return f' id="{escape(name)}"' if name else ""


def _path(line: Line) -> str:
    points = line.points
    closed = len(points) > 2 and bool((points[0] == points[-1]).all())
    return f"M{_spelled(points[:-1] if closed else points)}{'Z' if closed else ''}"


def _spelled(points: NDArray[np.float64]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points + 0.5)
