"""The line on top: which rig, which cameras at which rate, and the one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from camsetup.ui.look import theme
from camsetup.ui.look.icons import IconView
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.wording import number_text

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QToolButton

    from camsetup.session.state import CameraState, RigState
    from camsetup.session.steps import Verdict


class Header(QWidget):
    """Shows the rig and the verdict; the menu button stands at its right end."""

    def __init__(self, state: RigState, menu: QToolButton) -> None:
        super().__init__()
        self._logo = IconView(3 * GRID)
        self._logo.show_icon("logo")
        self._rig = label(state.rig.title, bold=True)
        self._cameras = {
            camera.role.name: _CameraLine(camera) for camera in state.cameras
        }
        self._reason = label()
        self._verdict = OutcomeLabel(theme.HEADER_VERDICT)
        self._menu = menu
        theme.lay_on(self, Surface.SURFACE)
        self._lay_out()

    @property
    def verdict_text(self) -> str:
        """Return the verdict and its reason."""
        return f"{self._verdict.text}: {self._reason.text()}"

    def show_verdict(self, verdict: Verdict) -> None:
        """Show whether the rig is ready, and the one thing to do."""
        self._verdict.show_outcome(verdict.outcome, verdict.word)
        self._reason.setText(verdict.reason)
        self._reason.setToolTip(verdict.reason)

    def show_rates(self, state: RigState) -> None:
        """Show which cameras there are and how fast they run."""
        for camera in state.cameras:
            self._cameras[camera.role.name].show_camera(camera)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, 0, GRID, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._logo)
        layout.addWidget(self._rig)
        layout.addSpacing(GRID)
        for line in self._cameras.values():
            layout.addWidget(line)
            layout.addSpacing(GRID)
        self._reason.setWordWrap(True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._reason.setAlignment(right)
        policy = QSizePolicy.Policy
        self._reason.setSizePolicy(policy.Ignored, policy.Ignored)
        layout.addWidget(self._reason, 1)
        layout.addWidget(self._verdict)
        layout.addWidget(self._menu)
        self.setFixedHeight(theme.HEADER_HEIGHT)


class _CameraLine(QWidget):
    """A camera's role, serial number and measured rate, on two short lines."""

    def __init__(self, camera: CameraState) -> None:
        super().__init__()
        self._name = label(camera.role.name.upper(), Text.SMALL, bold=True)
        self._serial = label("", Text.SMALL, tone=Tone.DIM)
        self._rate = Digits("000.0", "Hz", size=Text.SMALL)
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self._name)
        first.addStretch(1)
        first.addWidget(self._rate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addLayout(first)
        layout.addWidget(self._serial)
        layout.addStretch(1)
        self.show_camera(camera)

    def show_camera(self, camera: CameraState) -> None:
        """Show the serial number and the measured rate."""
        self._serial.setText(_serial(camera))
        rate = camera.inspection.timing.rate_hz if camera.inspection else None
        self._rate.show_number(number_text(rate, "Hz"))


def _serial(camera: CameraState) -> str:
    """Return whose picture it is; a READY of a simulated camera is none of a rig."""
    found = camera.description
    if found is not None and found.knobs:
        return "simulated"
    return (found.serial if found else camera.role.serial) or "no serial"
