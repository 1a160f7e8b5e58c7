"""The snapshot that the window is a function of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.by_serial import BY_SERIAL
from camsetup.stream.phase import Phase, Problem

__all__ = ["CameraState", "Counters", "Phase", "Problem", "RigState"]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from camsetup.analysis.inspection import FocusReading, Inspection
    from camsetup.domain.frame import Frame
    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import CameraRole, Rig
    from camsetup.session.gate_verdict import GateVerdict
    from camsetup.session.role_values import AbsentDriver, Bound, Mistake, Wave
    from camsetup.sources.abilities import Diagnosis
    from camsetup.sources.base import CameraDescription, CameraFound


@dataclass(frozen=True, slots=True)
class Counters:
    """Frames since the camera was opened or the counters were reset.

    ``dropped``: gaps in the camera's ids. ``incomplete``: rows missing.
    ``not_displayed``: skipped on purpose, because the window shows 30 a second.
    ``interruptions``: how often the frames broke off; what was lost then is not
    ``dropped``.
    """

    received: int = 0
    dropped: int = 0
    incomplete: int = 0
    not_displayed: int = 0
    interruptions: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class CameraState:
    """One camera, as it is now.

    Attributes
    ----------
    asked, got
        Settings as they are wanted, and as the camera reads them back (twice a
        second). Wanted is what the rig file fixes, and on top of it `by_hand`.
    settings_problem
        The camera refused a setting, does not hold one, or cannot keep them.
    reapplied
        How often settings that had changed were set again by themselves.
    kept
        Name of the user set in which the camera keeps its settings without power;
        empty when it was not asked to, or the settings have changed since.
    diagnosis
        Why an open camera sends nothing; None while frames come.
    retrying
        Whether a camera that is not there is being looked for.
    outline
        Scaled to the frame; None when there is none, ``outline_problem`` says why.
    reference
        h×w uint8 photo of this rig, ghost and target of the alignment, or None.
    gate
        What the session gate says of the checks that it knows.
    judged, judged_ms
        The frame that the inspection is about, and how long the judging took.
    focus_history
        (``time.monotonic()``, reading) of the last 10 s, oldest first.
    mistaken
        What is wrong when it shows another view than its role's; None when it does
        not, or when that is not sure.
    """

    role: CameraRole
    address: str
    phase: Phase = Phase.CLOSED
    description: CameraDescription | None = None
    asked: CameraSettings = field(default_factory=CameraSettings)
    got: CameraSettings = field(default_factory=CameraSettings)
    outline: Outline | None = None
    outline_problem: Problem | None = None
    reference: NDArray[np.uint8] | None = None
    counters: Counters = field(default_factory=Counters)
    inspection: Inspection | None = None
    gate: tuple[GateVerdict, ...] = ()
    judged: Frame | None = None
    judged_ms: float = 0.0
    focus_history: tuple[tuple[float, FocusReading], ...] = ()
    problem: Problem | None = None
    settings_problem: Problem | None = None
    reapplied: int = 0
    kept: str = ""
    diagnosis: Diagnosis | None = None
    retrying: bool = False
    mistaken: Mistake | None = None
    revision: int = 0

    @property
    def unbound(self) -> bool:
        """Say whether the role has no camera at all, and one is to be chosen.

        Its address is then ``serial:`` and nothing else.
        """
        wanted = self.address.rstrip().removesuffix(":")
        return self.phase is Phase.FAILED and wanted == BY_SERIAL

    @property
    def by_hand(self) -> tuple[str, ...]:
        """Return the names of the settings that are not wanted as in the rig file."""
        return self.asked.differing(self.role.profile)

    @property
    def trigger_off(self) -> bool:
        """Say whether the trigger is off for set-up, and on in the rig file."""
        on_file = self.role.profile.trigger is Trigger.HARDWARE
        return on_file and self.asked.trigger is Trigger.OFF

    def gate_verdict(self, key: str) -> GateVerdict | None:
        """Return what the session gate says of a check; None if it does not know it."""
        return next((verdict for verdict in self.gate if verdict.key == key), None)


@dataclass(frozen=True, slots=True, eq=False)
class RigState:
    """The whole rig, as it is now.

    Attributes
    ----------
    found
        Cameras that the drivers see, while somebody looks for them; a camera that is
        gone is gone from here too.
    looking
        Whether cameras are being looked for.
    absent
        Drivers that could not see a camera even if there were one, while somebody
        looks.
    wave
        Who is to be waved at, and what is seen; None when nobody waves.
    bound
        What came of the last binding; None before the first.
    """

    rig: Rig
    cameras: tuple[CameraState, ...]
    found: tuple[CameraFound, ...] = ()
    looking: bool = False
    absent: tuple[AbsentDriver, ...] = ()
    wave: Wave | None = None
    bound: Bound | None = None

    def same_as(self, other: RigState) -> bool:
        """Say whether nothing has been replaced since the other snapshot."""
        return len(self.cameras) == len(other.cameras) and all(
            mine is others
            for mine, others in zip(self._parts(), other._parts(), strict=True)
        )

    def camera(self, name: str) -> CameraState:
        """Return the camera in that role; KeyError when there is none."""
        for camera in self.cameras:
            if camera.role.name == name:
                return camera
        raise KeyError(name)

    def _parts(self) -> tuple[object, ...]:
        return (
            self.rig,
            *self.cameras,
            self.found,
            self.looking,
            self.absent,
            self.wave,
            self.bound,
        )
