"""Surfaces: fur, printed plastic, brushed metal, and the grain that all things have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from camsetup.sources.simulator.scene import Light

Points = NDArray[np.float64]


def grain(shape: tuple[int, int], size_px: float, random: np.random.Generator) -> Light:
    """Return soft noise of mean 0 and deviation 1 whose spots have this size."""
    height, width = shape
    coarse = max(1.0, size_px)
    small = random.standard_normal(
        (int(height / coarse) + 3, int(width / coarse) + 3), dtype=np.float32
    )
    if coarse == 1.0:
        return small[:height, :width]
    wide = cv2.resize(small, None, fx=coarse, fy=coarse, interpolation=cv2.INTER_CUBIC)
    return np.asarray(wide[:height, :width], dtype=np.float32)


def hair(
    shape: tuple[int, int], flow: Light, length_px: int, random: np.random.Generator
) -> Light:
    """Return noise drawn out along a flow: hairs, of mean 0 and deviation about 1.

    Parameters
    ----------
    flow
        h×w×2 float32, unit vectors (x, y) along the hairs.
    length_px
        How long a hair is; a power of two.
    """
    strands = grain(shape, 1.0, random).copy()
    y, x = np.indices(shape, dtype=np.float32)
    # Each round doubles the length: mean of what is here and what is one length on.
    step = 1.0
    while step < length_px:
        far = cv2.remap(
            strands,
            x + step * flow[..., 0],
            y + step * flow[..., 1],
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT_101,
        )
        strands += far
        strands *= np.float32(np.sqrt(0.5))
        step *= 2
    return np.asarray(strands, dtype=np.float32)


def flow_from(
    shape: tuple[int, int], anchors: Points, angles_deg: Points, cell_px: int = 16
) -> Light:
    """Return unit vectors that follow angles given at some points of a picture.

    Parameters
    ----------
    anchors
        n×2, (x, y) in pixels of the picture.
    angles_deg
        n, clockwise on the screen from rightwards.
    """
    height, width = shape
    y, x = np.mgrid[0 : height + cell_px : cell_px, 0 : width + cell_px : cell_px]
    apart = (x[..., None] - anchors[:, 0]) ** 2 + (y[..., None] - anchors[:, 1]) ** 2
    weight = 1.0 / (apart + (2.0 * cell_px) ** 2) ** 1.5
    turn = np.deg2rad(angles_deg)
    flow = np.stack([weight @ np.cos(turn), weight @ np.sin(turn)], axis=-1)
    flow /= np.linalg.norm(flow, axis=-1, keepdims=True)
    size = (flow.shape[1] * cell_px, flow.shape[0] * cell_px)
    wide = cv2.resize(flow.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide[:height, :width], dtype=np.float32)


def layers(x: Light, y: Light, slope: float, pitch_px: float) -> Light:
    """Return the lines that a 3D printer leaves, between -1 and 1."""
    return np.sin((y + slope * x) * np.float32(2 * np.pi / pitch_px))


def rim_light(mask: Light, towards: tuple[float, float], width_px: float) -> Light:
    """Return where a body is lit along the edge that faces a lamp, 0 to 1.

    Parameters
    ----------
    towards
        Unit vector (x, y) to the lamp.
    width_px
        How far the light reaches inside.
    """
    # At a quarter of the size nobody sees the difference, and it costs a tenth.
    pad = 4 * (int(width_px / 4) + 2)
    padded = cv2.copyMakeBorder(mask, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
    small = cv2.resize(padded, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.6, width_px / 8))
    travel = width_px / 6
    shift = np.array([[1, 0, -towards[0] * travel], [0, 1, -towards[1] * travel]])
    facing = cv2.warpAffine(soft, shift, small.shape[::-1])
    wide = cv2.resize(1.0 - facing, padded.shape[::-1])
    lit = wide[pad:-pad, pad:-pad][: mask.shape[0], : mask.shape[1]]
    return np.asarray(np.clip(lit, 0.0, 1.0) * mask, dtype=np.float32)


def strokes(shape: tuple[int, int], curves: list[Points], thickness: int = 1) -> Light:
    """Return thin smooth curves, 0 to 1; points in pixels of the picture."""
    drawn = np.zeros(shape, np.uint8)
    points = [np.rint(curve * 16).astype(np.int32) for curve in curves]
    cv2.polylines(drawn, points, False, 255, thickness, cv2.LINE_AA, shift=4)
    return drawn.astype(np.float32) * np.float32(1 / 255)


def smooth(points: Points, *, closed: bool, per_span: int = 12) -> Points:
    """Return a curve through points (Catmull-Rom)."""
    ends = (
        points[[-1, *range(len(points)), 0, 1]]
        if closed
        else points[[0, *range(len(points)), -1]]
    )
    spans = []
    t = np.linspace(0.0, 1.0, per_span, endpoint=False)[:, None]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        spans.append(
            0.5
            * (
                2 * b
                + (c - a) * t
                + (2 * a - 5 * b + 4 * c - d) * t**2
                + (3 * b - a - 3 * c + d) * t**3
            )
        )
    if not closed:
        spans.append(points[-1:])
    return np.concatenate(spans)


def bent(start: Points, middle: Points, end: Points, spans: int = 8) -> Points:
    """Return n curves from start to end, drawn towards their middle points.

    The points are n×2 each; the curves n×(spans + 1)×2.
    """
    t = np.linspace(0.0, 1.0, spans + 1)[None, :, None]
    a, b, c = start[:, None], middle[:, None], end[:, None]
    curves: Points = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
    return curves
