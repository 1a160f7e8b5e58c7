"""Rendering a figure: as PNG for a folder, as SVG for a page of HTML."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

import cv2
import matplotlib
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.transforms import Bbox

from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.sheet import (
    HEAD,
    HEAD_INCHES,
    HEIGHT_INCHES,
    WIDTH_INCHES,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 150

#: Photos are the bulk of a page; at this quality nobody sees the difference.
JPEG_QUALITY = 88

#: The colours that a page replaces by its own.
THEMED = {
    palette.SURFACE: "surface",
    palette.INK: "ink",
    palette.DIM: "dim",
    palette.RULE: "rule",
    palette.DATA: "data",
    palette.OTHER: "other",
    palette.PASSED: "passed",
    palette.WARNING: "warning",
    palette.FAILED: "failed",
    palette.CRITICAL: "critical",
}


def png(figure: Figure) -> bytes:
    """Return the whole figure, title and all."""
    content = io.BytesIO()
    FigureCanvasAgg(figure).print_figure(
        content, format="png", dpi=DOTS_PER_INCH, facecolor=figure.get_facecolor()
    )
    return content.getvalue()


def svg(figure: Figure) -> str:
    """Return an ``<svg>`` element without the title, for HTML that has ``THEMED``.

    Its text is text, its colours are the page's (``var(--ink)`` and so on), and it
    names no address.
    """
    head = figure.findobj(lambda artist: artist.get_gid() == HEAD)
    for artist in head:
        artist.set_visible(False)
    content = io.StringIO()
    # Text as text: the only way to tell matplotlib is its configuration.
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        FigureCanvasSVG(figure).print_figure(
            content,
            format="svg",
            dpi=DOTS_PER_INCH,
            facecolor="none",
            bbox_inches=Bbox(((0, 0), (WIDTH_INCHES, HEIGHT_INCHES - HEAD_INCHES))),
        )
    for artist in head:
        artist.set_visible(True)
    return _fit_for_html(content.getvalue())


def _fit_for_html(document: str) -> str:
    """Keep of an SVG document what a page of HTML needs."""
    drawing = document[document.index("<svg") :]
    drawing = _IMAGE.sub(_as_jpeg, drawing)
    for pattern, replacement in _REWRITINGS:
        drawing = pattern.sub(replacement, drawing)
    for colour, name in THEMED.items():
        drawing = drawing.replace(f": {colour}", f": var(--{name})")
    return drawing


def _as_jpeg(found: re.Match[str]) -> str:
    """Write an embedded PNG anew; `print_figure` has made it, so it can be read."""
    content = np.frombuffer(base64.b64decode(found[1]), np.uint8)
    pixels = np.asarray(cv2.imdecode(content, cv2.IMREAD_GRAYSCALE))
    quality = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    _, jpeg = cv2.imencode(".jpg", pixels, quality)
    return "data:image/jpeg;base64," + base64.b64encode(jpeg.tobytes()).decode()


_IMAGE = re.compile(r"data:image/png;base64,([^\"]+)")

#: What is dropped or changed: notes of the maker and style rules, which would hold for
#: the page; names and addresses of XML; numbers that would stand twice on the page; the
#: size, which the page decides; fonts, for the page's own.
_REWRITINGS = (
    (re.compile(r"<metadata>.*?</metadata>|<style.*?</style>", re.DOTALL), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r' xmlns(:xlink)?="[^"]*"'), ""),
    (re.compile(r"xlink:href"), "href"),
    (re.compile(r' id="[a-zA-Z0-9.]+_[0-9]+"| id="head"'), ""),
    (re.compile(r'(<svg) width="[^"]*" height="[^"]*"'), r'\1 class="drawn"'),
    (re.compile(r"font-family: [^;\"]*"), "font-family: inherit"),
    (re.compile(r"\s*\n\s*"), " "),
)
