"""The aligner: one outline, prepared once, laid over many frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.alignment.choice import consensus, finalists
from camsetup.analysis.alignment.confidence import (
    LEAST_CONFIDENCE,
    Evidence,
    match_percent,
    weigh,
)
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.alignment.field import FINE_SMOOTHING_PX, EdgeFilter
from camsetup.analysis.alignment.mirrors import Mirrors
from camsetup.analysis.alignment.model import Model, model_of, pose_of, vector
from camsetup.analysis.alignment.photo import model_of_photo
from camsetup.analysis.alignment.refine import approach, refine
from camsetup.analysis.alignment.search import WIDTH as SEARCH_WIDTH
from camsetup.analysis.alignment.search import Searcher
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import ASPECT_TOLERANCE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.field import Field
    from camsetup.domain.outline import Outline
    from camsetup.domain.pose import Pose

#: Width of the field in which poses are refined and weighed, px.
MIDDLE_WIDTH = 320

#: Width of the field in which the last fraction of a pixel is found, px. Lines of the
#: rig lie down to 8 px of 1280 apart; at 320 px they would run into one.
FINE_WIDTH = 640

#: How many guesses of the search are followed up, and how many of them to the end.
GUESSES, FINALISTS = 8, 3

#: Widths and reaches of the steps, px of the field: see `refine`.
APPROACH_PX = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
EARLY_REACHES_PX = (8.0, 6.5, 5.0)
LATE_REACHES_PX = (4.5, 4.0, 3.5, 3.0, 3.0, 3.0)
TRACK_REACHES_PX = (6.0, 4.5, 3.0)
FINE_REACHES_PX = (6.0, 5.0, 4.0)


class Aligner:
    """Finds the rig of one outline in frames of its shape.

    Used by one thread: it keeps working memory, though nothing of the frames before.

    Parameters
    ----------
    source
        The outline, or points made otherwise: see `from_photo`.

    Raises
    ------
    OutlineError
        When the outline has too little line, or a frame another shape.
    """

    def __init__(self, source: Outline | Model) -> None:
        model = source if isinstance(source, Model) else model_of(source)
        self._model, self._rough_model = model, model.thinned()
        self._coarse = EdgeFilter(SEARCH_WIDTH, model.size)
        self._middle = EdgeFilter(MIDDLE_WIDTH, model.size)
        self._fine = EdgeFilter(FINE_WIDTH, model.size, FINE_SMOOTHING_PX)
        self._searcher = Searcher(self._rough_model, self._coarse.shape)
        self._mirrors = Mirrors(self._searcher, model, self._coarse.shape)

    @classmethod
    def from_photo(
        cls, photo: NDArray[np.uint8], outline: Outline | None = None
    ) -> Aligner:
        """Make an aligner of an h×w uint8 reference photo of the same rig.

        The outline's mouse region is left out: the mouse will have moved.

        Raises
        ------
        OutlineError
            When the outline has another shape, or the photo shows too few edges.
        """
        return cls(model_of_photo(photo, outline))

    @property
    def model(self) -> Model:
        """Return the points that are laid over the frames."""
        return self._model

    def search(self, pixels: NDArray[np.uint8]) -> Alignment:
        """Find the rig anywhere in an h×w uint8 frame."""
        large = self._shrunk(pixels)
        picture = self._middle.shrunk(large)
        coarse = self._coarse.field(self._coarse.shrunk(picture))
        guesses, score = self._searcher.guesses(coarse, GUESSES)
        middle = self._middle.field(picture)
        drawn = approach(middle, self._rough_model, guesses, APPROACH_PX)
        poses = np.vstack([guesses, drawn])
        poses = refine(middle, self._rough_model, poses, EARLY_REACHES_PX)
        poses = finalists(middle, self._rough_model, poses, FINALISTS)
        poses = refine(middle, self._rough_model, poses, LATE_REACHES_PX)
        best = consensus(middle, self._model, poses)
        pose, evidence = self._finished(middle, large, best)
        trust = self._trust(evidence, coarse, score)
        return self._alignment(pose, evidence.confidence * trust, pixels)

    def track(self, pixels: NDArray[np.uint8], last: Pose) -> Alignment:
        """Follow the rig in an h×w uint8 frame from where it was last."""
        large = self._shrunk(pixels)
        middle = self._middle.field(self._middle.shrunk(large))
        start = vector(last.resized(self._model.size.width / pixels.shape[1]))
        pose = refine(middle, self._rough_model, start[None], TRACK_REACHES_PX)
        pose, evidence = self._finished(middle, large, pose)
        return self._alignment(pose, evidence.confidence, pixels)

    def _shrunk(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        self._refuse_other_shape(pixels)
        return self._fine.shrunk(pixels)

    def _trust(self, evidence: Evidence, coarse: Field, score: float) -> float:
        """Return 0 to 1: less when a mirrored picture fits as well."""
        if evidence.beyond_doubt or evidence.confidence == 0:
            return 1.0
        return self._mirrors.trust(coarse, score)

    def _finished(
        self, middle: Field, large: NDArray[np.uint8], pose: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], Evidence]:
        """Find the last fraction of a pixel, and what speaks for the 1×4 pose."""
        fine = self._fine.field(large)
        pose = refine(fine, self._model, pose, FINE_REACHES_PX)
        (evidence,) = weigh(middle, self._rough_model, pose)
        return pose, evidence

    def _alignment(
        self, pose: NDArray[np.float64], confidence: float, pixels: NDArray[np.uint8]
    ) -> Alignment:
        size = self._model.size
        factor = pixels.shape[1] / size.width
        found = pose_of(pose[0])
        rms_px = found.rms_px(self._model.points, size)
        return Alignment(
            recognised=confidence >= LEAST_CONFIDENCE,
            pose=found.resized(factor),
            rms_px=rms_px * factor,
            match=match_percent(confidence, rms_px, size.width),
            confidence=confidence,
        )

    def _refuse_other_shape(self, pixels: NDArray[np.uint8]) -> None:
        height, width = pixels.shape
        frame, size = Size(width, height), self._model.size
        if abs(frame.aspect / size.aspect - 1) > ASPECT_TOLERANCE:
            raise OutlineError(
                f"{self._model.title} is for frames of {size}, which have another "
                f"shape than this one ({frame}).",
                remedy="Choose the outline of this camera, or correct the frame size.",
            )
