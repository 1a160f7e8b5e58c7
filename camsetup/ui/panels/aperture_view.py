"""What the aperture panel says: open, close or hold, on a scale of four zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, step_state
from camsetup.ui.parts.bar import BarPicture, Tick, Zone
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from camsetup.analysis.inspection import ExposureReading
    from camsetup.domain.rig import ApertureTarget
    from camsetup.session.state import CameraState

#: Where the four limits stand on the bar: the zones are equally easy to read,
#: though the limits lie between 0.2 and 12 %.
_PLACES = (0.0, 0.14, 0.32, 0.72, 0.88, 1.0)
_ALL = 100.0


@dataclass(frozen=True, slots=True)
class ApertureView:
    """The aperture of one camera as written on screen.

    ``icon`` is what the lens has to do: "farther" opens, "closer" closes.
    """

    headline: str
    icon: str
    judged: Outcome
    message: str
    remedy: str
    mouse: str
    frame: str
    clipped: str
    bar: BarPicture


def aperture_view(camera: CameraState) -> ApertureView:
    """Return what to show of a camera's aperture."""
    step = step_state(camera, Step.APERTURE)
    target = camera.role.target.aperture
    reading = camera.inspection.exposure if camera.inspection else None
    percent = reading.mouse_percent if reading else None
    headline, icon = _words(percent, target, step.outcome)
    if step.outcome is Outcome.NOT_SET and _mouse_is_missing(camera):
        headline = "put the mouse in"
    return ApertureView(
        headline=headline,
        icon=icon,
        judged=step.outcome,
        message=step.message,
        remedy=step.remedy,
        mouse=number_text(percent, "%", limits=_limits(target)),
        frame=number_text(_bright(reading), "%"),
        clipped=number_text(reading.clipped_percent if reading else None, "%"),
        bar=aperture_bar(percent, target, step.outcome),
    )


def aperture_bar(
    percent: float | None, target: ApertureTarget, judged: Outcome
) -> BarPicture:
    """Return the meter: zones and limits, and the bar up to the reading."""
    limits = _limits(target)
    fail, warning, passed = Outcome.FAIL, Outcome.WARNING, Outcome.PASS
    meaning = (fail, warning, passed, warning, fail)
    zones = tuple(
        Zone(_PLACES[i], _PLACES[i + 1], outcome) for i, outcome in enumerate(meaning)
    )
    ticks = tuple(
        Tick(place, f"{limit:g}")
        for place, limit in zip(_PLACES[1:-1], limits[1:-1], strict=True)
    )
    fill = None if percent is None else _place(percent, limits)
    return BarPicture(fill, judged, zones, ticks)


def _place(percent: float, limits: tuple[float, ...]) -> float:
    """Return where a reading stands on the bar, linear within each zone."""
    for i in range(len(limits) - 1):
        low, high = limits[i], limits[i + 1]
        if percent < high:
            share = (percent - low) / (high - low)
            return _PLACES[i] + share * (_PLACES[i + 1] - _PLACES[i])
    return 1.0


def _limits(target: ApertureTarget) -> tuple[float, ...]:
    amber, green = target.amber_percent, target.green_percent
    return (0.0, amber[0], green[0], green[1], amber[1], _ALL)


def _words(
    percent: float | None, target: ApertureTarget, judged: Outcome
) -> tuple[str, str]:
    if percent is None or judged is Outcome.NOT_SET:
        return "not judged", "not-judged"
    low, high = target.green_percent
    # Views without an eye pass with less; a verdict lags behind the meter.
    if judged is Outcome.PASS or low <= percent <= high:
        return "hold", "pass"
    return ("close", "closer") if percent > high else ("open", "farther")


def _mouse_is_missing(camera: CameraState) -> bool:
    outline, inspection = camera.outline, camera.inspection
    sees_eyes = outline is not None and outline.region("eye") is not None
    return sees_eyes and inspection is not None and not inspection.mouse_in


def _bright(reading: ExposureReading | None) -> float | None:
    return reading.bright_percent if reading else None
