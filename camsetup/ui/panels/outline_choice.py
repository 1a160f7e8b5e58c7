"""What the position is measured against: an outline, or a reference photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from camsetup.domain.errors import OutlineError
from camsetup.profiles.outlines import load_outline, outline_names
from camsetup.ui.look.theme import GRID
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.text import ElidedLabel

if TYPE_CHECKING:
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState


def choose_outline_file(parent: QWidget) -> str:
    """Ask for an outline's file; empty when the user changes their mind."""
    kinds = "Outlines (*.svg *.png)"
    path, _ = QFileDialog.getOpenFileName(parent, "Open outline", "", kinds)
    return path


class OutlineChoice(QWidget):
    """Names the outline and the reference in use, and lets others be chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._camera: CameraState | None = None
        self._outline = ElidedLabel()
        self._reference = ElidedLabel()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._on_menu_wanted)
        self._choose = QPushButton("Choose…")
        self._choose.setMenu(self._menu)
        self._make = button(
            "Make…",
            self._on_making_wanted,
            "Draws an outline from the picture of this rig.",
        )
        self._take = button(
            "Take reference",
            self._on_reference_wanted,
            "Keeps the picture as it is now: the position is then measured against it.",
        )
        self._drop = button(
            "Drop",
            self._on_drop_wanted,
            "Forgets the reference photo: the outline counts again.",
        )
        self._complaint = Advice()
        self._complaint.hide()
        self._lay_out()

    def show_camera(self, camera: CameraState) -> None:
        """Show what a camera is measured against."""
        if self._camera is None or self._camera.role != camera.role:
            self._complaint.hide()
        self._camera = camera
        outline = camera.outline
        self._outline.show_text(outline.name if outline else "none")
        kept = camera.reference is not None
        self._reference.show_text("photo of this rig" if kept else "none")
        self._drop.setEnabled(kept)
        for making in (self._make, self._take):
            making.setEnabled(camera.inspection is not None)

    def use(self, source: str) -> None:
        """Load an outline by name or path and hand it to the session."""
        if self._camera is None:
            return
        try:
            outline = load_outline(source, size=self._camera.role.size)
        except OutlineError as error:
            self._complaint.show_advice(error.message, error.remedy)
            self._complaint.show()
            return
        self._complaint.hide()
        self._session.use_outline(self._camera.role.name, outline)

    def _lay_out(self) -> None:
        layout = column(self, GRID)
        layout.addLayout(row(caption("Outline"), self._outline))
        layout.addLayout(row(self._choose, self._make, None))
        layout.addLayout(row(caption("Reference"), self._reference))
        layout.addLayout(row(self._take, self._drop, None))
        layout.addWidget(self._complaint)

    def _on_menu_wanted(self) -> None:
        self._menu.clear()
        for name in outline_names():
            action = self._menu.addAction(name)
            if action is not None:
                action.triggered.connect(lambda _checked, name=name: self.use(name))
        self._menu.addSeparator()
        self._menu.addAction("Open file…", self._on_file_wanted)

    def _on_file_wanted(self) -> None:
        path = choose_outline_file(self)
        if path:
            self.use(path)

    def _on_reference_wanted(self) -> None:
        if self._camera is not None:
            self._session.take_reference(self._camera.role.name)

    def _on_drop_wanted(self) -> None:
        if self._camera is not None:
            self._session.drop_reference(self._camera.role.name)

    def _on_making_wanted(self) -> None:
        if self._camera is not None:
            from camsetup.ui.outline_editor.editor import (  # noqa: PLC0415 - few need it
                edit_outline,
            )

            edit_outline(self._session, self._camera, self)
