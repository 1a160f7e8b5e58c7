"""The picture as it goes to the screen: scaled, mixed with a reference, marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.ui.picture import saturation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.frame import Size
    from camsetup.ui.picture.display import Display
    from camsetup.ui.picture.viewport import Viewport

#: From this scale on the frame's pixels are shown as the squares that they are.
SQUARES_SCALE = 2.0


def shown(pixels: NDArray[np.uint8], viewport: Viewport) -> NDArray[np.uint8]:
    """Return the visible part, in the size of ``viewport.target``.

    Halved by areas until it is less than half too large, then scaled linearly:
    as clean as scaling by areas all the way, at a tenth of its cost.
    """
    seen = viewport.seen
    part = pixels[seen.top : seen.bottom, seen.left : seen.right]
    target = viewport.target.size
    while _can_be_halved(part, target):
        half = (part.shape[1] // 2, part.shape[0] // 2)
        part = np.asarray(cv2.resize(part, half, interpolation=cv2.INTER_AREA))
    squares = viewport.scale >= SQUARES_SCALE
    how = cv2.INTER_NEAREST if squares else cv2.INTER_LINEAR
    scaled = cv2.resize(part, (target.width, target.height), interpolation=how)
    return np.asarray(scaled, dtype=np.uint8)


def compose(
    frame: NDArray[np.uint8],
    reference: NDArray[np.uint8] | None,
    viewport: Viewport,
    display: Display,
) -> NDArray[np.uint8]:
    """Return what to paint at ``viewport.target``: h×w grey, or h×w×4 BGRA.

    ``frame`` is the raw frame, ``reference`` what `shown` made of the reference photo
    for the same viewport.
    """
    picture = shown(frame, viewport)
    if reference is not None:
        picture = _mixed(picture, reference, display)
    if display.saturation:
        picture = _coloured(picture)
        saturation.mark(picture, *saturation.extremes(frame, viewport))
    return picture


def _mixed(
    live: NDArray[np.uint8], reference: NDArray[np.uint8], display: Display
) -> NDArray[np.uint8]:
    if display.two_colour:
        opaque = np.full_like(live, 255)
        return np.asarray(cv2.merge((reference, live, reference, opaque)), np.uint8)
    if display.ghost:
        share = display.ghost_opacity
        mixed = cv2.addWeighted(live, 1 - share, reference, share, 0)
        return np.asarray(mixed, np.uint8)
    return live


def _coloured(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    if picture.ndim == saturation.BGRA_DIMENSIONS:
        return picture
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGRA), np.uint8)


def _can_be_halved(part: NDArray[np.uint8], target: Size) -> bool:
    height, width = part.shape[0], part.shape[1]
    return bool(width >= 2 * target.width and height >= 2 * target.height)
