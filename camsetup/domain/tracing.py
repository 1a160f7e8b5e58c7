"""Thin lines in a bitmap, traced into ordered polylines."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bitmap: TypeAlias = "NDArray[np.uint8]"
Points: TypeAlias = "NDArray[np.float64]"
_Numbers: TypeAlias = "NDArray[np.int64]"

#: The eight neighbours (dx, dy), clockwise from the top; even ones share a side.
_AROUND = ((0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1))


def thinned(strokes: Bitmap) -> Bitmap:
    """Return the centre lines of strokes, one pixel wide (Zhang and Suen, 1984).

    Anything above zero is a stroke. The result is 0 or 1.
    """
    skeleton: Bitmap = np.pad((strokes > 0).astype(np.uint8), 1)
    weights = np.zeros((3, 3), np.float32)
    for bit, (dx, dy) in enumerate(_AROUND):
        weights[dy + 1, dx + 1] = 1 << bit
    tables = _staying(first=True), _staying(first=False)
    while True:
        before = int(np.count_nonzero(skeleton))
        for table in tables:
            codes = cv2.filter2D(skeleton, cv2.CV_8U, weights)
            cv2.bitwise_and(skeleton, cv2.LUT(codes, table), dst=skeleton)
        if int(np.count_nonzero(skeleton)) == before:
            return np.ascontiguousarray(skeleton[1:-1, 1:-1])


def traced(lines: Bitmap, *, spur_px: float = 0.0) -> list[Points]:
    """Return the polylines in a bitmap of one-pixel lines, pixel by pixel.

    Lines are split where three or more meet. Branches with a free end that are
    shorter than ``spur_px`` are dropped. A closed line repeats its first point.

    Returns
    -------
    list
        Of n×2 arrays (x, y), n ≥ 2, in pixels.
    """
    rows, columns = np.nonzero(lines)
    if not len(rows):
        return []
    neighbours = _neighbours(lines, rows, columns)
    crossing = (neighbours >= 0).sum(axis=1) > 2
    kept = np.where(crossing[neighbours] | (neighbours < 0), -1, neighbours)
    kept[crossing] = -1
    touching = _first((neighbours >= 0) & crossing[neighbours], neighbours)
    positions = np.column_stack([columns, rows]).astype(np.float64)
    chains = _chains(_two(kept), crossing)
    joined = (_joined(chain, touching, spur_px) for chain in chains)
    return [positions[chain] for chain in joined if len(chain) > 1]


def smoothed(points: Points, sigma_px: float) -> Points:
    """Return a polyline with the staircase of its pixels smoothed away."""
    closed = len(points) > 3 and bool((points[0] == points[-1]).all())
    reach = int(3 * sigma_px)
    if len(points) < 3:
        return points
    if closed:
        body = np.pad(points[:-1], ((reach, reach), (0, 0)), mode="wrap")
    else:
        # Mirrored through its end points: they stay where they are.
        body = np.pad(
            points, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd"
        )
    offsets = np.arange(-reach, reach + 1)
    weights = np.exp(-0.5 * (offsets / sigma_px) ** 2)
    weights /= weights.sum()
    smooth = np.column_stack(
        [np.convolve(body[:, axis], weights, "valid") for axis in (0, 1)]
    )
    return np.concatenate([smooth, smooth[:1]]) if closed else smooth


def simplified(points: Points, tolerance_px: float) -> Points:
    """Return a polyline with no more points than needed (Douglas and Peucker)."""
    closed = len(points) > 3 and bool((points[0] == points[-1]).all())
    body = points[:-1] if closed else points
    corners = cv2.approxPolyDP(
        body.astype(np.float32).reshape(-1, 1, 2), tolerance_px, closed
    )
    kept = corners.reshape(-1, 2).astype(np.float64)
    return np.concatenate([kept, kept[:1]]) if closed else kept


def length_px(points: Points) -> float:
    """Return how long a polyline is."""
    steps = np.diff(points, axis=0)
    return float(np.hypot(steps[:, 0], steps[:, 1]).sum())


@cache
def _staying(*, first: bool) -> Bitmap:
    """Return which of the 256 neighbourhoods keep their centre in a half-step."""
    table = np.zeros(256, np.uint8)
    for code in range(256):
        ring = [code >> bit & 1 for bit in range(8)]
        rises = sum(a < b for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
        top, right, bottom, left = ring[0::2]
        if first:
            open_side = not (top and right and bottom) and not (
                right and bottom and left
            )
        else:
            open_side = not (top and right and left) and not (top and bottom and left)
        table[code] = not (2 <= sum(ring) <= 6 and rises == 1 and open_side)
    return table


def _neighbours(lines: Bitmap, rows: _Numbers, columns: _Numbers) -> _Numbers:
    """Return the numbers of each pixel's neighbours, n×8, -1 where there is none.

    Neighbours over a corner count only when no side way leads there too: so a
    staircase is one line and not a row of crossings.
    """
    numbers = np.full((lines.shape[0] + 2, lines.shape[1] + 2), -1, np.int64)
    numbers[rows + 1, columns + 1] = np.arange(len(rows))
    found = np.column_stack(
        [numbers[rows + 1 + dy, columns + 1 + dx] for dx, dy in _AROUND]
    )
    for corner in (1, 3, 5, 7):
        by_side = (found[:, corner - 1] >= 0) | (found[:, (corner + 1) % 8] >= 0)
        found[by_side, corner] = -1
    return found


def _first(wanted: NDArray[np.bool_], values: _Numbers) -> _Numbers:
    """Return of each row the first wanted value, -1 where none is."""
    picked = values[np.arange(len(values)), wanted.argmax(axis=1)]
    return np.where(wanted.any(axis=1), picked, -1)


def _two(neighbours: _Numbers) -> _Numbers:
    """Return the up to two neighbours of each pixel, n×2."""
    first = _first(neighbours >= 0, neighbours)
    others = np.where(neighbours == first[:, None], -1, neighbours)
    return np.column_stack([first, _first(others >= 0, others)])


def _chains(pairs: _Numbers, crossing: NDArray[np.bool_]) -> list[list[int]]:
    """Walk from every end to the other, then around what is closed."""
    one, other = pairs[:, 0].tolist(), pairs[:, 1].tolist()
    seen = crossing.tolist()
    ends = np.flatnonzero((pairs[:, 1] < 0) & ~crossing).tolist()
    chains = [_walk(end, one, other, seen) for end in ends if not seen[end]]
    for start in range(len(seen)):
        if not seen[start]:
            chain = _walk(start, one, other, seen)
            chains.append([*chain, start])
    return chains


def _walk(start: int, one: list[int], other: list[int], seen: list[bool]) -> list[int]:
    chain = [start]
    seen[start] = True
    current = start
    while True:
        following = one[current]
        if following < 0 or seen[following]:
            following = other[current]
        if following < 0 or seen[following]:
            return chain
        seen[following] = True
        chain.append(following)
        current = following


def _joined(chain: list[int], touching: _Numbers, spur_px: float) -> list[int]:
    """Lead a chain on to the crossings at its ends; nothing for a mere spur."""
    if chain[0] == chain[-1] and len(chain) > 2:
        return chain
    head, tail = int(touching[chain[0]]), int(touching[chain[-1]])
    if (head < 0 or tail < 0) and len(chain) < spur_px:
        return []
    if len(chain) == 1:
        tail = -1
    return ([head] if head >= 0 else []) + chain + ([tail] if tail >= 0 else [])
