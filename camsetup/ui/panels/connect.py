"""Step 1: where the frames come from, whether they come, and how many are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from camsetup.session.steps import Step, step_state
from camsetup.ui.look.theme import GRID
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import OutcomeLabel
from camsetup.ui.parts.pace import COUNTERS_MS
from camsetup.ui.parts.text import ElidedLabel
from camsetup.ui.parts.wording import NO_NUMBER

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_FACTS = ("Source", "Serial", "Model", "State")
_COUNTERS = ("dropped", "incomplete", "not displayed")
_RECORDINGS = (
    "Recordings (*.mp4 *.avi *.mkv *.mov *.npy *.png *.jpg *.jpeg *.tif *.tiff *.bmp)"
)
_COUNTER_HINTS = {
    "dropped": "Gaps in the camera's own frame numbers: these frames are lost.",
    "incomplete": "Frames that came with rows missing.",
    "not displayed": "Skipped on purpose: the window shows 30 a second.",
}


def connection_facts(camera: CameraState) -> dict[str, str]:
    """Return what is known of the source, by what it is called on screen."""
    found = camera.description
    return {
        "Source": camera.address,
        "Serial": (found.serial if found else "") or camera.role.serial or NO_NUMBER,
        "Model": (found.model if found else "") or NO_NUMBER,
        "State": camera.phase.value,
    }


def choose_recording(parent: QWidget) -> str:
    """Ask for a video, a stack or an image; empty when the user changes their mind."""
    path, _ = QFileDialog.getOpenFileName(parent, "Open recording", "", _RECORDINGS)
    return path


def choose_folder(parent: QWidget) -> str:
    """Ask for a folder of images; empty when the user changes their mind."""
    return QFileDialog.getExistingDirectory(parent, "Open image folder")


class ConnectPanel(QWidget):
    """Shows the source of a camera and lets another one be chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._outcome = OutcomeLabel()
        self._facts = {name: ElidedLabel() for name in _FACTS}
        self._advice = Advice()
        self._counters = {
            name: Digits("0000000", interval_ms=COUNTERS_MS) for name in _COUNTERS
        }
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show a camera's source, state and counters."""
        self._role = camera.role.name
        for name, text in connection_facts(camera).items():
            self._facts[name].show_text(text)
        judged = step_state(camera, Step.CONNECT)
        self._outcome.show_outcome(judged.outcome)
        self._advice.show_advice(judged.message, judged.remedy)
        for name, digits in self._counters.items():
            count = getattr(camera.counters, name.replace(" ", "_"))
            digits.show_number(str(count))

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(caption("Connection"), None, self._outcome))
        layout.addLayout(self._facts_grid())
        layout.addWidget(self._advice)
        layout.addLayout(self._sources())
        layout.addLayout(self._counters_grid())
        layout.addStretch(1)

    def _facts_grid(self) -> QGridLayout:
        grid = _grid()
        for place, (name, value) in enumerate(self._facts.items()):
            grid.addWidget(caption(name), place, 0)
            grid.addWidget(value, place, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _sources(self) -> QVBoxLayout:
        sources = column()
        recording = button("Open recording…", self._on_recording_wanted)
        folder = button("Open folder…", self._on_folder_wanted)
        simulator = button("Use simulator", self._on_simulator_wanted)
        again = button("Try again", self._on_retry_wanted)
        sources.addLayout(row(recording, again, None))
        sources.addLayout(row(folder, simulator, None))
        return sources

    def _counters_grid(self) -> QGridLayout:
        grid = _grid()
        for place, (name, digits) in enumerate(self._counters.items()):
            title = caption(name.capitalize())
            title.setToolTip(_COUNTER_HINTS[name])
            grid.addWidget(title, place, 0)
            grid.addWidget(digits, place, 1, Qt.AlignmentFlag.AlignRight)
        again = button("Count again", self._on_recount_wanted)
        grid.addWidget(again, len(_COUNTERS), 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        return grid

    def _on_recording_wanted(self) -> None:
        self._open(choose_recording(self))

    def _on_folder_wanted(self) -> None:
        self._open(choose_folder(self))

    def _on_simulator_wanted(self) -> None:
        self._open("simulator")

    def _on_retry_wanted(self) -> None:
        self._session.reopen(self._role)

    def _on_recount_wanted(self) -> None:
        self._session.reset_counters(self._role)

    def _open(self, address: str) -> None:
        if address:
            self._session.reopen(self._role, address)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GRID)
    return grid
