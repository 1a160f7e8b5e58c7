"""Lines drawn from a picture: how the outline of a lab's own rig is made."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

from camsetup.domain.outline import Line
from camsetup.domain.tracing import length_px, simplified, smoothed, traced

if TYPE_CHECKING:
    from numpy.typing import NDArray

Picture: TypeAlias = "NDArray[np.uint8]"
Strength: TypeAlias = "NDArray[np.float32]"

#: A line of the rig is at least so long, as a share of the width; fur is shorter.
SHORTEST_SHARE = 0.04

#: More lines than this are no drawing any more; the longest are kept.
MOST_LINES = 400

#: Blur before the gradient, as a share of the width (1.5 px at 1280).
_BLUR_SHARE = 1.5 / 1280
#: Side of the neighbourhood an edge must stand out from, as a share of the width.
_NEIGHBOURHOOD_SHARE = 0.05
#: Gradient in grey levels per px that is never more than noise.
_LEAST_GRADIENT = 1.0
#: Where a line begins, for the thresholds 0 and 1: noise below, nothing above.
_STRENGTHS = (0.45, 0.95)
#: An edge is followed down to this share of the strength that it began with.
_FOLLOWED_SHARE = 0.5
#: Canny takes whole numbers: the strengths 0 to 1 become 0 to this.
_WHOLE = 8000
_SMOOTHING_PX = 2.0
_SIMPLIFIED_PX = 0.4


def edge_strength(picture: Picture) -> Strength:
    """Return how far each pixel's edge stands out from its neighbourhood, 0 to 1.

    The gradient over itself plus the mean gradient around it: an edge of the rig
    comes near 1 in any light, a hair among hairs stays below 0.5.
    """
    across, down = _gradient(picture)
    return _standing_out(cv2.magnitude(across, down))


def extract_lines(
    picture: Picture, threshold: float, erased: NDArray[np.bool_] | None = None
) -> tuple[Line, ...]:
    """Return the lines of a picture (best the mean of some), longest first.

    Parameters
    ----------
    threshold
        0 to 1: from all that stands out at all to the sharpest edges alone.
    erased
        h×w, true where no line may be.
    """
    edges = _edges(picture, threshold)
    if erased is not None:
        edges[erased > 0] = 0
    shortest = SHORTEST_SHARE * picture.shape[1]
    fewest = round(shortest / math.sqrt(2))  # a diagonal has the fewest pixels
    chains = traced(_without_specks(edges, fewest), spur_px=shortest / 4)
    worthwhile = (chain for chain in chains if len(chain) >= fewest)
    long = [chain for chain in worthwhile if length_px(chain) >= shortest]
    long.sort(key=length_px, reverse=True)
    return tuple(Line("", _drawn(chain)) for chain in long[:MOST_LINES])


def _edges(picture: Picture, threshold: float) -> Picture:
    """Return one-pixel edges, 0 or 255 (Canny, on strengths instead of gradients)."""
    across, down = _gradient(picture)
    length = cv2.magnitude(across, down)
    factor = _standing_out(length) * _WHOLE / np.maximum(length, 1e-6)
    high = float(np.interp(threshold, (0, 1), _STRENGTHS)) * _WHOLE
    return np.asarray(
        cv2.Canny(
            (across * factor).astype(np.int16),
            (down * factor).astype(np.int16),
            high * _FOLLOWED_SHARE,
            high,
            L2gradient=True,
        ),
        dtype=np.uint8,
    )


def _without_specks(edges: Picture, fewest: int) -> Picture:
    """Return the edges without connected ones of few pixels: tracing is slow."""
    _, labels, facts, _ = cv2.connectedComponentsWithStats(edges)
    large = facts[:, cv2.CC_STAT_AREA] >= fewest
    large[0] = False
    kept: Picture = large.astype(np.uint8)[labels]
    return kept


def _gradient(picture: Picture) -> tuple[Strength, Strength]:
    """Return the gradient across and down, in grey levels per pixel."""
    sigma = max(_BLUR_SHARE * picture.shape[1], 0.7)
    soft = cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.float32)
    across = cv2.Scharr(soft, cv2.CV_32F, 1, 0, scale=1 / 32)
    down = cv2.Scharr(soft, cv2.CV_32F, 0, 1, scale=1 / 32)
    return np.asarray(across, np.float32), np.asarray(down, np.float32)


def _standing_out(gradient: NDArray[np.generic]) -> Strength:
    length = np.asarray(gradient, np.float32)
    side = round(_NEIGHBOURHOOD_SHARE * length.shape[1]) | 1
    around = np.asarray(cv2.blur(length, (side, side)), np.float32)
    return length / (length + around + _LEAST_GRADIENT)


def _drawn(chain: NDArray[np.float64]) -> NDArray[np.float64]:
    return simplified(smoothed(chain, _SMOOTHING_PX), _SIMPLIFIED_PX)
