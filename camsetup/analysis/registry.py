"""The checks: one row each, ours first, then those of other packages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from camsetup.analysis.brightness import judge_brightness
from camsetup.analysis.conformity import judge_resolution, judge_settings
from camsetup.analysis.exposure import judge_saturation
from camsetup.analysis.findings import Findings
from camsetup.analysis.focus import judge_focus
from camsetup.analysis.position import judge_position
from camsetup.analysis.timing import (
    judge_dropped_frames,
    judge_framerate,
    judge_incomplete_frames,
)
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

#: Answers one question about one observation: no memory, no files, no clock.
Judge = Callable[[Findings], CheckResult]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its key, its title as shown, and the function that judges."""

    key: str
    title: str
    judge: Judge


#: To add a check, write one function and one row. The order is the screen's.
CHECKS = (
    Check("position", "Position", judge_position),
    Check("focus", "Focus", judge_focus),
    Check("saturation", "Saturation", judge_saturation),
    Check("brightness", "Brightness", judge_brightness),
    Check("framerate", "Frame rate", judge_framerate),
    Check("dropped_frames", "Dropped frames", judge_dropped_frames),
    Check("incomplete_frames", "Incomplete frames", judge_incomplete_frames),
    Check("resolution", "Resolution", judge_resolution),
    Check("settings", "Settings", judge_settings),
)

#: Packages add checks here: name = "package.module:CHECK", a `Check`.
ENTRY_POINT_GROUP = "camsetup.checks"


@cache
def checks() -> tuple[Check, ...]:
    """Return every check: ours, and those that other packages bring."""
    return CHECKS + tuple(map(_loaded, entry_points(group=ENTRY_POINT_GROUP)))


def judged(suite: tuple[Check, ...], findings: Findings) -> tuple[CheckResult, ...]:
    """Ask every check of a suite; one that breaks says so and stops nothing."""
    return tuple(_asked(check, findings) for check in suite)


def _asked(check: Check, findings: Findings) -> CheckResult:
    try:
        return check.judge(findings)
    except Exception as error:  # noqa: BLE001 - a plug-in's door
        return _broken(check.key, error)


def _loaded(point: EntryPoint) -> Check:
    try:
        check = point.load()
    except Exception as error:  # noqa: BLE001 - a plug-in's door
        return _stand_in(point.name, error)
    if isinstance(check, Check):
        return check
    return _stand_in(point.name, TypeError(f"{point.value} is no Check"))


def _stand_in(key: str, error: Exception) -> Check:
    result = _broken(key, error)
    return Check(key, key, lambda _: result)


def _broken(key: str, error: Exception) -> CheckResult:
    return CheckResult(
        key,
        Outcome.NOT_SET,
        message=f"This check is broken: {type(error).__name__}: {error}",
        remedy="Tell those who made it, or remove its package.",
    )
