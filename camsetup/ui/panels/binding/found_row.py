"""One camera that is found, and the button that gives it to a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QSizePolicy, QWidget

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.parts.advice import Caution
from camsetup.ui.parts.arrangement import button, column, pressed_by_keys, row
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.text import ElidedLabel

if TYPE_CHECKING:
    from camsetup.ui.panels.binding.view import FoundLine


class FoundRow(QWidget):
    """Shows a camera; its button is there unless the role has this camera."""

    wanted = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line: FoundLine | None = None
        self._serial = ElidedLabel(bold=True)
        self._icon = OutcomeIcon()
        self._role = label(size=Text.SMALL, tone=Tone.DIM)
        self._use = pressed_by_keys(button("Use", self._on_wanted))
        self._kind = ElidedLabel(tone=Tone.DIM, size=Text.SMALL)
        self._warning = Caution()
        self._lay_out()

    @property
    def button(self) -> QWidget:
        """Return what Tab goes to."""
        return self._use

    def show_line(self, line: FoundLine) -> None:
        """Show a camera."""
        if line == self._line:
            return
        self._line = line
        self._serial.show_text(line.serial)
        self._role.setText(f"{line.role} camera" if line.role else "")
        self._icon.setVisible(line.mine)
        self._icon.show_outcome(Outcome.PASS)
        self._use.setVisible(not line.mine)
        self._use.setToolTip(line.hint)
        self._use.setAccessibleName(f"Use {line.serial}")
        self._kind.show_text(line.kind)
        self._warning.show_text(line.problem)

    def _lay_out(self) -> None:
        lines = column(self, 2)
        lines.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        lines.addLayout(row(self._serial, self._role, self._icon, self._use))
        lines.addWidget(self._kind)
        lines.addWidget(self._warning)
        theme.lay_on(self, Surface.RAISED)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Fixed)
        theme.make_quiet(self._use)

    def _on_wanted(self) -> None:
        if self._line is not None:
            self.wanted.emit(self._line.serial)
