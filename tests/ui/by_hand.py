"""Rigs, cameras and frames made by hand, and a session that has no threads."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from dataclasses import replace

import numpy as np

from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.inspection import (
    Axis,
    Correction,
    ExposureReading,
    FocusReading,
    Inspection,
    Move,
    TimingReading,
)
from camsetup.domain.frame import Frame, Size, Stamp
from camsetup.domain.outline import Line, Outline, Region
from camsetup.domain.pose import Pose
from camsetup.domain.rig import CameraRole, Rig
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.state import CameraState, Phase, RigState
from camsetup.sources.base import CameraDescription

FULL = Size(1280, 1024)
HALF = Size(640, 512)


def a_frame(size: Size = FULL, level: int = 90, number: int = 0) -> Frame:
    pixels = np.full((size.height, size.width), level, np.uint8)
    return Frame.seal(pixels, Stamp(number, 0, time.monotonic_ns()))


def an_outline(size: Size = FULL) -> Outline:
    x, y = size.width, size.height
    line = Line("bar", np.array([[0.1 * x, 0.5 * y], [0.9 * x, 0.5 * y]]))
    square = np.array([[0.4, 0.2], [0.6, 0.2], [0.6, 0.4], [0.4, 0.4]]) * (x, y)
    return Outline("by-hand", size, (line,), (Region("mouse", square),))


PAN_LEFT = Correction(Axis.PAN, Move.PAN_LEFT, 42.0, "px", 12.8, 180.0)


def an_inspection(position: Outcome = Outcome.PASS, **changes) -> Inspection:
    grey = np.zeros(256, np.int64)
    grey[90] = 1000
    checks = tuple(
        CheckResult(key, outcome, 1.0, unit, (None, 2.0), f"{key} found", f"do {key}")
        for key, outcome, unit in (
            ("position", position, "px"),
            ("focus", Outcome.PASS, "px"),
            ("saturation", Outcome.PASS, "%"),
            ("brightness", Outcome.PASS, ""),
            ("framerate", Outcome.PASS, "Hz"),
            ("dropped_frames", Outcome.PASS, "frames"),
            ("incomplete_frames", Outcome.PASS, "frames"),
            ("resolution", Outcome.PASS, "px"),
            ("settings", Outcome.PASS, ""),
        )
    )
    inspection = Inspection(
        revision=0,
        frame_id=1,
        checks=checks,
        alignment=Alignment(True, Pose(3.0, 1.0, 0.1, 1.0), 3.0, 88.0, 0.9),
        corrections=(PAN_LEFT,) if position > Outcome.PASS else (),
        focus=FocusReading(0.46, 1.2, (600, 300, 100, 80), True, 0.5),
        exposure=ExposureReading(grey, grey, 0.1, 0.2, 3.5, 90.0, 90.0),
        timing=TimingReading(60.04, 20.0, 100),
        mouse_in=True,
    )
    return replace(inspection, **changes)


def a_camera(name: str = "left", size: Size = FULL, **changes) -> CameraState:
    role = CameraRole(name, size, 60.0, "by-hand", "15322923")
    camera = CameraState(
        role,
        "simulator",
        phase=Phase.STREAMING,
        description=CameraDescription("15322923", "by hand"),
        outline=an_outline(size),
        inspection=an_inspection(),
    )
    return replace(camera, **changes)


def a_rig(*cameras: CameraState) -> RigState:
    roles = tuple(camera.role for camera in cameras)
    return RigState(Rig("by-hand", "Rig by hand", roles), cameras)


def three_cameras() -> RigState:
    return a_rig(a_camera("left"), a_camera("right", HALF), a_camera("body", HALF))


class StillSession:
    """Has a state that tests replace, frames that they put in, and notes commands."""

    def __init__(self, state: RigState):
        self.state = state
        self.frames: defaultdict[str, deque[Frame]] = defaultdict(deque)
        self.told: list[tuple] = []
        self.closed = False
        self.picture: np.ndarray | None = None

    def change(self, name: str, **changes) -> None:
        cameras = tuple(
            replace(camera, **changes) if camera.role.name == name else camera
            for camera in self.state.cameras
        )
        self.state = replace(self.state, cameras=cameras)

    def change_rig(self, **changes) -> None:
        self.state = replace(self.state, **changes)

    def take_frame(self, role: str) -> Frame | None:
        assert not self.closed, "a frame was taken from a closed session"
        return self.frames[role].popleft() if self.frames[role] else None

    def take_candidate_frame(self, serial: str) -> Frame | None:
        return self.frames[serial].popleft() if self.frames[serial] else None

    def mean_picture(self, role: str) -> np.ndarray | None:
        return self.picture

    def close(self) -> None:
        self.closed = True

    def __getattr__(self, command: str):
        if command.startswith("_"):
            raise AttributeError(command)
        return lambda *arguments, **named: self.told.append(
            (command, *arguments, *named.values())
        )
