"""What the inspector remembers, so that numbers and verdicts do not flicker."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from camsetup.domain.pose import Pose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.analysis.alignment.estimate import Alignment
    from camsetup.analysis.inspection import Axis, Correction, FocusReading
    from camsetup.domain.verdict import Outcome


class Judged(Protocol):
    """What a check answered, or what the session gate says of it."""

    @property
    def key(self) -> str:
        """Return the check's name."""

    @property
    def outcome(self) -> Outcome:
        """Return the verdict."""


Verdict = TypeVar("Verdict", bound=Judged)


class SteadyVerdicts(Generic[Verdict]):
    """Lets an outcome change only after it held for some inspections."""

    def __init__(self, steady: int) -> None:
        self._steady = steady
        self._shown: dict[str, Verdict] = {}
        self._pending: dict[str, tuple[Outcome, int]] = {}

    def settle(self, results: Iterable[Verdict]) -> tuple[Verdict, ...]:
        """Return, for each result, what is to be shown."""
        return tuple(map(self._settled, results))

    def _settled(self, result: Verdict) -> Verdict:
        shown = self._shown.get(result.key)
        if shown is None or shown.outcome is result.outcome:
            return self._show(result)
        outcome, times = self._pending.get(result.key, (result.outcome, 0))
        times = times + 1 if outcome is result.outcome else 1
        self._pending[result.key] = result.outcome, times
        return self._show(result) if times >= self._steady else shown

    def _show(self, result: Verdict) -> Verdict:
        self._pending.pop(result.key, None)
        self._shown[result.key] = result
        return result


class SteadyPose:
    """Smooths the pose by a short median; a rig that was moved is followed at once."""

    def __init__(self) -> None:
        self._recent: deque[Alignment] = deque(maxlen=_POSES)

    def settle(self, alignment: Alignment, width_px: int) -> Alignment:
        """Return the alignment with the median of the last few poses."""
        if not alignment.recognised:
            self._recent.clear()
            return alignment
        if self._recent and _moved(alignment.pose, self._recent[-1].pose, width_px):
            self._recent.clear()
        self._recent.append(alignment)
        poses = [each.pose for each in self._recent]
        pose = Pose(
            median(pose.dx_px for pose in poses),
            median(pose.dy_px for pose in poses),
            median(pose.rotation_deg for pose in poses),
            median(pose.scale for pose in poses),
        )
        rms_px = median(each.rms_px for each in self._recent)
        match = median(each.match for each in self._recent)
        return replace(alignment, pose=pose, rms_px=rms_px, match=match)


class SteadyOrder:
    """Keeps the biggest correction first until another is clearly bigger."""

    def __init__(self) -> None:
        self._first: Axis | None = None

    def settle(self, corrections: tuple[Correction, ...]) -> tuple[Correction, ...]:
        """Return the corrections, worst first, without flicker at the top."""
        if not corrections:
            self._first = None
            return corrections
        kept = next((each for each in corrections if each.axis is self._first), None)
        worst = corrections[0]
        if kept is None or worst.severity > _CLEARLY_BIGGER * kept.severity:
            self._first = worst.axis
            return corrections
        return (kept, *(each for each in corrections if each is not kept))


class BestFocus:
    """Means the focus over some readings, and remembers the best."""

    def __init__(self) -> None:
        self._recent: deque[FocusReading] = deque(maxlen=_READINGS)
        self._best = 0.0

    def reset(self) -> None:
        """Forget the best so far, and the readings."""
        self._recent.clear()
        self._best = 0.0

    @property
    def score(self) -> float:
        """Return the best score so far."""
        return self._best

    def settle(self, reading: FocusReading) -> FocusReading:
        """Return the mean of the last readings, with the best so far."""
        self._recent.append(reading)
        score = sum(each.score for each in self._recent) / len(self._recent)
        blurs = [each.blur_px for each in self._recent if each.blur_px is not None]
        # The first readings are too few for a mean that may stand as best for long.
        if len(self._recent) == _READINGS:
            self._best = max(self._best, score)
        best = max(self._best, score)
        blur = median(blurs) if blurs else None
        return replace(reading, score=score, blur_px=blur, best_score=best)


def _moved(pose: Pose, last: Pose, width_px: int) -> bool:
    far_px = _JUMP_PERCENT * width_px / 100
    return (
        max(abs(pose.dx_px - last.dx_px), abs(pose.dy_px - last.dy_px)) > far_px
        or abs(pose.rotation_deg - last.rotation_deg) > _JUMP_DEG
        or abs(pose.scale - last.scale) > _JUMP_PERCENT / 100
    )


_POSES = 3
_JUMP_PERCENT = 2.0
_JUMP_DEG = 1.5
_CLEARLY_BIGGER = 1.25
#: Five readings: the mean at which 90 % of best means 0.7 px of blur radius or less
#: (ALGORITHMS.md section 2).
_READINGS = 5
