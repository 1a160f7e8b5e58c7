"""What a camera's thread is told, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from camsetup.domain.rig import OnChange
from camsetup.domain.settings import CameraSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.abilities import Diagnosis
    from camsetup.sources.base import CameraDescription
    from camsetup.stream.phase import Phase, Problem


@dataclass(frozen=True, slots=True)
class Orders:
    """The settings that a camera is to have, and what to do when they change."""

    settings: CameraSettings = field(default_factory=CameraSettings)
    on_change: OnChange = OnChange.REPORT


@dataclass(frozen=True, slots=True)
class Report:
    """What a camera's thread says of its camera whenever that changes.

    Attributes
    ----------
    asked, got
        The settings that are to be, without any that were refused; and those that
        the camera reads back.
    problem
        Why there is no picture.
    settings_problem
        A setting was refused, does not stay, or cannot be kept.
    reapplied
        How often settings that had changed were set again by themselves.
    kept
        Name of the user set that keeps the settings without power; else empty.
    diagnosis
        Why an open camera sends nothing.
    retrying
        Whether a camera that is not there is being looked for.
    """

    phase: Phase
    description: CameraDescription | None = None
    asked: CameraSettings = field(default_factory=CameraSettings)
    got: CameraSettings = field(default_factory=CameraSettings)
    problem: Problem | None = None
    settings_problem: Problem | None = None
    reapplied: int = 0
    kept: str = ""
    diagnosis: Diagnosis | None = None
    retrying: bool = False


class Account:
    """What a camera's thread has said last; it is heard only when that changes.

    Used by the camera's thread, but for `fall_silent`.
    """

    def __init__(self, first: Report, on_report: Callable[[Report], None]) -> None:
        self.report = first
        self._on_report: Callable[[Report], None] | None = on_report

    def fall_silent(self) -> None:
        """Say nothing from now on; any thread may ask for it."""
        self._on_report = None

    def say(self, **changes: object) -> None:
        """Change parts of the report, and pass it on if that makes a difference."""
        report = replace(self.report, **changes)  # type: ignore[arg-type]
        if report == self.report:
            return
        self.report = report
        on_report = self._on_report
        if on_report is not None:
            on_report(report)
