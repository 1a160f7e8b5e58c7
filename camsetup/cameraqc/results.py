"""What the checks answer: the outcome, and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from camsetup.cameraqc.cameras import ExpectedVideo, Roi
    from camsetup.domain.frame import Size

#: How ibllib writes a result: the outcome, with numbers behind it for some checks.
Metric: TypeAlias = "Outcome | tuple[Outcome | float | None, ...]"


class Result(Protocol):
    """What all results have in common.

    ``message`` says what was found and expected, or why it could not be judged;
    ``remedy`` what to do now, empty when nothing.
    """

    @property
    def outcome(self) -> Outcome:
        """Return the verdict."""

    @property
    def message(self) -> str:
        """Return what was found."""

    @property
    def remedy(self) -> str:
        """Return what to do."""

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""


@dataclass(frozen=True, slots=True)
class Brightness:
    """Mean grey level of the region in every frame, and their population SD."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    means: tuple[float, ...] = ()
    std: float | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class Faces:
    """Where template matching put the face, frame by frame.

    Attributes
    ----------
    top_left
        (x, y) of the best match in px.
    scores
        The metric's value there.
    roi
        Where the template was cut from reference frame 0.
    message, remedy
        Why nothing was looked for, and what to do.
    """

    top_left: tuple[tuple[int, int], ...]
    scores: tuple[float, ...]
    roi: Roi
    message: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """How far the face is from where it should be, and how alike the histograms are.

    Attributes
    ----------
    offset_px
        (x, y): template minus median of the matches; positive means that the face
        is too far left or too high.
    offset_percent
        (x, y), never negative, with ibllib's axes: x per cent of the height, y of
        the width (IBL_QC.md 6 A 1).
    correlations
        Pearson correlation of every frame's histogram with that of reference 0,
        in per cent when ``pct_thresh``.
    face, histogram
        The two tests, of which ibllib takes the better.
    """

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    faces: Faces | None = None
    median_top_left: tuple[float, float] | None = None
    offset_px: tuple[float, float] | None = None
    offset_percent: tuple[float, float] | None = None
    correlations: tuple[float, ...] = ()
    face: Outcome = Outcome.NOT_SET
    histogram: Outcome = Outcome.NOT_SET
    size: Size | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class Focus:
    """Variance of the Laplacian in each region, mean of the high frequencies.

    Attributes
    ----------
    frames
        Which of the sampled frames were judged.
    laplacian
        For every such frame, the variance in every region; in the frames' order.
    fft
        For every such frame, the mean of the high-pass picture, 0 to 255.
    """

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    rois: tuple[Roi, ...] = ()
    frames: tuple[int, ...] = ()
    laplacian: tuple[tuple[float, ...], ...] = ()
    fft: tuple[float, ...] = ()
    laplacian_passes: bool = False
    fft_passes: bool = False

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class FileHeaders:
    """The rate that the video's header claims, untruncated, and the one expected."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    rate_hz: float | None = None
    expected_hz: float | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class Framerate:
    """The rate of the time stamps (1 / median interval; NaN with a NaN in them)."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    rate_hz: float | None = None
    expected_hz: float | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it: Hz to three decimals."""
        if self.rate_hz is None:
            return self.outcome
        # numpy's rounding: Python's takes the other side of some ties.
        return (self.outcome, float(np.round(self.rate_hz, 3)))


@dataclass(frozen=True, slots=True)
class CameraTimes:
    """Stamps of the camera minus frames of the video."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    surplus: int | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome if self.surplus is None else (self.outcome, self.surplus)


@dataclass(frozen=True, slots=True)
class DroppedFrames:
    """Gaps in the frame counter, and counts minus frames of the video.

    ``dropped``, ``percent`` and ``count`` are None where the counter does not increase.
    """

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    dropped: int | None = None
    surplus: int | None = None
    percent: float | None = None
    count: int | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        if self.dropped is None:
            return self.outcome
        return (self.outcome, self.dropped, self.surplus)


@dataclass(frozen=True, slots=True)
class PinState:
    """Audio TTLs minus rises of the camera's pin, and pin states minus frames."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    unmatched: int | None = None
    surplus: int | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        if self.unmatched is None:
            return self.outcome
        return (self.outcome, self.unmatched, self.surplus)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The size of the video, and the one expected."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    size: Size | None = None
    expected: ExpectedVideo | None = None

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome


@dataclass(frozen=True, slots=True)
class Timestamps:
    """How many time stamps there are, and whether they increase without a NaN."""

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    count: int | None = None
    increasing: bool = False
    without_nan: bool = False

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        return self.outcome


@dataclass(frozen=True, slots=True, eq=False)
class WheelAlignment:
    """By how many frames the wheel in the video lags behind the encoder.

    Attributes
    ----------
    offset_frames
        Positive when the video shows the wheel late; None when nothing was measured.
    times_s, energy, speed
        Of every frame compared, both scaled to 0 to 1: for whoever draws them.
    """

    outcome: Outcome
    message: str = ""
    remedy: str = ""
    offset_frames: int | None = None
    times_s: tuple[float, ...] = field(default=(), repr=False)
    energy: tuple[float, ...] = field(default=(), repr=False)
    speed: tuple[float, ...] = field(default=(), repr=False)

    @property
    def metric(self) -> Metric:
        """Return the result as ibllib stores it."""
        if self.offset_frames is None:
            return self.outcome
        return (self.outcome, self.offset_frames)
