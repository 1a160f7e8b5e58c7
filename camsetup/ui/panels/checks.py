"""The strip at the bottom: every check in short, and what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QGridLayout, QWidget

from camsetup.stream.phase import WITHOUT_FRAMES
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, OUTCOME_WORDS, Text, Tone
from camsetup.ui.panels.check_view import CheckView, check_view, checks_of, first_remedy
from camsetup.ui.panels.gate_view import gate_text
from camsetup.ui.parts.arrangement import column, row
from camsetup.ui.parts.digits import Digits, hurry_all
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.text import ElidedLabel, Paragraph
from camsetup.ui.parts.wording import check_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from camsetup.domain.verdict import CheckResult
    from camsetup.session.gate_verdict import GateVerdict
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

_COLUMNS = 3
_NOTHING = "Nothing has been judged yet."
_SILENT = "Nothing is judged: no pictures come from this camera."
_WELL = "Nothing to do: every check that was judged passes."


class ChecksPanel(QWidget):
    """Shows all checks of a camera at a glance."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._title = label("Checks", Text.SMALL, tone=Tone.DIM)
        self._cells: list[_Cell] = []
        self._grid = QGridLayout()
        self._remedy_icon = OutcomeIcon()
        self._remedy = Paragraph()
        lines = 2 * self._remedy.fontMetrics().lineSpacing()
        self._remedy.setFixedHeight(lines + GRID // 2)
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show the checks of a camera in their own order, which never changes."""
        if camera.role.name != self._role:
            self._role = camera.role.name
            self._title.setText(f"Checks of the {self._role} camera")
            hurry_all(self)
        results = checks_of(camera)
        self._provide_cells(len(results))
        for place, cell in enumerate(self._cells):
            cell.setVisible(place < len(results))
            if place < len(results):
                result = results[place]
                cell.show_check(check_view(result), camera.gate_verdict(result.key))
        self._show_remedy(results, silent=camera.phase in WITHOUT_FRAMES)

    def _show_remedy(self, results: Sequence[CheckResult], *, silent: bool) -> None:
        first = first_remedy(results)
        self._remedy_icon.setVisible(first is not None)
        if first is None:
            self._say(_WELL if results else _SILENT if silent else _NOTHING)
            return
        self._remedy_icon.show_outcome(first.outcome)
        self._say(f"{check_title(first.key)}: {first.remedy}")

    def _say(self, text: str) -> None:
        if self._remedy.text() != text:
            self._remedy.setText(text)
            self._remedy.setToolTip(text)

    def _lay_out(self) -> None:
        layout = column(self, GRID)
        layout.addWidget(self._title)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, 1)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addLayout(row(self._remedy_icon, self._remedy))

    def _provide_cells(self, count: int) -> None:
        while len(self._cells) < count:
            place = len(self._cells)
            cell = _Cell(self)
            self._cells.append(cell)
            self._grid.addWidget(cell, place // _COLUMNS, place % _COLUMNS)


class _Cell(QWidget):
    """One check: icon, name and number; all of it on hover."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = OutcomeIcon()
        self._title = ElidedLabel(tone=Tone.DIM)
        self._value = Digits("000.0", "px")
        line = row(self._icon, self._title, None, self._value, spacing=GRID // 2)
        self.setLayout(line)

    def show_check(self, view: CheckView, gate: GateVerdict | None) -> None:
        """Show a check; what the session gate says of it shows on hover."""
        self._icon.show_outcome(view.outcome)
        self._title.show_text(view.title)
        self._value.show_number(view.value, view.unit)
        word = OUTCOME_WORDS[view.outcome]
        said = gate_text(gate) if gate else ""
        parts = (f"{view.title}: {word}", view.message, view.remedy, said)
        self.setToolTip("\n".join(part for part in parts if part))
