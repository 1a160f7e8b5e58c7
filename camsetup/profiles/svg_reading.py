"""Outlines from SVG: what is drawn, as polylines; anything that reaches out is refused.

SVG's pixel (0, 0) is the square from 0 to 1, an outline's is the point (0, 0): the
half pixel between the two is taken off here and put back by `svg_writing`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element, ParseError

import defusedxml
import numpy as np
from defusedxml import ElementTree

from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline, Region
from camsetup.profiles.svg_geometry import (
    GeometryError,
    Matrix,
    polylines,
    token_count,
    transform,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

LARGEST_FILE_BYTES = 5_000_000
LARGEST_SIDE_PX = 8192
SMALLEST_SIDE_PX = 16
MOST_POINTS = 20_000
MOST_TOKENS = 100_000
MOST_ELEMENTS = 20_000
DEEPEST_NESTING = 50

#: Prefix of the ids in the group "shapes", as an id may be used only once in a file.
SHAPE_PREFIX = "shape-"

_GROUPS = ("lines", "regions", "shapes")
_DRAWN = ("path", "line", "polyline", "polygon", "rect", "circle", "ellipse")
_SKIPPED = ("defs", "title", "desc", "metadata", "namedview", "clipPath", "mask")
_REFUSED = {
    "image": "an embedded picture",
    "use": "a copy of another element",
    "script": "a script",
    "foreignObject": "foreign content",
    "svg": "an SVG within the SVG",
}
_REFUSED_REMEDY = "Remove it, and save the drawing as plain SVG."
_LENGTH = re.compile(r"\s*([0-9.eE+-]+)\s*(px)?\s*$")
_REACHING_OUT = re.compile(r"@import|url\((?!\s*['\"]?#)", re.IGNORECASE)

Points: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that an SVG file holds, in outline coordinates."""

    size: Size
    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    shapes: tuple[Region, ...]
    tolerance_percent: float

    def outline(self, name: str) -> Outline:
        """Return the outline without the shapes, under a name."""
        return Outline(
            name, self.size, self.lines, self.regions, self.tolerance_percent
        )


def read_svg(content: bytes) -> Drawing:
    """Read the drawing in an SVG file's bytes.

    Raises
    ------
    OutlineError
        When it is not such a file, reaches out of itself, or draws nothing.
    """
    root = _root(content)
    _refuse_reaching_out(root)
    _refuse_endless(root)
    size, to_pixels = _frame(root)
    collected = _Collected(size)
    _collect(root, _Surrounding(to_pixels), collected)
    if not collected.lines:
        raise OutlineError("The SVG draws no line.")
    return Drawing(
        size,
        tuple(collected.lines),
        tuple(collected.regions),
        tuple(collected.shapes),
        _tolerance(root),
    )


@dataclass(frozen=True, slots=True)
class _Surrounding:
    """What an element inherits from those around it."""

    matrix: Matrix
    group: str = ""
    depth: int = 0


@dataclass(slots=True)
class _Collected:
    """What has been found so far."""

    size: Size
    lines: list[Line] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    shapes: list[Region] = field(default_factory=list)
    points: int = 0

    def count(self, points: Points) -> None:
        """Count points and refuse too many of them, or such as are far away."""
        self.points += len(points)
        if self.points > MOST_POINTS:
            raise OutlineError(f"The SVG draws more than {MOST_POINTS} points.")
        if not np.isfinite(points).all() or np.abs(points).max() > 4 * LARGEST_SIDE_PX:
            raise OutlineError("The SVG draws points that are nowhere near the frame.")


def _root(content: bytes) -> Element:
    if len(content) > LARGEST_FILE_BYTES:
        raise OutlineError(
            f"The SVG is larger than {LARGEST_FILE_BYTES // 1_000_000} MB."
        )
    if b"<?xml-stylesheet" in content:
        raise OutlineError("The SVG takes a style sheet from elsewhere.")
    try:
        root: Element = ElementTree.fromstring(content, forbid_dtd=True)
    except defusedxml.DefusedXmlException as error:
        raise OutlineError(
            "The SVG declares a document type or entities.", remedy=_REFUSED_REMEDY
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise OutlineError(f"This is not a readable SVG: {error}.") from error
    if _tag(root) != "svg":
        raise OutlineError(f"This is XML, but not SVG: it begins with <{_tag(root)}>.")
    return root


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _frame(root: Element) -> tuple[Size, Matrix]:
    """Return the frame's size, and what maps SVG units to outline pixels."""
    box = _view_box(root)
    left, top, width, height = box
    size = Size(round(width), round(height))
    sides = (size.width, size.height)
    if not all(SMALLEST_SIDE_PX <= side <= LARGEST_SIDE_PX for side in sides):
        raise OutlineError(
            f"The SVG is {width:g}×{height:g} px; each side must be "
            f"{SMALLEST_SIDE_PX} to {LARGEST_SIDE_PX} px.",
            remedy="Its viewBox must be the frame: 0 0 1280 1024.",
        )
    across, down = size.width / width, size.height / height
    return size, np.array(
        [[across, 0, -left * across - 0.5], [0, down, -top * down - 0.5], [0, 0, 1]]
    )


def _view_box(root: Element) -> tuple[float, float, float, float]:
    text = root.get("viewBox")
    if text is not None:
        numbers = re.split(r"[\s,]+", text.strip())
    else:
        matches = [_LENGTH.match(root.get(side, "")) for side in ("width", "height")]
        numbers = ["0", "0", *(match[1] for match in matches if match)]
    try:
        left, top, width, height = map(float, numbers)
    except ValueError as error:
        raise OutlineError(
            "The SVG does not say how large it is.",
            remedy='Give it a viewBox that is the frame: viewBox="0 0 1280 1024".',
        ) from error
    if not all(map(math.isfinite, (left, top, width, height))):
        raise OutlineError("The SVG's viewBox is not finite.")
    return left, top, width, height


def _tolerance(root: Element) -> float:
    text = root.get("data-tolerance-percent", "0")
    try:
        tolerance = float(text)
    except ValueError:
        tolerance = math.nan
    if not 0 <= tolerance <= 50:
        raise OutlineError(
            f"data-tolerance-percent must be 0 to 50, and is {text[:20]!r}."
        )
    return tolerance


def _collect(element: Element, around: _Surrounding, found: _Collected) -> None:
    if around.depth > DEEPEST_NESTING:
        raise OutlineError("The SVG nests its elements too deeply.")
    tag = _tag(element)
    if tag in _SKIPPED or _hidden(element):
        return
    identity = element.get("id", "")
    group = identity if tag == "g" and identity in _GROUPS else around.group
    try:
        matrix = around.matrix @ transform(element.get("transform", ""))
        chains = polylines(element.attrib, tag, matrix) if tag in _DRAWN else []
    except GeometryError as error:
        raise OutlineError(f"<{tag}> {identity[:40]!r}: {error}.") from error
    for points in chains:
        found.count(points)
        _keep(points, identity, group, found)
    for child in element:
        _collect(child, _Surrounding(matrix, group, around.depth + 1), found)


def _keep(points: Points, identity: str, group: str, found: _Collected) -> None:
    if group in ("regions", "shapes"):
        name = identity.removeprefix(SHAPE_PREFIX)
        closed = len(points) > 1 and np.array_equal(points[0], points[-1])
        polygon = points[:-1] if closed else points
        if len(polygon) < 3 or not name:
            raise OutlineError(f"The region {name!r} needs an id and three corners.")
        kept = found.regions if group == "regions" else found.shapes
        kept.append(Region(name, polygon))
    elif len(points) > 1:
        found.lines.append(Line(identity if group == "lines" else "", points))


def _refuse_reaching_out(root: Element) -> None:
    for number, element in enumerate(root.iter()):
        tag = _tag(element)
        what = _reaching_out(element, tag)
        if tag in _REFUSED and element is not root:
            what = f"holds {_REFUSED[tag]}"
        if what:
            raise OutlineError(f"The SVG {what} (<{tag}>).", remedy=_REFUSED_REMEDY)
        if number >= MOST_ELEMENTS:
            raise OutlineError(f"The SVG has more than {MOST_ELEMENTS} elements.")


def _refuse_endless(root: Element) -> None:
    """Refuse more numbers and commands than any drawing has: reading them is slow."""
    texts = (
        element.get(key, "")
        for element in root.iter()
        for key in ("d", "points", "transform")
    )
    if sum(map(token_count, texts)) > MOST_TOKENS:
        raise OutlineError(f"The SVG draws more than {MOST_POINTS} points.")


def _reaching_out(element: Element, tag: str) -> str:
    """Return in which way an element depends on something outside the file."""
    if any(_REACHING_OUT.search(text) for text in _styles(element, tag)):
        return "takes a style from elsewhere"
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == "href" and not value.startswith("#"):
            return f"refers to something elsewhere, {value[:60]!r}"
    return ""


def _styles(element: Element, tag: str) -> Iterator[str]:
    yield from element.attrib.values()
    if tag == "style":
        yield element.text or ""


def _hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "")
    return element.get("display") == "none" or "display:none" in style
