"""The right-hand side: one step's panel under its name and its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.session.steps import Step
from camsetup.ui.look.theme import GRID, Text
from camsetup.ui.panels.aperture import AperturePanel
from camsetup.ui.panels.check import CheckPanel
from camsetup.ui.panels.connect import ConnectPanel
from camsetup.ui.panels.focus import FocusPanel
from camsetup.ui.panels.position import PositionPanel
from camsetup.ui.panels.practice.panel import PracticePanel
from camsetup.ui.panels.settings import SettingsPanel
from camsetup.ui.panels.sign_off import SignOffPanel
from camsetup.ui.parts.arrangement import column, scrolling
from camsetup.ui.parts.digits import hurry_all
from camsetup.ui.parts.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.session.session import Session
    from camsetup.session.state import CameraState, RigState

    StepContent = (
        ConnectPanel
        | SettingsPanel
        | PositionPanel
        | FocusPanel
        | AperturePanel
        | CheckPanel
        | SignOffPanel
    )


class StepPanel(QWidget):
    """Shows one step of a camera, and beneath it the practice rig if there is one."""

    def __init__(
        self, step: Step, session: Session, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.step = step
        self._role = ""
        content = _PANELS[step](session)
        practice = PracticePanel(session, at_hand=_AT_HAND.get(step, ()))
        self._content, self._practice = content, practice
        layout = column(self, GRID)
        layout.addWidget(label(step.title, Text.VALUE, bold=True))
        layout.addSpacing(GRID)
        layout.addWidget(scrolling(content), 1)
        layout.addWidget(practice)

    def show_camera(self, camera: CameraState) -> None:
        """Show a camera in this step."""
        if camera.role.name != self._role:
            self._role = camera.role.name
            hurry_all(self)
        self._content.show_camera(camera)
        self._practice.show_camera(camera)

    def show_rig(self, state: RigState) -> None:
        """Show what a step says of the whole rig; after `show_camera`."""
        if isinstance(self._content, ConnectPanel):
            self._content.show_rig(state)


def step_panel(step: Step, session: Session) -> StepPanel:
    """Return the right-hand side of the window for a step."""
    return StepPanel(step, session)


#: The practice rig's knobs that each step is about.
_AT_HAND = {
    Step.POSITION: ("dx", "dy", "roll", "zoom"),
    Step.FOCUS: ("defocus", "mouse"),
    Step.APERTURE: ("aperture", "light", "mouse"),
}

_PANELS: dict[Step, Callable[[Session], StepContent]] = {
    Step.CONNECT: ConnectPanel,
    Step.SETTINGS: SettingsPanel,
    Step.POSITION: PositionPanel,
    Step.FOCUS: FocusPanel,
    Step.APERTURE: AperturePanel,
    Step.CHECK: CheckPanel,
    Step.SIGN_OFF: SignOffPanel,
}
