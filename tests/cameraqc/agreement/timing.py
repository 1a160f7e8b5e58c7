"""The checks of timing, headers and wheel, beside ibllib's answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cameraqc.agreement.comparison import died
from camsetup.cameraqc.cameras import EXPECTED_VIDEOS, ExpectedVideo, RigKind
from camsetup.cameraqc.checks.frame_data import check_dropped_frames, check_pin_state
from camsetup.cameraqc.checks.headers import check_file_headers, check_resolution
from camsetup.cameraqc.checks.timing import (
    check_camera_times,
    check_framerate,
    check_timestamps,
)
from camsetup.cameraqc.checks.wheel_alignment import check_wheel_alignment
from camsetup.domain.frame import Size

if TYPE_CHECKING:
    import numpy as np

    from camsetup.cameraqc.evidence import Wheel

#: A period is told to the millisecond.
PERIOD_S = 0.001_01


@dataclass(frozen=True)
class Inputs:
    """What the checks of the timing are called with."""

    camera: str
    expected: ExpectedVideo | None = None
    length: int | None = None
    rate_hz: float | None = None
    size: Size | None = None
    timestamps: np.ndarray | None = None
    count: np.ndarray | None = None
    pin_state: np.ndarray | None = None
    audio: np.ndarray | None = None
    camera_times: np.ndarray | None = None
    bonsai_times: np.ndarray | None = None
    wheel: Wheel | None = None
    motion_energy: np.ndarray | None = None

    def check(self, name, **options):
        length = self.length
        return {
            "camera_times": lambda: check_camera_times(
                self.camera_times, self.bonsai_times, length
            ),
            "dropped_frames": lambda: check_dropped_frames(self.count, length),
            "file_headers": lambda: check_file_headers(self.rate_hz, self.expected),
            "framerate": lambda: check_framerate(self.timestamps, self.expected),
            "pin_state": lambda: check_pin_state(self.pin_state, self.audio, length),
            "resolution": lambda: check_resolution(self.size, self.expected),
            "timestamps": lambda: check_timestamps(self.timestamps, length),
            "wheel_alignment": lambda: check_wheel_alignment(
                self.camera, self.timestamps, self.wheel, self.motion_energy, **options
            ),
        }[name]()


def compare_checks(expected, inputs, comparison):
    """Compare everything that ``expected`` of arrays and wheels may hold."""
    expected = dict(expected)
    if "wheel_period" in expected:
        period = expected.pop("wheel_period")
        ours = inputs.wheel and inputs.wheel.period
        comparison.equal(
            "wheel_period", None if died(period) else period, ours, PERIOD_S
        )
    for key, answer in expected.pop("other_tolerances", {}).items():
        comparison.judged(
            f"wheel_alignment within {key}",
            answer,
            lambda key=key: inputs.check("wheel_alignment", tolerance=json.loads(key)),
        )
    for name, answer in expected.items():
        comparison.judged(name, answer, lambda name=name: inputs.check(name))


def expected_video(case):
    """Return how the video should be: the IBL's table, under what the case says."""
    kind, own = case.get("type"), case.get("expected_meta") or {}
    table = EXPECTED_VIDEOS.get((RigKind(kind), case["camera"])) if kind else None
    rate_hz = own.get("fps", table and table.rate_hz)
    width = own.get("width", table and table.size.width)
    height = own.get("height", table and table.size.height)
    size = None if None in (width, height) else Size(width, height)
    return ExpectedVideo(rate_hz, size)
