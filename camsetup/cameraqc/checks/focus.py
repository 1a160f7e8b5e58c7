"""The focus check: does the picture have edges, or fine structure at least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.checks.face import find_face
from camsetup.cameraqc.checks.highpass import HighPass
from camsetup.cameraqc.checks.histogram import equalising_table, histogram
from camsetup.cameraqc.checks.regions import (
    face_region,
    fixed_regions,
    told_regions,
)
from camsetup.cameraqc.limits import FFT_MEAN, LAPLACIAN_VARIANCE
from camsetup.cameraqc.references import no_references
from camsetup.cameraqc.results import Focus
from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.results import Faces

#: So many frames are looked at, unless told otherwise.
FRAMES = 20

#: Test mode blurs reference 0 with boxes of up to so many px.
_WIDEST_BLUR_PX = 15

_TURN = "Turn the focus ring until the eye is sharpest."


def check_focus(  # noqa: PLR0913 - ibllib's own parameters
    frames: stacks.Stack | None,
    camera: str,
    references: stacks.Stack | None,
    *,
    n: int = FRAMES,
    threshold: tuple[float, float] = (LAPLACIAN_VARIANCE, FFT_MEAN),
    roi: bool | Sequence[Roi] | None = False,
    equalize: bool = True,
    test: bool = False,
    faces: Faces | None = None,
) -> Focus:
    """Ask whether the frames are sharp, by their edges or by their high frequencies.

    Parameters
    ----------
    frames, references
        n×h×w uint8.
    n
        How many of the frames to look at, evenly spread.
    threshold
        What must be exceeded, one of the two by all: the variance of the Laplacian in
        every region of every frame; the mean of every high-pass picture.
    roi
        False for the face, wherever it is found; None for the camera's fixed regions;
        or a list of ((y1, y2), (x1, x2)).
    equalize
        Equalise the frames' histograms first.
    test
        Judge reference 0, more and more blurred, instead of the frames.
    faces
        What `find_face` has found in these frames, when it is known already.
    """
    held, known = stacks.stack(frames), stacks.stack(references, "references")
    stacks.limits(threshold, "threshold", (2,))
    if n < 1:
        raise UsageError(f"n is {n}.", remedy="Give a number above 0.")
    if held is None and not test:
        return Focus(Outcome.NOT_SET, *stacks.NO_FRAMES)
    try:
        if test:
            pictures, chosen = _blurred(known, n)
        else:
            pictures, chosen = _spread(held, n)
        if roi is False and faces is None:
            faces = find_face(held, camera, known, test=test)
        rois = regions(roi, camera, faces, pictures[0].shape)
    except InputError as lack:
        return Focus(Outcome.NOT_SET, lack.message, lack.remedy)
    highpass = HighPass(pictures[0].shape)
    sharpness = [
        _sharpness(picture, levels(picture, equalize=equalize), rois, highpass)
        for picture in pictures
    ]
    return judge_focus(sharpness, rois, chosen, threshold)


@dataclass(frozen=True, slots=True)
class Sharpness:
    """Laplacian variance of every region, and the mean of the high-pass picture."""

    laplacian: tuple[float, ...]
    fft: float


def regions(
    roi: bool | Sequence[Roi] | None,  # noqa: FBT001 - ibllib's own False and None
    camera: str,
    faces: Faces | None,
    shape: tuple[int, ...],
) -> tuple[Roi, ...]:
    """Return where to look in a frame of height and width ``shape``.

    Raises
    ------
    InputError
        When neither a face was found nor the camera has fixed regions.
    """
    if roi is False and faces is not None:
        return (face_region(faces),)
    return told_regions(roi, shape) if roi else fixed_regions(camera, shape)


def sampled(frames: int, n: int = FRAMES) -> tuple[int, ...]:
    """Return which n of so many frames are looked at, evenly spread."""
    return tuple(np.unique(np.linspace(0, frames - 1, n, dtype=int)).tolist())


def levels(frame: NDArray[np.uint8], *, equalize: bool = True) -> NDArray[np.uint8]:
    """Return what each grey level of a frame is to count as."""
    if equalize:
        return equalising_table(histogram(frame))
    return np.arange(256, dtype=np.uint8)


def laplacian_variance(
    frame: NDArray[np.uint8], roi: Roi, table: NDArray[np.uint8]
) -> float:
    """Return the population variance of the Laplacian in a region; NaN of nothing.

    Of the frame a margin of one pixel is enough, and none at its edge. ``table`` says
    what each of the 256 grey levels is to count as.
    """
    (top, bottom), (left, right) = roi
    above, before = min(top, 1), min(left, 1)
    around = frame[top - above : bottom + 1, left - before : right + 1]
    height, width = frame[top:bottom, left:right].shape
    if not height * width:
        return float("nan")
    edges = cv2.Laplacian(cv2.LUT(around, table), cv2.CV_16S, ksize=1)
    inside = edges[above : above + height, before : before + width]
    return float(cv2.meanStdDev(inside)[1].item() ** 2)


def judge_focus(
    sharpness: Sequence[Sharpness],
    rois: tuple[Roi, ...],
    chosen: tuple[int, ...],
    threshold: tuple[float, float] = (LAPLACIAN_VARIANCE, FFT_MEAN),
) -> Focus:
    """Judge the sharpness of frames."""
    edges, fine = threshold
    laplacian = tuple(each.laplacian for each in sharpness)
    fft = tuple(each.fft for each in sharpness)
    laplacian_passes = all(value > edges for values in laplacian for value in values)
    fft_passes = all(value > fine for value in fft)
    passes = laplacian_passes or fft_passes
    least = min((value for values in laplacian for value in values), default=0.0)
    return Focus(
        Outcome.PASS if passes else Outcome.FAIL,
        f"Least Laplacian variance {least:.0f}, least high-frequency mean "
        f"{min(fft):.1f}; more than {edges:g} or more than {fine:g} expected.",
        "" if passes else _TURN,
        rois,
        chosen,
        laplacian,
        fft,
        laplacian_passes,
        fft_passes,
    )


def _sharpness(
    frame: NDArray[np.uint8],
    table: NDArray[np.uint8],
    rois: tuple[Roi, ...],
    highpass: HighPass,
) -> Sharpness:
    variances = tuple(laplacian_variance(frame, roi, table) for roi in rois)
    return Sharpness(variances, highpass.mean(frame, table))


def _spread(
    frames: NDArray[np.uint8] | None, n: int
) -> tuple[list[NDArray[np.uint8]], tuple[int, ...]]:
    if frames is None:
        raise InputError(stacks.NO_FRAMES[0], remedy=stacks.NO_FRAMES[1])
    chosen = sampled(len(frames), n)
    return [frames[index] for index in chosen], chosen


def _blurred(
    references: NDArray[np.uint8] | None, n: int
) -> tuple[list[NDArray[np.uint8]], tuple[int, ...]]:
    """Return reference 0 blurred by wider and wider boxes."""
    if references is None:
        raise no_references()
    sharp = references[0]
    widths = np.unique(np.linspace(0, _WIDEST_BLUR_PX, n, dtype=int)).tolist()
    pictures = [
        np.asarray(cv2.blur(sharp, (width, width)), np.uint8) if width else sharp
        for width in widths
    ]
    return pictures, tuple(range(len(widths)))
