"""Outlines from PNG: centre lines of thick strokes, as IBL's templates have them."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline
from camsetup.domain.tracing import (
    length_px,
    simplified,
    smoothed,
    thinned,
    traced,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bitmap: TypeAlias = "NDArray[np.uint8]"

#: A PNG says for no line how it was placed. IBL's own drawings sit 2 to 5 % of the
#: width off real, accepted rigs (ALGORITHMS.md, section 1): a tighter target would
#: reject good rigs.
PNG_TOLERANCE_PERCENT = 5.5

LARGEST_FILE_BYTES = 20_000_000
LARGEST_SIDE_PX = 8192
LARGEST_PIXELS = 32_000_000
SMALLEST_SIDE_PX = 16
MOST_POINTS = 20_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OPAQUE_FROM = 101
#: IBL's templates are 7 to 9 % ink; a photograph is about one half.
_MOST_INK = 0.4
#: Strokes are up to 15 px wide; thinning leaves spurs of half their width.
_SPUR_PX_AT_1280 = 16
_SMOOTHING_PX = 3.0


def read_png(content: bytes, name: str) -> Outline:
    """Read the drawing in a PNG file's bytes.

    Strokes may be dark on light, light on dark, or anything on transparent.

    Raises
    ------
    OutlineError
        When it is not a whole PNG, is too large, or is no line drawing.
    """
    size = _announced_size(content)
    ink = _ink(_decoded(content, size))
    share = float(np.count_nonzero(ink)) / ink.size
    if share == 0:
        raise OutlineError("Nothing is drawn in the PNG.")
    if share > _MOST_INK:
        raise OutlineError(
            f"The PNG is no line drawing: {share:.0%} of it is ink.",
            remedy="Outlines are lines on a plain or transparent ground.",
        )
    lines = _centre_lines(ink, _SPUR_PX_AT_1280 * size.width / 1280)
    if not lines:
        raise OutlineError("The PNG has dots, but no lines.")
    if sum(len(line.points) for line in lines) > MOST_POINTS:
        raise OutlineError(f"The PNG draws more than {MOST_POINTS} points.")
    return Outline(name, size, lines, (), PNG_TOLERANCE_PERCENT)


def _announced_size(content: bytes) -> Size:
    """Return the header's size, before anything of that size is made."""
    if len(content) > LARGEST_FILE_BYTES:
        raise OutlineError(
            f"The PNG is larger than {LARGEST_FILE_BYTES // 1_000_000} MB."
        )
    if not content.startswith(_SIGNATURE) or content[12:16] != b"IHDR":
        raise OutlineError("This is not a PNG file.")
    _refuse_damaged(content)
    width, height = struct.unpack_from(">II", content, 16)
    sides_fit = all(
        SMALLEST_SIDE_PX <= side <= LARGEST_SIDE_PX for side in (width, height)
    )
    if not sides_fit or width * height > LARGEST_PIXELS:
        raise OutlineError(
            f"The PNG is {width}×{height} px; each side must be {SMALLEST_SIDE_PX} to "
            f"{LARGEST_SIDE_PX} px, and all of it at most "
            f"{LARGEST_PIXELS // 1_000_000} megapixels."
        )
    return Size(width, height)


def _refuse_damaged(content: bytes) -> None:
    """Walk the chunks: OpenCV decodes a file that ends early without a word."""
    start = len(_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        head = content[start : start + 8]
        if len(head) < 8:
            raise OutlineError("The PNG ends early.", remedy="Copy it again.")
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        end = start + 12 + length
        if end > len(content):
            raise OutlineError("The PNG ends early.", remedy="Copy it again.")
        expected = int.from_bytes(content[end - 4 : end], "big")
        if zlib.crc32(content[start + 4 : end - 4]) != expected:
            raise OutlineError("The PNG is damaged.", remedy="Copy it again.")
        start = end


def _decoded(content: bytes, size: Size) -> Bitmap:
    """Return the picture as h×w×channels uint8."""
    packed = np.frombuffer(content, np.uint8)
    try:
        picture = cv2.imdecode(packed, cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise OutlineError("The PNG cannot be decoded.") from error
    if picture is None or picture.shape[:2] != (size.height, size.width):
        raise OutlineError("The PNG cannot be decoded.")
    if picture.dtype == np.uint16:
        picture = (picture / 257).astype(np.uint8)
    return picture.astype(np.uint8).reshape(size.height, size.width, -1)


def _ink(picture: Bitmap) -> NDArray[np.bool_]:
    """Return where something is drawn."""
    channels = picture.shape[2]
    if channels in (2, 4) and picture[..., -1].min() < _OPAQUE_FROM:
        opaque: NDArray[np.bool_] = picture[..., -1] >= _OPAQUE_FROM
        return opaque
    grey = picture[..., :3].mean(axis=2) if channels >= 3 else picture[..., 0]
    ground = np.median(grey)
    drawn: NDArray[np.bool_] = np.abs(grey - float(ground)) > 100
    return drawn


def _centre_lines(ink: NDArray[np.bool_], spur_px: float) -> tuple[Line, ...]:
    height, width = ink.shape
    # A stroke that leaves the frame must run on in the margin: its end is no end.
    margin = round(spur_px) + 1
    padded = np.pad(ink.astype(np.uint8), margin, mode="edge")
    skeleton = thinned(padded)
    corner = np.array([margin, margin])
    chains = [chain - corner for chain in traced(skeleton, spur_px=spur_px)]
    parts = [part for chain in chains for part in _inside(chain, width, height)]
    # Where strokes cross at a flat angle, thinning leaves crumbs between crossings.
    strokes = (part for part in parts if length_px(part) >= spur_px / 2)
    smooth = (simplified(smoothed(part, _SMOOTHING_PX), 0.3) for part in strokes)
    return tuple(Line("", points) for points in smooth)


def _inside(
    chain: NDArray[np.float64], width: int, height: int
) -> list[NDArray[np.float64]]:
    """Return the stretches of a chain that lie in the frame."""
    x, y = chain[:, 0], chain[:, 1]
    inside = (x >= 0) & (y >= 0) & (x < width) & (y < height)
    if inside.all():
        return [chain]
    cuts = np.flatnonzero(np.diff(inside.astype(np.int8))) + 1
    stretches = np.split(np.arange(len(chain)), cuts)
    return [chain[part] for part in stretches if len(part) > 1 and inside[part[0]]]
