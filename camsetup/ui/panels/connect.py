"""Step 1: which camera it is, whether its frames come, and how many are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, step_state
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.binding.panel import BindingPanel
from camsetup.ui.panels.binding.view import absent_drivers
from camsetup.ui.panels.mistake import MistakeAdvice
from camsetup.ui.parts.advice import Advice, Caution
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.fold import Fold
from camsetup.ui.parts.labels import OutcomeLabel
from camsetup.ui.parts.pace import COUNTERS_MS
from camsetup.ui.parts.text import ElidedLabel, Paragraph
from camsetup.ui.parts.wording import NO_NUMBER

if TYPE_CHECKING:
    from PyQt6.QtGui import QHideEvent, QShowEvent

    from camsetup.session.session import Session
    from camsetup.session.state import CameraState, RigState

_FACTS = ("Source", "Serial", "Model", "State")
_COUNTERS = ("dropped", "incomplete", "not displayed", "interruptions")
_RECORDINGS = (
    "Recordings (*.mp4 *.avi *.mkv *.mov *.npy *.png *.jpg *.jpeg *.tif *.tiff *.bmp)"
)
_COUNTER_HINTS = {
    "dropped": "Gaps in the camera's own frame numbers: these frames are lost.",
    "incomplete": "Frames that came with rows missing.",
    "not displayed": "Skipped on purpose: the window shows 30 a second.",
    "interruptions": "How often the frames broke off. What was lost then is not "
    "counted as dropped.",
}


def connection_facts(camera: CameraState) -> dict[str, str]:
    """Return what is known of the source, by what it is called on screen."""
    found = camera.description
    return {
        "Source": NO_NUMBER if camera.unbound else camera.address,
        "Serial": (found.serial if found else "") or camera.role.serial or NO_NUMBER,
        "Model": (found.model if found else "") or NO_NUMBER,
        "State": "no camera" if camera.unbound else camera.phase.value,
    }


def choose_recording(parent: QWidget) -> str:
    """Ask for a video, a stack or an image; empty when the user changes their mind."""
    path, _ = QFileDialog.getOpenFileName(parent, "Open recording", "", _RECORDINGS)
    return path


def choose_folder(parent: QWidget) -> str:
    """Ask for a folder of images; empty when the user changes their mind."""
    return QFileDialog.getExistingDirectory(parent, "Open image folder")


def further_remarks(camera: CameraState) -> str:
    """Return what will hurt later, beyond what the step itself says.

    Of a camera that cannot be used now it would be old, and beside the point.
    """
    if camera.description is None or camera.problem is not None:
        return ""
    remarks = camera.description.remarks
    said = step_state(camera, Step.CONNECT).message
    others = (each for each in remarks if each.message != said)
    return "\n".join(f"{each.message} {each.remedy}".strip() for each in others)


class ConnectPanel(QWidget):
    """Shows the camera of a role and lets another one be chosen.

    As long as it is seen, cameras are looked for.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._outcome = OutcomeLabel()
        self._facts = {name: ElidedLabel() for name in _FACTS}
        self._advice = Advice()
        self._remarks = Caution()
        self._mistake = MistakeAdvice(self._on_swap_wanted)
        self._binding = BindingPanel(session)
        self._drivers = Paragraph(tone=Tone.DIM, size=Text.SMALL)
        self._drivers_fold = Fold("", self._drivers, opened=False)
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
        # Of a camera that sends frames the facts beneath say it all.
        self._advice.setVisible(judged.outcome is not Outcome.PASS)
        self._advice.show_advice(judged.message, judged.remedy)
        self._remarks.show_text(further_remarks(camera))
        self._mistake.show_camera(camera, said=judged.message)
        for name, digits in self._counters.items():
            count = getattr(camera.counters, name.replace(" ", "_"))
            digits.show_number(str(count))

    def show_rig(self, state: RigState) -> None:
        """Show which cameras there are."""
        self._binding.show_rig(state, self._role)
        self._drivers.setText(absent_drivers(state))
        names = ", ".join(each.name for each in state.absent)
        self._drivers_fold.setText(f"Not ready here: {names}")
        self._drivers_fold.setVisible(bool(names))

    @override
    def showEvent(self, event: QShowEvent | None) -> None:
        """Begin to look for cameras."""
        super().showEvent(event)
        self._session.look_for_cameras(on=True)

    @override
    def hideEvent(self, event: QHideEvent | None) -> None:
        """Look for cameras no more: it costs a driver's time."""
        self._session.look_for_cameras(on=False)
        super().hideEvent(event)

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(caption("Connection"), None, self._outcome))
        layout.addWidget(self._advice)
        layout.addWidget(self._mistake)
        layout.addWidget(self._remarks)
        layout.addLayout(self._facts_grid())
        layout.addWidget(self._binding)
        layout.addLayout(self._counters_grid())
        layout.addLayout(self._sources())
        layout.addLayout(_tight(self._drivers_fold, self._drivers))
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
        sources.addWidget(caption("Source"))
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

    def _on_swap_wanted(self, other: str) -> None:
        self._session.swap(self._role, other)

    def _open(self, address: str) -> None:
        if address:
            self._session.reopen(self._role, address)


def _tight(*widgets: QWidget) -> QVBoxLayout:
    layout = column(spacing=0)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(GRID // 2)
    return grid
