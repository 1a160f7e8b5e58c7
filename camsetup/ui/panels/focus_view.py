"""What the focus panel says: how sharp, against the best so far, and which way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.analysis.focus import blur_text
from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, step_state
from camsetup.ui.panels.history_view import HistoryPicture
from camsetup.ui.parts.bar import BarPicture, Tick, Zone
from camsetup.ui.parts.wording import NO_NUMBER, number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camsetup.analysis.inspection import FocusReading
    from camsetup.session.state import CameraState

#: From here on the focus is as good as it was at its best (ALGORITHMS.md section 2:
#: at most 0.7 px of blur radius away from it).
GOOD_SHARE = 0.9
#: The bar ends this far above the best.
_BAR_END = 1.1
#: The last seconds are compared with as many before them.
_TREND_SECONDS = 0.8
_TREND_SHARE = 0.03


class Trend(Enum):
    """Whether the picture gets sharper while the ring is turned."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True, slots=True)
class FocusView:
    """The focus of one camera as written on screen."""

    headline: str
    hint: str
    judged: Outcome
    message: str
    percent: str
    blur: str
    bar: BarPicture
    history: HistoryPicture


def focus_view(camera: CameraState) -> FocusView:
    """Return what to show of a camera's focus."""
    step = step_state(camera, Step.FOCUS)
    reading = camera.inspection.focus if camera.inspection else None
    headline, hint = _words(camera, step.outcome)
    share = reading.fraction_of_best if reading else None
    blur_px = reading.blur_px if reading else None
    outcome = _bar_outcome(share, step.outcome)
    return FocusView(
        headline=headline,
        hint=hint or step.remedy,
        judged=step.outcome,
        message=step.message,
        percent=number_text(None if share is None else 100 * share),
        blur=NO_NUMBER if blur_px is None else blur_text(blur_px),
        bar=_bar(share, outcome),
        history=_history(camera.focus_history, reading, outcome),
    )


def trend(history: Sequence[tuple[float, FocusReading]]) -> Trend:
    """Compare the last moments with those before, as shares of the best."""
    if not history:
        return Trend.STEADY
    newest, reading = history[-1]
    late = _mean_between(history, newest - _TREND_SECONDS, newest)
    early = _mean_between(history, newest - 2 * _TREND_SECONDS, newest - _TREND_SECONDS)
    if late is None or early is None or reading.best_score <= 0:
        return Trend.STEADY
    change = (late - early) / reading.best_score
    if abs(change) < _TREND_SHARE:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def _words(camera: CameraState, judged: Outcome) -> tuple[str, str]:
    inspection = camera.inspection
    reading = inspection.focus if inspection else None
    if inspection is None or reading is None:
        return "no reading", ""
    if reading.on_eye and not reading.eye_found:
        return _words_without_eye(mouse_in=inspection.mouse_in)
    if reading.fraction_of_best >= GOOD_SHARE:
        return _words_near_best(judged)
    if trend(camera.focus_history) is Trend.RISING:
        return "keep turning", "It gets sharper."
    return "turn back", "You passed the best."


def _words_without_eye(*, mouse_in: bool) -> tuple[str, str]:
    if mouse_in:
        return "wait", "The eye is shut or moves."
    return "put the mouse in", "No open eye is seen."


def _words_near_best(judged: Outcome) -> tuple[str, str]:
    if judged > Outcome.PASS:
        return "keep turning", "The best so far is not sharp enough yet."
    return "hold", "As sharp as at its best: fasten the lock screw."


def _bar_outcome(share: float | None, judged: Outcome) -> Outcome:
    if share is None or judged is Outcome.NOT_SET:
        return Outcome.NOT_SET
    return max(Outcome.PASS if share >= GOOD_SHARE else Outcome.WARNING, judged)


def _bar(share: float | None, outcome: Outcome) -> BarPicture:
    good = GOOD_SHARE / _BAR_END
    zones = (Zone(0.0, good, Outcome.WARNING), Zone(good, 1.0, Outcome.PASS))
    best = (Tick(1 / _BAR_END, "best so far", thick=True),)
    fill = None if share is None else share / _BAR_END
    return BarPicture(fill, outcome, zones, best)


def _history(
    history: Sequence[tuple[float, FocusReading]],
    reading: FocusReading | None,
    outcome: Outcome,
) -> HistoryPicture:
    best = reading.best_score if reading else 0.0
    points = tuple((seconds, each.score) for seconds, each in history)
    return HistoryPicture(points, best, GOOD_SHARE * best, outcome)


def _mean_between(
    history: Sequence[tuple[float, FocusReading]], start: float, end: float
) -> float | None:
    scores = [each.score for seconds, each in history if start < seconds <= end]
    return sum(scores) / len(scores) if scores else None
