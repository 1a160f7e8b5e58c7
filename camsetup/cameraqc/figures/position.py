"""The picture of position: where the face is and may be, and the histograms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from camsetup.cameraqc import limits
from camsetup.cameraqc.checks.histogram import histogram
from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.figures.sampling import frame_name, positions
from camsetup.cameraqc.figures.sheet import (
    DASHES,
    Sheet,
    Title,
    explain,
    halo,
    label,
    limit,
    plain_log,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import Faces, Position

#: Histograms begin here: less than ten pixels of a frame.
_LEAST_PERCENT = 1e-3

#: A legend where lines may be.
_OVER_DATA = {"frameon": True, "facecolor": palette.SURFACE, "edgecolor": "none"}

#: Of the frame: the room left around what is drawn, and the least that is shown.
_ROOM, _CLOSEST = 0.03, 0.55


def draw_position(title: Title, result: Position, evidence: Evidence) -> Figure | None:
    """Draw face and limits over a frame, and the histograms that may save it."""
    frames, faces = evidence.frames, result.faces
    if frames is None or not len(frames) or faces is None or not faces.top_left:
        return None
    sheet = Sheet(title)
    grid = sheet.grid(2, 2, width_ratios=(1.12, 1), wspace=0.13)
    shown = _most_typical(faces, len(frames))
    words = f"{frame_name(evidence, shown)}: where its middle may be (strict: dashed)"
    axes = sheet.photo(grid[:, 0], frames[shown], words)
    _draw_face(axes, result, faces)
    if result.correlations:
        # A NaN is as unlike as can be.
        correlations = np.nan_to_num(np.asarray(result.correlations, np.float64))
        _draw_histograms(sheet, grid[0, 1], frames, evidence, correlations)
        _draw_correlations(sheet, grid[1, 1], evidence, correlations)
    return sheet.figure


def _most_typical(faces: Faces, frames: int) -> int:
    """Return the frame whose face is nearest to the median of all."""
    found = np.asarray(faces.top_left, np.float64)[:frames]
    return int(np.abs(found - np.median(found, axis=0)).sum(axis=1).argmin())


def _draw_face(axes: Axes, result: Position, faces: Faces) -> None:
    (top, bottom), (left, right) = faces.roi
    width, height = right - left, bottom - top
    middle = (left + width / 2, top + height / 2)
    _box(axes, (left, top), (width, height), palette.REFERENCE, "reference")
    _draw_limits(axes, middle)
    found = np.add(faces.top_left, (width / 2, height / 2))
    axes.plot(*found.T, "o", color=palette.FOUND, markersize=3, mew=0, alpha=0.5)
    if result.median_top_left is not None:
        x, y = result.median_top_left
        _box(axes, (x, y), (width, height), palette.FOUND, "found (median)")
        axes.plot(
            x + width / 2,
            y + height / 2,
            marker="+",
            linestyle="none",
            color=palette.FOUND,
            markersize=15,
            mew=2.2,
            path_effects=halo(),
        )
    _zoom(axes)
    _explain_boxes(axes)


def _explain_boxes(axes: Axes) -> None:
    named = {
        patch.get_label(): patch.get_edgecolor()
        for patch in axes.patches
        if patch.get_label()
    }
    handles = [
        Line2D([], [], color=colour, linewidth=2, label=name, path_effects=halo())
        for name, colour in named.items()
    ]
    place = {"loc": "upper left", "bbox_to_anchor": (-0.02, -0.01), "borderaxespad": 0}
    explain(axes, handles=handles, **place)


def _zoom(axes: Axes) -> None:
    """Look closer where that cuts nothing off, at the frame's own aspect."""
    right, bottom = axes.get_xlim()[1], axes.get_ylim()[0]
    drawn = [patch.get_bbox() for patch in axes.patches if isinstance(patch, Rectangle)]
    far_right = max(box.x1 for box in drawn) + _ROOM * right
    far_down = max(box.y1 for box in drawn) + _ROOM * bottom
    near_left = min(box.x0 for box in drawn) - _ROOM * right
    near_top = min(box.y0 for box in drawn) - _ROOM * bottom
    share = max((far_right - near_left) / right, (far_down - near_top) / bottom)
    share = min(1.0, max(_CLOSEST, share))
    x = min(max(near_left, 0), (1 - share) * right)
    y = min(max(near_top, 0), (1 - share) * bottom)
    axes.set(xlim=(x, x + share * right), ylim=(y + share * bottom, y))


def _draw_limits(axes: Axes, middle: tuple[float, float]) -> None:
    """Draw where the face's middle may lie, as ibllib judges, and as it says."""
    right, bottom = axes.get_xlim()[1] + 0.5, axes.get_ylim()[0] + 0.5
    words = ("PASS", "WARNING")
    colours = (palette.GOOD_ZONE, palette.WARNING_ZONE)
    for percent, colour, word in zip(limits.FACE_PERCENT, colours, words, strict=True):
        # IBL_QC.md 6 A 1: axes swapped; strict mode has them right, dashed.
        reach = (bottom * percent / 100, right * percent / 100)
        _around(axes, middle, reach, color=colour, label=f"limit of {word}")
        _around(axes, middle, reach[::-1], color=colour, linestyle=DASHES)


def _around(
    axes: Axes,
    middle: tuple[float, float],
    reach: tuple[float, float],
    **style: Any,  # noqa: ANN401 - matplotlib's own
) -> None:
    corner = (middle[0] - reach[0], middle[1] - reach[1])
    axes.add_patch(
        Rectangle(
            corner,
            2 * reach[0],
            2 * reach[1],
            fill=False,
            linewidth=1.3,
            path_effects=halo(),
            **style,
        )
    )


def _box(
    axes: Axes,
    corner: tuple[float, float],
    size: tuple[float, float],
    colour: str,
    name: str,
) -> None:
    patch = Rectangle(
        corner, *size, fill=False, edgecolor=colour, linewidth=1.8, label=name
    )
    patch.set_path_effects(halo())
    axes.add_patch(patch)


def _draw_histograms(
    sheet: Sheet,
    place: object,
    frames: NDArray[np.uint8],
    evidence: Evidence,
    correlations: NDArray[np.float64],
) -> None:
    """Draw the histogram that is least like the reference's, and the reference's."""
    index = int(correlations.argmin())
    name = f"Histogram of {frame_name(evidence, index)}"
    axes = sheet.axes(
        place, f"{name}, {correlations[index]:.0f} % like the reference's"
    )
    if evidence.references is not None and len(evidence.references):
        expected = _shares(evidence.references[0])
        axes.stairs(expected, fill=True, color=palette.RULE, label="reference")
    shares = _shares(frames[index])
    axes.stairs(shares, color=palette.DATA, linewidth=1.2, label="frame")
    axes.set(xlim=(0, 256), xticks=[0, 64, 128, 192, 255])
    axes.set_ylim(_LEAST_PERCENT, 3 * axes.get_ylim()[1])
    plain_log(axes)
    explain(axes, loc="upper center", bbox_to_anchor=(0.5, 1), **_OVER_DATA)
    label(axes, "", "% of pixels")


def _draw_correlations(
    sheet: Sheet, place: object, evidence: Evidence, correlations: NDArray[np.float64]
) -> None:
    axes = sheet.axes(place, "Likeness of every frame's histogram with the reference's")
    axes.plot(
        positions(evidence)[: len(correlations)],
        correlations,
        color=palette.DATA,
        marker="o",
        markersize=3,
        linewidth=1.2,
    )
    warning, passing = limits.HISTOGRAM_PERCENT
    limit(axes, passing)
    words = f"PASS above {passing}, WARNING above {warning}"
    limit(axes, warning, words, below=True)
    axes.set_ylim(min(0.0, float(correlations.min()) - 5), 104)
    label(axes, "frame of the video", "%")


def _shares(frame: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return of every grey level the per cent of pixels that have it."""
    return np.asarray(histogram(frame) / frame.size * 100, np.float64)
