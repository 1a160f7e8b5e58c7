"""What is handed to the inspector, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.domain.verdict import CheckResult, Outcome, worst

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.domain.frame import Frame, Stamp
    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import CameraRole
    from camsetup.domain.settings import CameraSettings, Range


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """All that the checks may look at: one frame and what is known around it.

    Attributes
    ----------
    stamps
        The stamps of the last seconds, every frame of them, oldest first.
    dropped, incomplete, received
        Frames since the counters were last reset: gaps in the camera's ids, frames
        with rows missing, frames that came.
    limits
        What each numeric setting of the camera may be, by its name.
    live
        False for a recording, whose rate and settings prove nothing.
    revision
        Of settings and outline; the inspection carries it back.
    """

    frame: Frame
    role: CameraRole
    outline: Outline | None
    asked: CameraSettings
    got: CameraSettings
    stamps: tuple[Stamp, ...] = ()
    received: int = 0
    dropped: int = 0
    incomplete: int = 0
    limits: Mapping[str, Range] = field(default_factory=dict)
    live: bool = True
    revision: int = 0


class Axis(Enum):
    """One of the four ways in which a camera can be off."""

    PAN = "pan"
    TILT = "tilt"
    ROLL = "roll"
    DISTANCE = "distance"


class Move(Enum):
    """What the hand on the camera has to do, and the picture's arrow for it."""

    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"
    ROLL_CLOCKWISE = "roll clockwise"
    ROLL_COUNTERCLOCKWISE = "roll counterclockwise"
    CLOSER = "move closer"
    FARTHER = "move back"


@dataclass(frozen=True, slots=True)
class Correction:
    """How far off one axis is, and what to do about it.

    Attributes
    ----------
    amount, unit
        Size of the error, never negative: px, ° or %.
    limit
        What passes, in the same unit.
    screen_degrees
        Direction of the arrow on the screen for pan and tilt: 0 right, 90 down;
        None for roll and distance.
    """

    axis: Axis
    move: Move
    amount: float
    unit: str
    limit: float
    screen_degrees: float | None = None

    @property
    def severity(self) -> float:
        """Return the error in units of its limit; above 1 it must be corrected."""
        return self.amount / self.limit


@dataclass(frozen=True, slots=True)
class FocusReading:
    """The sharpness of the eye.

    Attributes
    ----------
    score
        Band ratio (ALGORITHMS.md section 2); more is sharper, gain does not matter.
    blur_px
        Blur as Gaussian sigma in px of the frame; None where it cannot be read.
    eye_box
        x, y, width, height in px of the frame: where it was measured.
    eye_found
        False when the nominal region was used because no open eye was seen.
    best_score
        Best score since the last reset (the inspector remembers it).
    on_eye
        False where the view shows no eye, and edges of the rig stand in.
    """

    score: float
    blur_px: float | None
    eye_box: tuple[int, int, int, int]
    eye_found: bool
    best_score: float = 0.0
    on_eye: bool = True

    @property
    def fraction_of_best(self) -> float:
        """Return the score as a share of the best so far, 0 to 1."""
        return self.score / self.best_score if self.best_score > 0 else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class ExposureReading:
    """Light: histograms and the shares that are too bright.

    Attributes
    ----------
    frame_histogram, mouse_histogram
        256 counts each; ``mouse_histogram`` of the mouse region, carried by the
        pose, or None without such a region.
    clipped_percent
        Pixels equal to 255, per cent of the frame.
    bright_percent
        Pixels of 250 and more, per cent of the frame.
    mouse_percent
        Pixels of 250 and more, per cent of the mouse region; None without one.
    mouse_median
        Median grey level of the mouse region; None without one.
    roi_mean
        Mean grey level of CameraQC's brightness region.
    """

    frame_histogram: NDArray[np.int64]
    mouse_histogram: NDArray[np.int64] | None
    clipped_percent: float
    bright_percent: float
    mouse_percent: float | None
    mouse_median: float | None
    roi_mean: float


@dataclass(frozen=True, slots=True)
class TimingReading:
    """Rate and jitter over the stamps of the last seconds.

    Attributes
    ----------
    rate_hz
        1 / median inter-frame interval of the camera's clock; None under 2 frames.
    jitter_us
        Standard deviation of the inter-frame interval.
    """

    rate_hz: float | None
    jitter_us: float | None
    received: int = 0
    dropped: int = 0
    incomplete: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Inspection:
    """Everything that is known of one camera's picture.

    Attributes
    ----------
    corrections
        Worst first; empty when the rig is not recognised or there is no outline.
    mouse_in
        Whether a mouse is in the rig, as far as an open eye tells.
    """

    revision: int
    frame_id: int
    checks: tuple[CheckResult, ...]
    alignment: Alignment | None = None
    corrections: tuple[Correction, ...] = ()
    focus: FocusReading | None = None
    exposure: ExposureReading | None = None
    timing: TimingReading = field(default_factory=lambda: TimingReading(None, None))
    mouse_in: bool = False

    @property
    def outcome(self) -> Outcome:
        """Return the worst outcome of all checks."""
        return worst(check.outcome for check in self.checks)

    def check(self, key: str) -> CheckResult | None:
        """Return the result of one check, or None."""
        return next((check for check in self.checks if check.key == key), None)
