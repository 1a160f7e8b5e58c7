"""One camera in the midst of its work, and a session that notes what it is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PyQt6.QtWidgets import QAbstractButton, QLabel

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
from camsetup.domain.frame import Size
from camsetup.domain.outline import Line, Outline, Region
from camsetup.domain.pose import Pose
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings, Range, Trigger
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.state import CameraState, Counters, Phase, RigState
from camsetup.sources.base import CameraDescription, Knob
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.text import ElidedLabel

SIZE = Size(1280, 1024)
ASKED = CameraSettings(
    width_px=1280,
    height_px=1024,
    rate_hz=60.0,
    exposure_us=6000.0,
    gain_db=0.0,
    gamma=1.0,
    trigger=Trigger.OFF,
)
KNOBS = (
    Knob("dx", "Pan", "px", Range(-192, 192, 0.5), 40.0),
    Knob("dy", "Tilt", "px", Range(-192, 192, 0.5), -12.0),
    Knob("roll", "Roll", "°", Range(-12, 12, 0.1), 1.5),
    Knob("zoom", "Distance", "×", Range(0.85, 1.18, 0.005), 1.03),
    Knob("defocus", "Focus ring", "px", Range(0, 8, 0.1), 1.5),
    Knob("aperture", "Aperture", "×", Range(0.1, 6, 0.05), 1.2),
    Knob("mouse", "Mouse", "", Range(0, 1, 1), 1.0),
    Knob("drop_every", "Drop every", "frames", Range(0, 1000, 1), 0.0),
    Knob("stall", "Stall", "", Range(0, 1, 1), 0.0),
)


class NotingSession:
    """Stands in for a session: every command is noted, none is carried out."""

    def __init__(self, state: RigState, picture: np.ndarray | None = None):
        self.state = state
        self.picture = picture
        self.told: list[tuple] = []

    def mean_picture(self, role):
        return self.picture

    def __getattr__(self, command):
        if command.startswith("_"):
            raise AttributeError(command)
        return lambda *arguments, **named: self.told.append(
            (command, *arguments, *named.values())
        )


def an_outline() -> Outline:
    points = np.array([[300.0, 700.0], [600.0, 640.0], [900.0, 700.0]])
    eye = Region("eye", np.array([[500.0, 300.0], [660.0, 300.0], [580.0, 420.0]]))
    return Outline("recording-left", SIZE, (Line("wheel", points),), (eye,), 1.5)


def corrections(pan=14.0, tilt=3.0, roll=0.2, distance=0.4) -> tuple[Correction, ...]:
    """Return corrections as the inspector would, worst first."""
    each = (
        Correction(Axis.PAN, Move.PAN_LEFT, pan, "px", 12.8, 180.0),
        Correction(Axis.TILT, Move.TILT_UP, tilt, "px", 12.8, 270.0),
        Correction(Axis.ROLL, Move.ROLL_CLOCKWISE, roll, "°", 0.5),
        Correction(Axis.DISTANCE, Move.CLOSER, distance, "%", 1.5),
    )
    return tuple(sorted(each, key=lambda one: -one.severity))


def a_focus(score=0.46, best=0.5, blur_px=1.4, eye_found=True) -> FocusReading:
    return FocusReading(score, blur_px, (500, 300, 160, 160), eye_found, best)


def an_exposure(mouse_percent=3.4, mouse=True) -> ExposureReading:
    levels = np.arange(256)
    frame = (9000 * np.exp(-(((levels - 75) / 40) ** 2)) + 60).astype(np.int64)
    frame[255] = 14000
    on_mouse = (900 * np.exp(-(((levels - 120) / 50) ** 2))).astype(np.int64)
    return ExposureReading(
        frame_histogram=frame,
        mouse_histogram=on_mouse if mouse else None,
        clipped_percent=1.1,
        bright_percent=7.8,
        mouse_percent=mouse_percent if mouse else None,
        mouse_median=118.0 if mouse else None,
        roi_mean=71.2,
    )


CHECKS = (
    CheckResult(
        "position",
        Outcome.WARNING,
        14.2,
        "px",
        (None, 12.8),
        "The rig is 14 px left, 3 px high; 13 px, 0.5° and 1.5 % pass.",
        "Pan the camera left by 14 px.",
    ),
    CheckResult("focus", Outcome.PASS, 1.4, "px", (None, 1.8), "Blur is 1.4 px."),
    CheckResult(
        "saturation",
        Outcome.PASS,
        3.4,
        "%",
        (1.0, 7.0),
        "3.4 % of the mouse is saturated; 1 to 7 % passes.",
    ),
    CheckResult("brightness", Outcome.PASS, 71.2, "", (40, 200), "Mean is 71."),
    CheckResult("framerate", Outcome.PASS, 60.0, "Hz", (59.4, 60.6), "60.0 Hz."),
    CheckResult(
        "dropped_frames",
        Outcome.FAIL,
        3.0,
        "",
        (None, 0.0),
        "3 frames are missing.",
        "Give each camera a USB 3 controller of its own.",
    ),
    CheckResult("incomplete_frames", Outcome.PASS, 0.0, "", (None, 0.0), "None."),
    CheckResult("resolution", Outcome.PASS, 1280.0, "px", (1280, 1280), "1280×1024."),
    CheckResult("settings", Outcome.NOT_SET, None, "", (None, 0.0), "Not read back."),
)


def an_inspection(**changes) -> Inspection:
    whole = Inspection(
        revision=1,
        frame_id=100,
        checks=CHECKS,
        alignment=Alignment(True, Pose(-14.2, -3.0, 0.2, 0.996), 15.0, 71.0, 0.9),
        corrections=corrections(),
        focus=a_focus(),
        exposure=an_exposure(),
        timing=TimingReading(60.0, 120.0, 1000, 3, 0),
        mouse_in=True,
    )
    return replace(whole, **changes)


def judged(key: str, outcome: Outcome, remedy: str = "") -> tuple[CheckResult, ...]:
    """Return all checks, one of them with another outcome."""
    return tuple(
        replace(check, outcome=outcome, remedy=remedy) if check.key == key else check
        for check in CHECKS
    )


def a_camera(**changes) -> CameraState:
    whole = CameraState(
        role=CameraRole("left", SIZE, 60.0, "recording-left", "15322923"),
        address="simulator?dx=40",
        phase=Phase.STREAMING,
        description=CameraDescription("SIM-0001", "Simulated Chameleon3", knobs=KNOBS),
        asked=ASKED,
        got=ASKED,
        outline=an_outline(),
        counters=Counters(10000, 3, 1, 5012),
        inspection=an_inspection(),
        focus_history=tuple(
            (100 + i / 10, a_focus(score=0.2 + 0.003 * i)) for i in range(100)
        ),
    )
    return replace(whole, **changes)


def texts(widget) -> list[str]:
    """Return every text and number that a widget shows."""
    labels = [*widget.findChildren(QLabel), *widget.findChildren(ElidedLabel)]
    numbers = widget.findChildren(Digits)
    return [each.text() for each in (*labels, *numbers) if each.isVisibleTo(widget)]


def press(widget, text: str) -> None:
    """Press the button that says this."""
    named = [b for b in widget.findChildren(QAbstractButton) if b.text() == text]
    assert len(named) == 1, [b.text() for b in widget.findChildren(QAbstractButton)]
    assert named[0].isEnabled(), text
    named[0].click()
