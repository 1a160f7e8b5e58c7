"""The aligner: one outline, prepared once, laid over many frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.alignment.confidence import (
    LEAST_CONFIDENCE,
    Evidence,
    match_percent,
    weigh,
)
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.alignment.field import Field, edge_field, shrunk
from camsetup.analysis.alignment.model import Model, model_of, pose_of, vector
from camsetup.analysis.alignment.refine import refine
from camsetup.analysis.alignment.search import WIDTH as SEARCH_WIDTH
from camsetup.analysis.alignment.search import Searcher
from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import ASPECT_TOLERANCE
from camsetup.domain.pose import Pose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.domain.outline import Outline

#: Width of the field in which poses are refined, px.
REFINE_WIDTH = 320

#: How many guesses of the search are followed up.
GUESSES = 3

#: How far points look, px of the field, step by step.
SEARCH_REACHES_PX = tuple(np.linspace(10, 3, 10))
TRACK_REACHES_PX = tuple(np.linspace(6, 2, 6))


class Aligner:
    """Finds the rig of one outline in frames of its shape.

    Holds no state between calls; used by one thread.

    Raises
    ------
    OutlineError
        When the outline has too little line, or a frame another shape.
    """

    def __init__(self, outline: Outline) -> None:
        self._name = outline.name
        self._set_up(model_of(outline))

    def _set_up(self, model: Model) -> None:
        self._model = model
        self._searcher = Searcher(model)

    @property
    def model(self) -> Model:
        """Return the points that are laid over the frames."""
        return self._model

    def search(self, pixels: NDArray[np.uint8]) -> Alignment:
        """Find the rig anywhere in an h×w uint8 frame."""
        self._refuse_other_shape(pixels)
        middle = shrunk(pixels, REFINE_WIDTH, self._model.size)
        small = shrunk(middle, SEARCH_WIDTH, self._model.size)
        guesses = self._searcher.guesses(edge_field(small, self._model.size), GUESSES)
        field = edge_field(middle, self._model.size)
        poses = refine(field, self._model, guesses, SEARCH_REACHES_PX)
        evidence = weigh(field, self._model, poses)
        best = max(range(len(poses)), key=lambda i: evidence[i].contrast)
        return self._alignment(poses[best], evidence[best], pixels)

    def track(self, pixels: NDArray[np.uint8], last: Pose) -> Alignment:
        """Follow the rig in an h×w uint8 frame from where it was last."""
        self._refuse_other_shape(pixels)
        start = vector(last.resized(self._model.size.width / pixels.shape[1]))
        field = self._field(pixels)
        poses = refine(field, self._model, start[None], TRACK_REACHES_PX)
        (evidence,) = weigh(field, self._model, poses)
        return self._alignment(poses[0], evidence, pixels)

    def _field(self, pixels: NDArray[np.uint8]) -> Field:
        size = self._model.size
        return edge_field(shrunk(pixels, REFINE_WIDTH, size), size)

    def _alignment(
        self,
        numbers: NDArray[np.float64],
        evidence: Evidence,
        pixels: NDArray[np.uint8],
    ) -> Alignment:
        size = self._model.size
        factor = pixels.shape[1] / size.width
        pose = pose_of(numbers)
        rms_px = pose.rms_px(self._model.points, size)
        confidence = evidence.confidence
        return Alignment(
            recognised=confidence >= LEAST_CONFIDENCE,
            pose=pose.resized(factor),
            rms_px=rms_px * factor,
            match=match_percent(confidence, rms_px, size.width),
            confidence=confidence,
        )

    def _refuse_other_shape(self, pixels: NDArray[np.uint8]) -> None:
        height, width = pixels.shape
        frame, size = Size(width, height), self._model.size
        if abs(frame.aspect / size.aspect - 1) > ASPECT_TOLERANCE:
            raise OutlineError(
                f"Outline {self._name} was drawn for {size}, which has another shape "
                f"than the frame ({frame}).",
                remedy="Choose the outline of this camera, or correct the frame size.",
            )
