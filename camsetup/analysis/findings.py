"""What the checks judge: one observation, and all that was measured on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.analysis.guidance import PositionLimits
    from camsetup.analysis.inspection import (
        Correction,
        ExposureReading,
        FocusReading,
        Observation,
        TimingReading,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """One observation with its measurements: all that a check may look at.

    Attributes
    ----------
    alignment
        None without an outline; ``alignment_problem`` says why where that is so.
    limits
        What passes for the position, for this outline and frame.
    has_eye
        Whether this view shows an eye at all; the body camera's does not.
    mouse_in
        Whether a mouse is in the rig, as far as an open eye tells.
    roi_means
        Mean grey levels of CameraQC's region in the last sampled frames, oldest
        first; the last one is this frame's.
    """

    observation: Observation
    exposure: ExposureReading
    timing: TimingReading
    limits: PositionLimits
    alignment: Alignment | None = None
    alignment_problem: str = ""
    corrections: tuple[Correction, ...] = ()
    focus: FocusReading | None = None
    has_eye: bool = True
    mouse_in: bool = False
    roi_means: tuple[float, ...] = ()
