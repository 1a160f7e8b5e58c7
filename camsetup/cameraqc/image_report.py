"""Every number of the image checks on frames, as the agreement cases have them."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.checks.brightness import check_brightness
from camsetup.cameraqc.checks.face import find_face
from camsetup.cameraqc.checks.focus import check_focus
from camsetup.cameraqc.checks.position import check_position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from camsetup.cameraqc.results import Faces, Focus

#: What JSON knows.
Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"

#: "Elsewhere" is outside of 5×5 places around the best one.
_NEAR = 2


def image_report(
    frames: NDArray[np.uint8] | None,
    camera: str,
    references: NDArray[np.uint8] | None,
    n_samples: int | None = None,
) -> dict[str, Plain]:
    """Judge frames in all the ways of the agreement cases and return every number.

    Parameters
    ----------
    frames, references
        n×h×w uint8.
    n_samples
        How many frames were asked for, by default as many as there are.
    """
    held = stacks.stack(frames)
    before = _fingerprint(held)
    faces = find_face(held, camera, references)
    report: dict[str, Plain] = {
        "camera": camera,
        "shape": [] if held is None else list(held.shape),
        "n_samples": n_samples or (0 if held is None else len(held)),
        "brightness": _brightness(held, camera, n_samples),
        "position": _position(held, camera, references, faces),
        "focus": _focus(held, camera, references, faces),
    }
    report["input_changed"] = _fingerprint(held) != before
    return report


def _brightness(
    frames: NDArray[np.uint8] | None, camera: str, n_samples: int | None
) -> dict[str, Plain]:
    result = check_brightness(frames, camera, n_samples=n_samples)
    whole = check_brightness(frames, camera, roi=False, n_samples=n_samples)
    return {
        "outcome": result.outcome.name,
        "mean": _rounded(result.means, 6),
        "std": None if result.std is None else _rounded((result.std,), 6)[0],
        "outcome_roi_false": whole.outcome.name,
    }


def _position(
    frames: NDArray[np.uint8] | None,
    camera: str,
    references: NDArray[np.uint8] | None,
    faces: Faces,
) -> dict[str, Plain]:
    distances = find_face(frames, camera, references, metric=cv2.TM_SQDIFF_NORMED)
    result = check_position(frames, camera, references, faces=faces)
    in_px = check_position(
        frames,
        camera,
        references,
        hist_thresh=(0.75, 0.8),
        pct_thresh=False,
        faces=faces,
    )
    scores = _best_and_gap(frames, references, faces)
    by_distance = check_position(frames, camera, references, faces=distances)
    return {
        "outcome": result.outcome.name,
        "roi": [list(pair) for pair in faces.roi],
        "top_left": _corners(faces),
        "score": _rounded((best for best, _ in scores), 6),
        "score_gap": _rounded((gap for _, gap in scores), 6),
        "median_top_left": _rounded(result.median_top_left or (), 1),
        "offset": _rounded(result.offset_px or (), 6),
        "offset_pct": _rounded(result.offset_percent or (), 6),
        "hist_corr": _rounded(result.correlations, 6),
        "face": result.face.name,
        "hist": result.histogram.name,
        "outcome_px": in_px.outcome.name,
        "outcome_sqdiff_normed": by_distance.outcome.name,
        "top_left_sqdiff_normed": _corners(distances),
    }


def _focus(
    frames: NDArray[np.uint8] | None,
    camera: str,
    references: NDArray[np.uint8] | None,
    faces: Faces,
) -> dict[str, Plain]:
    default = check_focus(frames, camera, references, faces=faces)
    fixed = check_focus(frames, camera, references, roi=None)
    plain = check_focus(frames, camera, references, equalize=False, faces=faces)
    return {
        "default": _with_region(default),
        "fixed_roi": _sharpness(fixed),
        "no_equalize": _with_region(plain),
    }


def _with_region(result: Focus) -> dict[str, Plain]:
    """Return outcome and numbers, and the one region around the face."""
    outcome, *others = _sharpness(result).items()
    region: list[Plain] = [edge for roi in result.rois for pair in roi for edge in pair]
    return dict([outcome, ("roi", region), *others])


def _sharpness(result: Focus) -> dict[str, Plain]:
    return {
        "outcome": result.outcome.name,
        "laplacian_var": [_rounded(values, 4) for values in result.laplacian],
        "fft_mean": _rounded(result.fft, 4),
        "laplacian_pass": result.laplacian_passes,
        "fft_pass": result.fft_passes,
    }


def _best_and_gap(
    frames: NDArray[np.uint8] | None,
    references: NDArray[np.uint8] | None,
    faces: Faces,
) -> list[tuple[float, float]]:
    """Return OpenCV's best score in every frame, and by how much it leads elsewhere."""
    if frames is None or references is None or not faces.top_left:
        return []
    rows, columns = (slice(*pair) for pair in faces.roi)
    template = np.ascontiguousarray(references[0][rows, columns])
    return [
        _best_and_lead(frame, template, *corner)
        for frame, corner in zip(frames, faces.top_left, strict=True)
    ]


def _best_and_lead(
    frame: NDArray[np.uint8], template: NDArray[np.uint8], x: int, y: int
) -> tuple[float, float]:
    scores = cv2.matchTemplate(frame, template, cv2.TM_CCOEFF_NORMED)
    best = float(scores[y, x])
    top, left = max(0, y - _NEAR), max(0, x - _NEAR)
    scores[top : y + _NEAR + 1, left : x + _NEAR + 1] = -1
    return best, best - float(scores.max())


def _corners(faces: Faces) -> list[Plain]:
    return [list(corner) for corner in faces.top_left]


def _rounded(values: Iterable[float], digits: int) -> list[Plain]:
    """Round as numpy does, which the cases were rounded with; JSON has no NaN."""
    rounded = (float(np.round(value, digits)) for value in values)
    return [value if math.isfinite(value) else None for value in rounded]


def _fingerprint(frames: NDArray[np.uint8] | None) -> int:
    return 0 if frames is None else zlib.crc32(frames.data)
