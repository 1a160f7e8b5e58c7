"""The left side: the steps with the state of each, and the cameras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from camsetup.domain.verdict import Outcome, worst
from camsetup.session.steps import Step, step_state
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.pages.step_row import StepRow
from camsetup.ui.parts.labels import label

if TYPE_CHECKING:
    from camsetup.session.state import CameraState, RigState


class StepList(QWidget):
    """Shows how far each step of one camera is, and how each camera is doing."""

    step_chosen = pyqtSignal(object)
    camera_chosen = pyqtSignal(str)

    def __init__(self, state: RigState) -> None:
        super().__init__()
        self._steps = {
            step: StepRow(step.title, str(number))
            for number, step in enumerate(Step, start=1)
        }
        self._cameras = {
            camera.role.name: StepRow(camera.role.name.capitalize(), icon="camera")
            for camera in state.cameras
        }
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        theme.lay_on(self, Surface.SURFACE)
        self._lay_out()
        self._connect()

    def show_choice(self, step: Step, camera: str) -> None:
        """Mark the step and the camera that are being worked on."""
        self._steps[step].setChecked(True)
        self._cameras[camera].setChecked(True)

    def show_state(self, state: RigState, camera: str) -> None:
        """Show the state of each step of a camera, and of each camera."""
        chosen = state.camera(camera)
        for step, row in self._steps.items():
            judged = step_state(chosen, step)
            row.show_outcome(judged.outcome, judged.remedy or judged.message)
        for each in state.cameras:
            self._cameras[each.role.name].show_outcome(steps_outcome(each))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.setSpacing(2)
        for row in self._steps.values():
            layout.addWidget(row)
        layout.addStretch(1)
        heading = label("Cameras", Text.SMALL, tone=Tone.DIM)
        heading.setContentsMargins(GRID, 0, 0, GRID // 2)
        layout.addWidget(heading)
        for row in self._cameras.values():
            layout.addWidget(row)
        self.setFixedWidth(theme.STEPS_WIDTH)

    def _connect(self) -> None:
        steps, cameras = self._groups
        for step, row in self._steps.items():
            steps.addButton(row)
            row.clicked.connect(lambda _checked, step=step: self.step_chosen.emit(step))
        for name, row in self._cameras.items():
            cameras.addButton(row)
            row.clicked.connect(
                lambda _checked, name=name: self.camera_chosen.emit(name)
            )


def steps_outcome(camera: CameraState) -> Outcome:
    """Return the worst outcome of a camera's steps; not judged while one is open."""
    outcomes = [
        step_state(camera, step).outcome for step in Step if step is not Step.SIGN_OFF
    ]
    found = worst(outcomes)
    if found <= Outcome.PASS and Outcome.NOT_SET in outcomes:
        return Outcome.NOT_SET
    return found
