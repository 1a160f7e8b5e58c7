"""Step 2: every setting as asked and as got, safe from accidental change."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QLabel, QWidget

from camsetup.analysis.conformity import was_taken
from camsetup.domain.settings import UNITS, CameraSettings
from camsetup.domain.verdict import Outcome
from camsetup.session.steps import Step, step_state
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.labels import OutcomeLabel, label
from camsetup.ui.parts.wording import setting_text, setting_title

if TYPE_CHECKING:
    from camsetup.domain.settings import SettingValue
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_RIGHT = Qt.AlignmentFlag.AlignRight
_NAMES = tuple(field.name for field in fields(CameraSettings))


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as written on screen."""

    title: str
    unit: str
    asked: str
    got: str
    outcome: Outcome


def setting_rows(asked: CameraSettings, got: CameraSettings) -> tuple[SettingRow, ...]:
    """Return a row for every setting that is asked for or read back."""
    pairs = ((name, getattr(asked, name), getattr(got, name)) for name in _NAMES)
    return tuple(
        SettingRow(
            setting_title(name),
            UNITS[name],
            setting_text(name, wish),
            setting_text(name, real),
            setting_outcome(name, wish, real),
        )
        for name, wish, real in pairs
        if wish is not None or real is not None
    )


def setting_outcome(
    name: str, asked: SettingValue | None, got: SettingValue | None
) -> Outcome:
    """Say whether a camera did as asked; not judged when one side is unknown."""
    if asked is None or got is None:
        return Outcome.NOT_SET
    return Outcome.PASS if was_taken(name, asked, got) else Outcome.FAIL


class SettingsPanel(QWidget):
    """Shows the settings of a camera, read-only, and can apply the profile again."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._outcome = OutcomeLabel()
        self._advice = Advice()
        self._lines = [_Line() for _ in _NAMES]
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show what is asked of a camera and what it does."""
        self._role = camera.role.name
        judged = step_state(camera, Step.SETTINGS)
        self._outcome.show_outcome(judged.outcome)
        self._advice.show_advice(judged.message, judged.remedy)
        rows = setting_rows(camera.asked, camera.got)
        for place, line in enumerate(self._lines):
            line.show_row(rows[place] if place < len(rows) else None)

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addLayout(row(caption("As asked"), None, self._outcome))
        layout.addLayout(self._table())
        layout.addWidget(self._advice)
        again = button(
            "Apply again",
            self._on_apply_wanted,
            "Writes all settings of the rig's profile to the camera, and reads them.",
        )
        layout.addLayout(row(None, again))
        layout.addStretch(1)

    def _table(self) -> QGridLayout:
        table = QGridLayout()
        table.setContentsMargins(0, 0, 0, 0)
        table.setHorizontalSpacing(GRID // 2)
        table.setVerticalSpacing(GRID // 2 + 2)
        for place, title in ((2, "asked"), (3, "got")):
            table.addWidget(label(title, Text.SMALL, tone=Tone.DIM), 0, place, _RIGHT)
        for place, line in enumerate(self._lines, start=1):
            line.add_to(table, place)
        table.setColumnStretch(1, 1)
        return table

    def _on_apply_wanted(self) -> None:
        self._session.apply_profile(self._role)


class _Line:
    """The widgets of one setting."""

    def __init__(self) -> None:
        self._icon = OutcomeIcon(Text.BASE)
        self._title = caption("")
        self._asked, self._got = label(), label()
        self._unit = label(size=Text.SMALL, tone=Tone.DIM)

    def add_to(self, table: QGridLayout, place: int) -> None:
        """Put the widgets into a line of the table."""
        table.addWidget(self._icon, place, 0)
        table.addWidget(self._title, place, 1)
        table.addWidget(self._asked, place, 2, _RIGHT)
        table.addWidget(self._got, place, 3, _RIGHT)
        table.addWidget(self._unit, place, 4)

    def show_row(self, shown: SettingRow | None) -> None:
        """Show a setting, or nothing."""
        for widget in (self._icon, *self._texts()):
            widget.setVisible(shown is not None)
        if shown is None:
            return
        self._icon.show_outcome(shown.outcome)
        written = (shown.title, shown.asked, shown.got, shown.unit)
        for place, text in zip(self._texts(), written, strict=True):
            place.setText(text)

    def _texts(self) -> tuple[QLabel, ...]:
        return self._title, self._asked, self._got, self._unit
