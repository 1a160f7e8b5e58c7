"""Pictures of what the gate found: one for each check, where people would rather look.

>>> from camsetup.cameraqc.figures import save_figures
>>> save_figures(report, folder)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.cameraqc.figures.brightness import draw_brightness
from camsetup.cameraqc.figures.dropped_frames import draw_dropped_frames
from camsetup.cameraqc.figures.focus import draw_focus
from camsetup.cameraqc.figures.intervals import (
    draw_camera_times,
    draw_framerate,
)
from camsetup.cameraqc.figures.pin_state import draw_pin_state
from camsetup.cameraqc.figures.position import draw_position
from camsetup.cameraqc.figures.rendering import png, svg
from camsetup.cameraqc.figures.sheet import Title
from camsetup.cameraqc.figures.timestamps import draw_timestamps
from camsetup.cameraqc.figures.wheel_alignment import draw_wheel_alignment
from camsetup.cameraqc.wording import Headline, as_sentence, headline
from camsetup.domain.verdict import Outcome
from camsetup.profiles.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.figure import Figure

    from camsetup.cameraqc.reports import CameraReport, SessionReport
    from camsetup.cameraqc.results import Result

__all__ = ["draw", "png", "save_figures", "svg"]

#: The header's rate and size are one number each: there is nothing to look at.
_DRAWERS: dict[str, Callable[..., Figure | None]] = {
    "brightness": draw_brightness,
    "camera_times": draw_camera_times,
    "dropped_frames": draw_dropped_frames,
    "focus": draw_focus,
    "framerate": draw_framerate,
    "pin_state": draw_pin_state,
    "position": draw_position,
    "timestamps": draw_timestamps,
    "wheel_alignment": draw_wheel_alignment,
}


def save_figures(report: SessionReport, folder: Path) -> list[Path]:
    """Write ``<camera>_<check>.png`` for each check that has something to see.

    Raises
    ------
    InputError
        When the folder cannot be written to.
    """
    written = []
    for camera in report.cameras.values():
        for check in camera.results:
            figure = draw(camera, check)
            if figure is not None:
                path = folder / f"{camera.camera}_{check}.png"
                write_atomically(path, png(figure))
                written.append(path)
    return written


def draw(report: CameraReport, check: str) -> Figure | None:
    """Draw one check of a camera; None where there is nothing to see.

    What could not be judged gets no picture: an empty one would look like a fault,
    and the reason is in the result's words.
    """
    result, evidence = report.results.get(check), report.evidence
    drawer = _DRAWERS.get(check)
    if result is None or evidence is None or drawer is None:
        return None
    if result.outcome is Outcome.NOT_SET:
        return None
    return drawer(_title(report, check, result), result, evidence)


def _title(report: CameraReport, check: str, result: Result) -> Title:
    """Say what was found; where strict mode judges otherwise, that."""
    said = headline(check, result, report.evidence)
    judged_by = "session gate"
    for difference in report.differences:
        if difference.check == check:
            said = Headline(as_sentence(difference.message), "")
            judged_by = f"judged strictly; session gate: {difference.gate.name}"
    return Title(report.camera, check, result.outcome, said, judged_by)
