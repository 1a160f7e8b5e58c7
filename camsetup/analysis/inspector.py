"""The inspector: measures one camera's frames, asks the checks, keeps them steady."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from camsetup.analysis.alignment import Aligner, Tracker
from camsetup.analysis.brightness import LightLevels
from camsetup.analysis.exposure import read_exposure
from camsetup.analysis.findings import Findings
from camsetup.analysis.focus_watch import FocusWatch
from camsetup.analysis.guidance import corrections, position_limits
from camsetup.analysis.inspection import Inspection
from camsetup.analysis.regions import MaskCache, View
from camsetup.analysis.registry import checks, judged
from camsetup.analysis.steadiness import SteadyOrder, SteadyPose, SteadyVerdicts
from camsetup.analysis.timing import read_timing
from camsetup.domain.errors import OutlineError
from camsetup.domain.pose import Pose
from camsetup.domain.verdict import CheckResult

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.analysis.inspection import Observation
    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import CameraRole


class Follower(Protocol):
    """What finds the rig in frame after frame: a `Tracker`."""

    def follow(self, pixels: NDArray[np.uint8]) -> Alignment:
        """Find the rig in the next h×w frame."""


def follower_of(outline: Outline, photo: NDArray[np.uint8] | None) -> Follower:
    """Make a tracker for an outline, or for a reference photo under it.

    Raises
    ------
    OutlineError
        When there is too little to follow.
    """
    if photo is None:
        return Tracker(Aligner(outline))
    return Tracker(Aligner.from_photo(photo, outline))


class Inspector:
    """Inspects the frames of one camera, one after the other, in one thread.

    Parameters
    ----------
    steady
        An outcome changes only after it held for so many inspections.
    make_follower
        What finds the rig; replaced in tests.
    """

    def __init__(
        self,
        role: CameraRole,
        *,
        steady: int = 3,
        make_follower: Callable[
            [Outline, NDArray[np.uint8] | None], Follower
        ] = follower_of,
    ) -> None:
        self._role = role
        self._steady = steady
        self._make_follower = make_follower
        self._photo: NDArray[np.uint8] | None = None
        self._outline: Outline | None = None
        self._mouse = MaskCache("mouse")
        self._focus = FocusWatch()
        self._begin(None)

    def set_reference(self, photo: NDArray[np.uint8] | None) -> None:
        """Align to an h×w photo of this very rig from now on, or to the outline."""
        self._photo = photo
        self._begin(self._outline)

    def reset_focus(self) -> None:
        """Forget the best focus so far."""
        self._focus.reset()

    def inspect(self, observation: Observation) -> Inspection:
        """Measure and judge one observation."""
        if observation.outline is not self._outline:
            self._begin(observation.outline)
        findings = self._measured(observation)
        return Inspection(
            revision=observation.revision,
            frame_id=observation.frame.stamp.frame_id,
            checks=self._verdicts.settle(judged(checks(), findings)),
            alignment=findings.alignment,
            corrections=findings.corrections,
            focus=findings.focus,
            exposure=findings.exposure,
            timing=findings.timing,
            mouse_in=findings.mouse_in,
        )

    def _begin(self, outline: Outline | None) -> None:
        """Forget all that belongs to another outline or reference."""
        self._outline = outline
        self._follower: Follower | None = None
        self._problem = ""
        self._verdicts = SteadyVerdicts[CheckResult](self._steady)
        self._pose, self._order = SteadyPose(), SteadyOrder()
        self._levels = LightLevels(_SAMPLED_FRAMES)
        self._light: tuple[float | None, ...] = ()
        self._focus.reset()

    def _measured(self, observation: Observation) -> Findings:
        role, frame = self._role, observation.frame
        self._notice_light(observation)
        alignment = self._aligned(observation)
        limits = position_limits(
            role.target.position, self._tolerance_percent(), frame.size.width
        )
        known = alignment is not None and alignment.recognised
        pose = alignment.pose if alignment is not None and known else Pose()
        view = View(role.name, self._outline, pose, frame.size)
        sighting = self._focus.look(frame.pixels, view)
        exposure = read_exposure(
            frame.pixels,
            role.name,
            self._mouse.mask(view) if sighting.has_eye else None,
        )
        self._levels.add(exposure.roi_mean)
        needed = corrections(alignment, limits, role.orientation)
        return Findings(
            observation=observation,
            exposure=exposure,
            timing=read_timing(observation),
            limits=limits,
            alignment=alignment,
            alignment_problem=self._problem,
            corrections=self._order.settle(needed),
            focus=sighting.focus,
            has_eye=sighting.has_eye,
            mouse_in=sighting.mouse_in,
            roi_means=self._levels.means,
        )

    def _aligned(self, observation: Observation) -> Alignment | None:
        if self._outline is None or self._problem:
            return None
        pixels = observation.frame.pixels
        try:
            if self._follower is None:
                self._follower = self._make_follower(self._outline, self._photo)
            alignment = self._follower.follow(pixels)
        except OutlineError as error:
            self._problem = error.message
            return None
        return self._pose.settle(alignment, observation.frame.size.width)

    def _tolerance_percent(self) -> float:
        # A photo of this very rig is as good as the rig itself.
        if self._outline is None or self._photo is not None:
            return 0.0
        return self._outline.tolerance_percent

    def _notice_light(self, observation: Observation) -> None:
        """Begin anew with what cannot be compared once exposure or gain changed."""
        light = (observation.got.exposure_us, observation.got.gain_db)
        if light != self._light:
            self._light = light
            self._levels.clear()
            self._focus.reset()


#: CameraQC's rule on the scatter of brightness is applied to so many frames: 3 s.
_SAMPLED_FRAMES = 30
