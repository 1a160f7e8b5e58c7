"""A rig and the roles of its cameras."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.domain.errors import UsageError
from camsetup.domain.settings import CameraSettings

if TYPE_CHECKING:
    from camsetup.domain.frame import Size


class Orientation(Enum):
    """How a camera's picture is turned before anybody sees it."""

    UPRIGHT = "upright"
    TURNED_180 = "turned_180"
    MIRRORED_TOP_BOTTOM = "mirrored_top_bottom"
    MIRRORED_LEFT_RIGHT = "mirrored_left_right"

    @property
    def mirrored(self) -> bool:
        """Say whether left and right, or up and down, are exchanged."""
        return self.name.startswith("MIRRORED")


class OnChange(Enum):
    """What to do when a setting was changed behind our back."""

    REPORT = "report"
    REAPPLY = "reapply"


@dataclass(frozen=True, slots=True)
class PositionTarget:
    """The setup target of the position: how far off still passes.

    Defaults from ALGORITHMS.md section 1 ("own rig"): 1 % of the width, 0.5°, 1.5 %.
    A WARNING reaches to ``warning_factor`` times as far, beyond it is a FAIL.
    """

    offset_percent: float = 1.0
    rotation_deg: float = 0.5
    scale_percent: float = 1.5
    warning_factor: float = 3.0


@dataclass(frozen=True, slots=True)
class FocusTarget:
    """The setup target of the focus: blur on the eye, in px at 1280 px width.

    Gaussian sigma, as `camsetup.analysis.focus` reads it; half as much for 640 px.
    IBL's reference frames, all of accepted rigs, read 0 to 1.05 px, 1.3 px at most
    where the body is judged. A disk of 2 px radius passes, one of 4 px fails.
    """

    blur_px: float = 1.3
    warning_blur_px: float = 2.2


@dataclass(frozen=True, slots=True)
class ApertureTarget:
    """The setup target of the aperture: saturated share of the mouse region.

    Per cent of pixels ≥ 250; measured on real rigs (ALGORITHMS.md section 3): IBL's
    reference frames read 1.8 to 7.0 % with the regions of `camsetup.analysis`.
    """

    green_percent: tuple[float, float] = (1.0, 7.0)
    amber_percent: tuple[float, float] = (0.2, 12.0)


@dataclass(frozen=True, slots=True)
class TimingTarget:
    """The setup target of the timing."""

    rate_tolerance_percent: float = 1.0
    jitter_us: float = 500.0
    dropped_frames: int = 0


@dataclass(frozen=True, slots=True)
class SetupTarget:
    """All setup targets of one camera."""

    position: PositionTarget = field(default_factory=PositionTarget)
    focus: FocusTarget = field(default_factory=FocusTarget)
    aperture: ApertureTarget = field(default_factory=ApertureTarget)
    timing: TimingTarget = field(default_factory=TimingTarget)


@dataclass(frozen=True, slots=True)
class CameraRole:
    """What one camera of a rig is for, and how it has to be.

    Attributes
    ----------
    name
        The side of the animal that it sees: "left", "right", "body".
    size
        Size of the picture, after it is turned.
    rate_hz
        Frames per second.
    outline
        Name of the outline, as `camsetup.profiles.outlines` finds it.
    serial
        Serial number of the camera in this role; empty until bound.
    on_change
        Whether a setting that another program or a loss of power changed is only
        reported, or set again at once.
    """

    name: str
    size: Size
    rate_hz: float
    outline: str
    serial: str = ""
    orientation: Orientation = Orientation.UPRIGHT
    settings: CameraSettings = field(default_factory=CameraSettings)
    target: SetupTarget = field(default_factory=SetupTarget)
    on_change: OnChange = OnChange.REPORT

    @property
    def profile(self) -> CameraSettings:
        """Return all fixed settings; size and rate are among them.

        Where light is fixed, no automatic may be on: it would change it.
        """
        given = self.settings
        fixes_light = given.exposure_us is not None or given.gain_db is not None
        basic = CameraSettings(
            width_px=self.size.width,
            height_px=self.size.height,
            rate_hz=self.rate_hz,
            automatics=frozenset() if fixes_light else None,
        )
        return self.settings.over(basic)


@dataclass(frozen=True, slots=True)
class Rig:
    """A rig: its name and its cameras.

    Attributes
    ----------
    gate_references
        Path of the folder of IBL's ``frames_<camera>.npy``, which the session gate
        compares with; None to look where they usually are.
    producers
        Paths of GenTL producers (.cti files, or folders of them).
    driver
        The driver that its cameras are opened with ("gentl"); empty for any.
    file
        Path of the rig file; None for a rig that is not from one.
    """

    name: str
    title: str
    cameras: tuple[CameraRole, ...]
    gate_references: str | None = None
    producers: tuple[str, ...] = ()
    driver: str = ""
    file: str | None = None

    def camera(self, name: str) -> CameraRole:
        """Return the role of that name.

        Raises
        ------
        UsageError
            When this rig has no such camera.
        """
        for camera in self.cameras:
            if camera.name == name:
                return camera
        known = ", ".join(camera.name for camera in self.cameras)
        raise UsageError(
            f"Rig {self.name} has no camera {name}.", remedy=f"It has: {known}."
        )
