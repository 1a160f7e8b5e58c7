"""Step 2: every setting as asked and as got, locked against accidental change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QPushButton, QWidget

from camsetup.domain.settings import CameraSettings
from camsetup.session.state import Phase
from camsetup.session.steps import Step, step_state
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.setting_line import SettingLine
from camsetup.ui.panels.setting_rows import SETTING_NAMES, setting_rows
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.text import Paragraph

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_RIGHT = Qt.AlignmentFlag.AlignRight


class SettingsPanel(QWidget):
    """Shows the settings of a camera; what may be set by hand is locked at first.

    It locks itself again when another camera is shown.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._camera: CameraState | None = None
        self._outcome = OutcomeLabel()
        self._advice = Advice()
        self._notes = Paragraph(tone=Tone.DIM, size=Text.SMALL)
        self._lines = [SettingLine(self._on_set) for _ in SETTING_NAMES]
        self._again = button("Apply again (A)", self._on_apply_wanted, _APPLY_HINT)
        self._trigger_off = button("Trigger off (T)", self._on_trigger_off, _OFF_HINT)
        self._lock = _lock_button()
        self._keep = button("Keep in the camera", self._on_keep_wanted, _KEEP_HINT)
        self._lock.toggled.connect(self._on_lock_changed)
        theme.make_primary(self._again)
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show what is asked of a camera and what it does."""
        if camera.role.name != self._role:
            self._role = camera.role.name
            self._lock.setChecked(False)
        self._camera = camera
        judged = step_state(camera, Step.SETTINGS)
        self._outcome.show_outcome(judged.outcome)
        self._advice.show_advice(judged.message, judged.remedy)
        self._notes.setText("\n".join(setting_notes(camera)))
        self._trigger_off.setVisible(camera.phase is Phase.WAITING_FOR_TRIGGER)
        self._keep.setEnabled(camera.phase is Phase.STREAMING)
        self._show_rows(camera)

    def _show_rows(self, camera: CameraState) -> None:
        rows, unlocked = setting_rows(camera), self._lock.isChecked()
        for place, line in enumerate(self._lines):
            shown = rows[place] if place < len(rows) else None
            line.show_row(shown, unlocked=unlocked)
        self._keep.setVisible(unlocked)

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(caption("As asked"), None, self._outcome))
        layout.addWidget(self._advice)
        layout.addLayout(row(self._again, self._trigger_off, None))
        layout.addLayout(self._table())
        layout.addLayout(row(self._lock, self._keep, None))
        layout.addWidget(self._notes)
        layout.addStretch(1)

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(GRID // 2 + 2)
        table.setVerticalSpacing(GRID // 2 + 2)
        for place, title in ((2, "asked"), (3, "got")):
            table.addWidget(label(title, Text.SMALL, tone=Tone.DIM), 0, place, _RIGHT)
        for place, line in enumerate(self._lines, start=1):
            line.add_to(table, place)
        table.setColumnStretch(1, 1)
        return table

    def _on_apply_wanted(self) -> None:
        self._session.apply_profile(self._role)

    def _on_trigger_off(self) -> None:
        self._session.trigger_off(self._role)

    def _on_keep_wanted(self) -> None:
        self._session.keep_settings(self._role)

    def _on_set(self, name: str, value: float) -> None:
        settings = CameraSettings(**{name: value})  # type: ignore[arg-type]
        self._session.apply_settings(self._role, settings)

    def _on_lock_changed(self, unlocked: bool) -> None:
        self._lock.setText("Lock" if unlocked else "Unlock")
        if self._camera is not None:
            self._show_rows(self._camera)


def setting_notes(camera: CameraState) -> tuple[str, ...]:
    """Return what else is worth knowing of a camera's settings."""
    described = camera.description.notes if camera.description else ()
    notes = list(described)
    if camera.kept:
        notes.append(f"The camera keeps these settings without power ({camera.kept}).")
    if camera.by_hand and not camera.trigger_off:
        notes.append("* Asked for by hand; the rig file says otherwise.")
    if camera.trigger_off:
        notes.append("The trigger is off for set-up; the rig file has it on.")
    if camera.reapplied:
        times = "once" if camera.reapplied == 1 else f"{camera.reapplied} times"
        notes.append(f"Changed from outside, and set again {times}.")
    return tuple(notes)


def _lock_button() -> QPushButton:
    lock = QPushButton("Unlock")
    lock.setCheckable(True)
    lock.setAutoDefault(False)
    lock.setToolTip(
        "Lets exposure, gain and the like be set by hand, until another camera is "
        "chosen. The rig file stays as it is."
    )
    return lock


_APPLY_HINT = "Writes all settings of the rig file to the camera, and reads them back."
_OFF_HINT = "Lets the camera run by itself for set-up; “Apply again” undoes it."
_KEEP_HINT = (
    "Saves the settings in the camera (UserSet1) and makes them its power-up default, "
    "so that Bonsai records with the same."
)
