"""Reports: the gate's verdict on one camera, and on a whole session."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from camsetup.cameraqc.options import Mode
from camsetup.domain.verdict import Outcome, worst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.results import Metric, Result

#: A metric as JSON has it: a word, or a list that begins with one.
PlainMetric: TypeAlias = "str | list[str | float | int | None]"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where strict mode judges otherwise than ibllib: which check, and in words."""

    check: str
    gate: Outcome
    strict: Outcome
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class CameraReport:
    """The verdict on one camera.

    Attributes
    ----------
    results
        By the name of the check, in alphabetical order; empty when nothing was run,
        and ``message`` says why.
    differences
        What strict mode judges otherwise; empty in agreement mode.
    evidence
        What was judged; dropped (None) where only the verdict is kept.
    """

    camera: str
    outcome: Outcome
    results: Mapping[str, Result] = field(default_factory=dict, repr=False)
    message: str = ""
    differences: tuple[Difference, ...] = ()
    evidence: Evidence | None = field(default=None, repr=False)

    @property
    def metrics(self) -> dict[str, PlainMetric]:
        """Return the results under ibllib's names ("_videoLeft_focus")."""
        prefix = f"_video{self.camera.capitalize()}_"
        return {
            prefix + check: plain(result.metric)
            for check, result in self.results.items()
        }

    def differences_to_plain(self) -> list[dict[str, str]]:
        """Return what strict mode judges otherwise, as JSON has it."""
        return [
            {
                "check": each.check,
                "gate": each.gate.name,
                "strict": each.strict.name,
                "message": each.message,
            }
            for each in self.differences
        ]


@dataclass(frozen=True, slots=True, eq=False)
class SessionReport:
    """The verdict on every camera of a session."""

    session: Path
    cameras: Mapping[str, CameraReport]
    mode: Mode = Mode.AGREEMENT

    @property
    def outcome(self) -> Outcome:
        """Return the worst outcome of all cameras."""
        return worst(camera.outcome for camera in self.cameras.values())

    def to_plain(self) -> dict[str, object]:
        """Return outcome and metrics as JSON has them."""
        return {
            "outcome": self.outcome.name,
            "cameras": {name: _camera(each) for name, each in self.cameras.items()},
        }


def plain(metric: Metric) -> PlainMetric:
    """Write a metric as JSON has it: outcomes by name, no NaN."""
    if isinstance(metric, Outcome):
        return metric.name
    outcome, *numbers = metric
    word = outcome.name if isinstance(outcome, Outcome) else str(outcome)
    return [word, *map(_number, numbers)]


def _camera(report: CameraReport) -> dict[str, object]:
    entry: dict[str, object] = {
        "outcome": report.outcome.name,
        "metrics": report.metrics,
    }
    if report.differences:
        entry["differences"] = report.differences_to_plain()
    return entry


def _number(number: object) -> float | int | None:
    """Return a number that JSON knows; NaN and infinity become null."""
    if isinstance(number, (int, float)) and math.isfinite(number):
        return number
    return None
