"""The choice of a role's camera: from a list that lives, or by a wave of the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QWidget

from camsetup.ui.heartbeat import WhenChanged
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.panels.binding.found_row import FoundRow
from camsetup.ui.panels.binding.view import BindingView, binding_view, kept_in
from camsetup.ui.parts.arrangement import button, caption, column, pressed_by_keys, row
from camsetup.ui.parts.text import ElidedLabel, Paragraph

if TYPE_CHECKING:
    from camsetup.domain.rig import Rig
    from camsetup.session.session import Session
    from camsetup.session.state import RigState


class BindingPanel(QWidget):
    """Lists the cameras that are found, and gives one to the role that is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._role = ""
        self._shown: BindingView | None = None
        self._rows: dict[str, FoundRow] = {}
        self._list = column(spacing=2)
        self._note = Paragraph(tone=Tone.DIM)
        self._wave = pressed_by_keys(button("Wave", self._on_wave_wanted, _WAVE_HINT))
        self._none = pressed_by_keys(button("Use none", self._on_none_wanted))
        self._file = ElidedLabel(tone=Tone.DIM, size=Text.SMALL)
        self._file_feed: WhenChanged[Rig] = WhenChanged(self._show_file)
        theme.make_primary(self._wave)
        self._lay_out()

    def show_rig(self, state: RigState, role: str) -> None:
        """Show which cameras there are, and which one the role has."""
        if role != self._role:
            self._role = role
            self._wave.setText(f"Wave at the {role} camera (W)")
            self._none.setToolTip(f"Leaves the {role} camera without a serial number.")
        self._file_feed.offer(state.rig)
        view = binding_view(state, role)
        if view != self._shown:
            self._shown = view
            self._show(view)

    def _show(self, view: BindingView) -> None:
        serials = [line.serial for line in view.lines]
        for serial in self._rows.keys() - set(serials):
            gone = self._rows.pop(serial)
            gone.hide()
            gone.deleteLater()
        before: QWidget = self._wave
        for place, line in enumerate(view.lines):
            found = self._row(line.serial, place)
            found.show_line(line)
            self.setTabOrder(before, found.button)
            before = found.button
        self.setTabOrder(before, self._none)
        self._note.setText(view.note)
        self._note.setVisible(bool(view.note))
        self._none.setVisible(view.bound)

    def _row(self, serial: str, place: int) -> FoundRow:
        """Return the row of a camera, at its place; the keyboard stays where it is."""
        if serial not in self._rows:
            made = self._rows[serial] = FoundRow()
            made.wanted.connect(self._on_camera_wanted)
        found = self._rows[serial]
        if self._list.indexOf(found) != place:
            self._list.insertWidget(place, found)
        return found

    def _show_file(self, rig: Rig) -> None:
        place = kept_in(rig)
        self._file.show_text(f"Saved in {place}" if place else "")
        self._file.setVisible(bool(place))

    def _lay_out(self) -> None:
        layout = column(self, GRID)
        layout.addWidget(caption("Cameras found"))
        layout.addLayout(row(self._wave, None))
        layout.addWidget(self._note)
        layout.addLayout(self._list)
        layout.addLayout(row(self._none, None))
        layout.addWidget(self._file)

    def _on_camera_wanted(self, serial: str) -> None:
        self._session.bind(self._role, serial)

    def _on_none_wanted(self) -> None:
        self._session.unbind(self._role)

    def _on_wave_wanted(self) -> None:
        self._session.begin_wave(self._role)


_WAVE_HINT = "Shows all cameras; the one that sees your hand gets this role."
