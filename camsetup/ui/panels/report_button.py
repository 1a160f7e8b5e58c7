"""The button that saves what the checks say now, and where it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QFileDialog, QWidget

from camsetup.domain.errors import CamsetupError
from camsetup.session.report import save_report
from camsetup.ui.look.theme import GRID
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, column, row

if TYPE_CHECKING:
    from camsetup.session.session import Session


def choose_report_folder(parent: QWidget) -> str:
    """Ask where reports go; empty when the user changes their mind."""
    return QFileDialog.getExistingDirectory(parent, "Save report in")


class ReportButton(QWidget):
    """Saves the checks as JSON and the pictures as PNG, and says where."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._answer = Advice()
        self._answer.hide()
        save = button(
            "Save report…",
            self._on_report_wanted,
            "Writes all checks as JSON, and the pictures with their outlines as PNG.",
        )
        layout = column(self, GRID)
        layout.addLayout(row(save, None))
        layout.addWidget(self._answer)

    @property
    def answer(self) -> tuple[str, str]:
        """Return what was said of the last report."""
        return self._answer.texts

    def _on_report_wanted(self) -> None:
        folder = choose_report_folder(self)
        if not folder:
            return
        try:
            files = save_report(self._session.state, Path(folder))
        except CamsetupError as error:
            self._say(error.message, error.remedy)
        else:
            self._say(f"Saved in {folder}: {', '.join(file.name for file in files)}.")

    def _say(self, message: str, remedy: str = "") -> None:
        self._answer.show_advice(message, remedy)
        self._answer.show()
