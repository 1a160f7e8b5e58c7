"""The rig file as it stands on disk: its keys, their types and units."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from camsetup.domain.frame import Size
from camsetup.domain.rig import (
    ApertureTarget,
    CameraRole,
    FocusTarget,
    OnChange,
    Orientation,
    PositionTarget,
    Rig,
    SetupTarget,
    TimingTarget,
)
from camsetup.domain.settings import CameraSettings, PixelFormat, Trigger

Positive: TypeAlias = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Percent: TypeAlias = Annotated[float, Field(ge=0, le=100)]
PercentRange: TypeAlias = Annotated[list[Percent], Field(min_length=2, max_length=2)]
Pixels: TypeAlias = Annotated[int, Field(ge=8, le=8192)]
Word: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
ShortText: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
#: Factories for the defaults, which stand in the domain and only there.
_POSITION, _FOCUS = PositionTarget(), FocusTarget()
_APERTURE, _TIMING = ApertureTarget(), TimingTarget()


class _Part(BaseModel):
    """A part of a rig file: unknown keys and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SizePart(_Part):
    """Width and height of the picture, after it is turned."""

    width_px: Pixels
    height_px: Pixels


class SettingsPart(_Part):
    """The fixed settings of a camera; what is left out is left as it is."""

    offset_x_px: Annotated[int, Field(ge=0, le=8192)] | None = None
    offset_y_px: Annotated[int, Field(ge=0, le=8192)] | None = None
    exposure_us: Positive | None = None
    gain_db: Annotated[float, Field(ge=-20, le=60)] | None = None
    gamma: Annotated[float, Field(gt=0, le=4)] | None = None
    black_level_percent: Percent | None = None
    trigger: Literal["off", "hardware"] | None = None
    pixel_format: (
        Literal[
            "Mono8",
            "Mono10",
            "Mono10p",
            "Mono10Packed",
            "Mono12",
            "Mono12p",
            "Mono12Packed",
            "Mono16",
        ]
        | None
    ) = None
    binning: Literal[1, 2] | None = None
    on_change: Literal["report", "reapply"] = "report"

    def to_settings(self) -> CameraSettings:
        """Return the frozen settings, without size and rate."""
        pixel_format, trigger = self.pixel_format, self.trigger
        return CameraSettings(
            trigger=None if trigger is None else Trigger(trigger),
            pixel_format=None if pixel_format is None else PixelFormat(pixel_format),
            **self.model_dump(exclude={"trigger", "pixel_format", "on_change"}),
        )


class PositionPart(_Part):
    """How far off the position still passes."""

    offset_percent: Positive = _POSITION.offset_percent
    rotation_deg: Positive = _POSITION.rotation_deg
    scale_percent: Positive = _POSITION.scale_percent
    warning_factor: Annotated[float, Field(ge=1, le=100)] = _POSITION.warning_factor


class FocusPart(_Part):
    """How blurred the eye may be, at 1280 px width."""

    blur_px: Positive = _FOCUS.blur_px
    warning_blur_px: Positive = _FOCUS.warning_blur_px


class AperturePart(_Part):
    """How much of the mouse may be saturated."""

    green_percent: PercentRange = list(_APERTURE.green_percent)
    amber_percent: PercentRange = list(_APERTURE.amber_percent)


class TimingPart(_Part):
    """How steady the frames have to come."""

    rate_tolerance_percent: Positive = _TIMING.rate_tolerance_percent
    jitter_us: Positive = _TIMING.jitter_us
    dropped_frames: Annotated[int, Field(ge=0)] = _TIMING.dropped_frames


class TargetPart(_Part):
    """The setup targets of a camera."""

    position: PositionPart = PositionPart()
    focus: FocusPart = FocusPart()
    aperture: AperturePart = AperturePart()
    timing: TimingPart = TimingPart()

    def to_target(self) -> SetupTarget:
        """Return the frozen setup target."""
        green, amber = self.aperture.green_percent, self.aperture.amber_percent
        return SetupTarget(
            PositionTarget(**self.position.model_dump()),
            FocusTarget(**self.focus.model_dump()),
            ApertureTarget((green[0], green[1]), (amber[0], amber[1])),
            TimingTarget(**self.timing.model_dump()),
        )


class CameraPart(_Part):
    """One camera of the rig."""

    role: Word
    size: SizePart
    rate_hz: Annotated[float, Field(gt=0, le=10_000)]
    outline: ShortText
    serial: Annotated[str, Field(max_length=64)] = ""
    orientation: Literal[
        "upright", "turned_180", "mirrored_top_bottom", "mirrored_left_right"
    ] = "upright"
    settings: SettingsPart = SettingsPart()
    target: TargetPart = TargetPart()

    def to_role(self) -> CameraRole:
        """Return the frozen role; size and rate are settings of its camera too."""
        settings = replace(
            self.settings.to_settings(),
            width_px=self.size.width_px,
            height_px=self.size.height_px,
            rate_hz=self.rate_hz,
        )
        return CameraRole(
            name=self.role,
            size=Size(self.size.width_px, self.size.height_px),
            rate_hz=self.rate_hz,
            outline=self.outline,
            serial=self.serial,
            orientation=Orientation(self.orientation),
            settings=settings,
            target=self.target.to_target(),
            on_change=OnChange(self.settings.on_change),
        )


class RigFile(_Part):
    """A rig file, version 1."""

    version: Literal[1]
    title: ShortText
    gate_references: ShortText | None = None
    producers: Annotated[list[ShortText], Field(max_length=16)] = []
    driver: Literal["gentl", "spinnaker", "simulator"] | None = None
    cameras: Annotated[list[CameraPart], Field(min_length=1, max_length=16)]

    def to_rig(self, file: Path) -> Rig:
        """Return the frozen rig; its name is the file's, and paths start there."""
        folder = file.parent
        references = self.gate_references
        return Rig(
            name=file.stem,
            title=self.title,
            cameras=tuple(part.to_role() for part in self.cameras),
            gate_references=None if references is None else _seen(references, folder),
            producers=tuple(_seen(producer, folder) for producer in self.producers),
            driver=self.driver or "",
            file=str(file),
        )


def _seen(path: str, folder: Path) -> str:
    """Return the whole path of what a file in this folder names."""
    try:
        return str((folder / Path(path).expanduser()).resolve())
    except (OSError, RuntimeError):  # a link in a circle, or nobody's home
        return str(folder / path)
