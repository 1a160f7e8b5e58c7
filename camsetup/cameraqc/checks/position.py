"""The position check: is the face in its place, or at least the picture alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.checks.face import find_face
from camsetup.cameraqc.checks.histogram import correlation, histogram
from camsetup.cameraqc.limits import FACE_PERCENT, HISTOGRAM_PERCENT, OF_LIMITS_MET
from camsetup.cameraqc.phrases import place
from camsetup.cameraqc.references import no_references
from camsetup.cameraqc.results import Position
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.results import Faces

_TURN = "Move the camera until the face is where the outline shows it."


def check_position(  # noqa: PLR0913 - ibllib's own parameters
    frames: stacks.Stack | None,
    camera: str,
    references: stacks.Stack | None,
    *,
    hist_thresh: tuple[float, ...] = HISTOGRAM_PERCENT,
    pos_thresh: tuple[float, ...] = FACE_PERCENT,
    metric: int = 5,
    roi: Roi | None = None,
    pct_thresh: bool = True,
    test: bool = False,
    faces: Faces | None = None,
) -> Position:
    """Ask whether the camera looks where IBL's reference frame looks.

    Parameters
    ----------
    frames, references
        n×h×w uint8.
    hist_thresh
        Correlations that every frame's histogram must exceed: for WARNING, for PASS;
        0 to 1 without ``pct_thresh``. A single one cannot give more than WARNING.
    pos_thresh
        How far the face may be off: for PASS, for WARNING; per cent of the frame, or
        px without ``pct_thresh``.
    metric, roi
        As in `find_face`.
    test
        Judge the references instead of the frames.
    faces
        What `find_face` has found in these frames, when it is known already.
    """
    held, known = stacks.stack(frames), stacks.stack(references, "references")
    judge = PositionJudge(hist_thresh, pos_thresh, pct_thresh=pct_thresh)
    judged = known if test else held
    if judged is None and not test:
        return Position(Outcome.NOT_SET, *stacks.NO_FRAMES)
    if judged is None or known is None:
        return without_references()
    if faces is None:
        faces = find_face(held, camera, known, roi=roi, metric=metric, test=test)
    expected = histogram(known[0])
    correlations = [correlation(histogram(frame), expected) for frame in judged]
    return judge.judge(faces, correlations, judged.shape[1:])


def without_references() -> Position:
    """Return that position cannot be judged without reference frames."""
    lack = no_references()
    return Position(Outcome.NOT_SET, lack.message, lack.remedy)


class PositionJudge:
    """Judges measured positions and correlations by ibllib's rules.

    Parameters
    ----------
    hist_thresh, pos_thresh, pct_thresh
        As in `check_position`.
    """

    def __init__(
        self,
        hist_thresh: tuple[float, ...] = HISTOGRAM_PERCENT,
        pos_thresh: tuple[float, ...] = FACE_PERCENT,
        *,
        pct_thresh: bool = True,
    ) -> None:
        self._correlations = stacks.limits(hist_thresh, "hist_thresh", (1, 2))
        self._offsets = stacks.limits(pos_thresh, "pos_thresh", (1, 2))
        self._in_percent = pct_thresh

    def judge(
        self, faces: Faces, correlations: Sequence[float], shape: tuple[int, ...]
    ) -> Position:
        """Judge frames of height and width ``shape``."""
        if not faces.top_left:
            return Position(Outcome.NOT_SET, faces.message, faces.remedy, faces)
        scale = 100 if self._in_percent else 1
        alike = np.array(correlations) * scale
        found = _measured(faces, shape)
        face = self._judge_face(found)
        exceeded = sum(bool((alike > limit).all()) for limit in self._correlations)
        histograms = OF_LIMITS_MET[exceeded]
        # IBL_QC.md section 1: the better of the two tests, here alone.
        outcome = min(face, histograms)
        return replace(
            found,
            outcome=outcome,
            message=self._message(found, alike, face, histograms),
            remedy="" if outcome is Outcome.PASS else _TURN,
            correlations=tuple(alike.tolist()),
            face=face,
            histogram=histograms,
        )

    def _judge_face(self, found: Position) -> Outcome:
        off = found.offset_percent if self._in_percent else found.offset_px
        distance = np.abs(np.array(off))
        met = sum(bool((distance < limit).all()) for limit in self._offsets)
        return OF_LIMITS_MET[met]

    def _message(
        self,
        found: Position,
        alike: NDArray[np.float64],
        face: Outcome,
        histograms: Outcome,
    ) -> str:
        unit = " %" if self._in_percent else " px"
        digits = 0 if self._in_percent else 2
        return (
            f"The face is {place(found.offset_px or (0, 0))} ({face.name}; less than "
            f"{self._offsets.min():g}{unit} expected); histograms are alike to "
            f"{alike.min():.{digits}f} ({histograms.name}; more than "
            f"{self._correlations.max():g} expected). The better of the two counts."
        )


def _measured(faces: Faces, shape: tuple[int, ...]) -> Position:
    """Return where the median face is, and how far off."""
    height, width = shape
    (top, _), (left, _) = faces.roi
    median_x, median_y = np.median(np.array(faces.top_left), axis=0).tolist()
    off_x, off_y = left - median_x, top - median_y
    return Position(
        Outcome.NOT_SET,
        faces=faces,
        median_top_left=(median_x, median_y),
        offset_px=(off_x, off_y),
        # IBL_QC.md 6 A 1: axes swapped.
        offset_percent=(abs(off_x) / height * 100, abs(off_y) / width * 100),
        size=Size(width, height),
    )
