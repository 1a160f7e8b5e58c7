"""The gate over a rolling window of frames: each is measured once, when it is added."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.checks.brightness import judge_brightness, region_mean
from camsetup.cameraqc.checks.face import FaceFinder
from camsetup.cameraqc.checks.focus import (
    Sharpness,
    judge_focus,
    laplacian_variance,
    regions,
    sampled,
)
from camsetup.cameraqc.checks.highpass import HighPass
from camsetup.cameraqc.checks.histogram import (
    correlation,
    equalising_table,
    histogram,
)
from camsetup.cameraqc.checks.position import PositionJudge, without_references
from camsetup.cameraqc.results import Brightness, Focus, Position
from camsetup.domain.errors import InputError, UsageError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.pyramid import Match
    from camsetup.cameraqc.results import Faces


@dataclass(frozen=True, slots=True)
class ImageResults:
    """What the three image checks say of the frames in the window."""

    brightness: Brightness
    position: Position
    focus: Focus


@dataclass(slots=True, eq=False)
class _Measured:
    """A frame and what was measured of it.

    Attributes
    ----------
    table
        What each grey level counts as in the focus check: the equalised one.
    variances
        Of the Laplacian, by region: the face's region moves with the median of all.
    """

    pixels: NDArray[np.uint8]
    brightness: float
    match: Match | None
    alike: float
    table: NDArray[np.uint8]
    fft: float
    variances: dict[Roi, float] = field(default_factory=dict)

    def sharpness(self, rois: tuple[Roi, ...]) -> Sharpness:
        """Return how sharp the frame is, measured again only where regions moved."""
        self.variances = {
            roi: self.variances[roi]
            if roi in self.variances
            else laplacian_variance(self.pixels, roi, self.table)
            for roi in rois
        }
        return Sharpness(tuple(self.variances[roi] for roi in rois), self.fft)


class RollingGate:
    """Judges the last n frames of a camera as the checks would judge their stack.

    Used by one thread.

    Parameters
    ----------
    camera
        "left", "right" or "body".
    references
        n×h×w uint8 reference frames; None where there are none.
    n
        How many frames the window holds.
    """

    def __init__(
        self, camera: str, references: NDArray[np.uint8] | None, n: int = 20
    ) -> None:
        if n < 1:
            raise UsageError(f"n is {n}.", remedy="Give a number above 0.")
        self._camera = camera
        self._references = stacks.stack(references, "references")
        self._finder = FaceFinder(camera, self._references)
        self._position = PositionJudge()
        self._expected = (
            None if self._references is None else histogram(self._references[0])
        )
        self._window: deque[_Measured] = deque(maxlen=n)
        self._highpass: HighPass | None = None

    def add(self, pixels: NDArray[np.uint8]) -> None:
        """Measure an h×w frame, and forget the oldest beyond n.

        Frames of another size begin a new window. The pixels are kept, not copied:
        whoever has them must not change them.
        """
        stack = stacks.stack(np.asarray(pixels)[None], "pixels")
        if stack is None:
            return
        frame = stack[0]
        if self._highpass is None or self._highpass.shape != frame.shape:
            self.clear()
            self._highpass = HighPass((frame.shape[0], frame.shape[1]))
        self._window.append(self._measured(frame, self._highpass))

    def clear(self) -> None:
        """Forget all frames."""
        self._window.clear()

    def results(self) -> ImageResults:
        """Judge the frames in the window."""
        if not self._window:
            return ImageResults(
                Brightness(Outcome.NOT_SET, *stacks.NO_FRAMES),
                Position(Outcome.NOT_SET, *stacks.NO_FRAMES),
                Focus(Outcome.NOT_SET, *stacks.NO_FRAMES),
            )
        faces = self._finder.faces([each.match for each in self._window])
        return ImageResults(
            judge_brightness([each.brightness for each in self._window]),
            self._judged_position(faces),
            self._judged_focus(faces),
        )

    def _measured(self, frame: NDArray[np.uint8], highpass: HighPass) -> _Measured:
        counts = histogram(frame)
        alike = 0.0 if self._expected is None else correlation(counts, self._expected)
        table = equalising_table(counts)
        return _Measured(
            frame,
            region_mean(frame, self._camera),
            self._finder.look(frame),
            alike,
            table,
            highpass.mean(frame, table),
        )

    def _judged_position(self, faces: Faces) -> Position:
        if self._references is None:
            return without_references()
        correlations = [each.alike for each in self._window]
        return self._position.judge(faces, correlations, self._shape)

    def _judged_focus(self, faces: Faces) -> Focus:
        try:
            rois = regions(False, self._camera, faces, self._shape)
        except InputError as lack:
            return Focus(Outcome.NOT_SET, lack.message, lack.remedy)
        chosen = sampled(len(self._window))
        sharpness = [self._window[index].sharpness(rois) for index in chosen]
        return judge_focus(sharpness, rois, chosen)

    @property
    def _shape(self) -> tuple[int, ...]:
        return self._window[0].pixels.shape
