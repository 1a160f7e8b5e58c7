"""Which step of which camera is worked on."""

from __future__ import annotations

from PyQt6.QtCore import QObject, pyqtSignal

from camsetup.session.steps import Step


class Choice(QObject):
    """Holds the chosen step and camera, and tells when they change."""

    step_chosen = pyqtSignal(object)
    camera_chosen = pyqtSignal(str)

    def __init__(self, step: Step, camera: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._camera = camera

    @property
    def step(self) -> Step:
        """Return the step that is worked on."""
        return self._step

    @property
    def camera(self) -> str:
        """Return the camera that is worked on."""
        return self._camera

    def choose_step(self, step: Step) -> None:
        """Work on a step."""
        if step is not self._step:
            self._step = step
            self.step_chosen.emit(step)

    def choose_camera(self, camera: str) -> None:
        """Work on a camera."""
        if camera != self._camera:
            self._camera = camera
            self.camera_chosen.emit(camera)

    def next_step(self) -> None:
        """Work on the next step, if there is one."""
        self._move(1)

    def previous_step(self) -> None:
        """Work on the step before, if there is one."""
        self._move(-1)

    def _move(self, by: int) -> None:
        steps = list(Step)
        place = steps.index(self._step) + by
        self.choose_step(steps[min(max(place, 0), len(steps) - 1)])
