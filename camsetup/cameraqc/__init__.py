"""The session gate: CameraQC of the International Brain Laboratory, value by value.

A library of its own: it needs no camera, no screen, no network and no ibllib. What
it agrees with stands in IBL_QC.md; quirks that are reproduced name its paragraph.

    >>> from camsetup import cameraqc
    >>> report = cameraqc.run_session(folder)
    >>> report.outcome, report.cameras["left"].metrics
    >>> cameraqc.check_focus(frames, "left", references, threshold=(100, 6)).laplacian
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camsetup.cameraqc.cameras import ExpectedVideo, RigKind
    from camsetup.cameraqc.checks.brightness import check_brightness
    from camsetup.cameraqc.checks.face import find_face
    from camsetup.cameraqc.checks.focus import check_focus
    from camsetup.cameraqc.checks.frame_data import (
        check_dropped_frames,
        check_pin_state,
    )
    from camsetup.cameraqc.checks.headers import check_file_headers, check_resolution
    from camsetup.cameraqc.checks.position import check_position
    from camsetup.cameraqc.checks.timing import (
        check_camera_times,
        check_framerate,
        check_timestamps,
    )
    from camsetup.cameraqc.checks.wheel_alignment import check_wheel_alignment
    from camsetup.cameraqc.evidence import Evidence, VideoProperties, Wheel
    from camsetup.cameraqc.gate import Mode, Options, run_camera, run_session
    from camsetup.cameraqc.loading import load_evidence
    from camsetup.cameraqc.raw.video import read_properties, read_video, sample_indices
    from camsetup.cameraqc.references import find_references, load_references
    from camsetup.cameraqc.reports import CameraReport, SessionReport
    from camsetup.cameraqc.wheel.period import get_active_wheel_period
    from camsetup.domain.frame import Size
    from camsetup.domain.verdict import Outcome

__all__ = [
    "CameraReport",
    "Evidence",
    "ExpectedVideo",
    "Mode",
    "Options",
    "Outcome",
    "RigKind",
    "SessionReport",
    "Size",
    "VideoProperties",
    "Wheel",
    "check_brightness",
    "check_camera_times",
    "check_dropped_frames",
    "check_file_headers",
    "check_focus",
    "check_framerate",
    "check_pin_state",
    "check_position",
    "check_resolution",
    "check_timestamps",
    "check_wheel_alignment",
    "find_face",
    "find_references",
    "get_active_wheel_period",
    "load_evidence",
    "load_references",
    "read_properties",
    "read_video",
    "run_camera",
    "run_session",
    "sample_indices",
]

#: Where each name lives. They are imported when first asked for, because the window
#: needs a few of them and must be on the screen within a second.
_HOMES = {
    "cameras": ("ExpectedVideo", "RigKind", "Size"),
    "checks.brightness": ("check_brightness",),
    "checks.face": ("find_face",),
    "checks.focus": ("check_focus",),
    "checks.frame_data": ("check_dropped_frames", "check_pin_state"),
    "checks.headers": ("check_file_headers", "check_resolution"),
    "checks.position": ("check_position",),
    "checks.timing": ("check_camera_times", "check_framerate", "check_timestamps"),
    "checks.wheel_alignment": ("check_wheel_alignment",),
    "evidence": ("Evidence", "VideoProperties", "Wheel"),
    "gate": ("Mode", "Options", "run_camera", "run_session"),
    "loading": ("load_evidence",),
    "raw.video": ("read_properties", "read_video", "sample_indices"),
    "references": ("find_references", "load_references"),
    "reports": ("CameraReport", "Outcome", "SessionReport"),
    "wheel.period": ("get_active_wheel_period",),
}


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"camsetup.cameraqc has no {name}")


def __dir__() -> list[str]:
    """Name everything that can be imported from here."""
    return __all__
