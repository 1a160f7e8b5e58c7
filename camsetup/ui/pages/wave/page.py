"""Wave at a camera: every camera's picture, what to do in large words, who it was."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OUTCOME_ICONS, IconView
from camsetup.ui.look.theme import GRID, OUTCOME_TONES, Surface, Text, Tone
from camsetup.ui.pages.wave.candidate_card import CandidateCard
from camsetup.ui.pages.wave.view import WaveView, wave_view
from camsetup.ui.parts.arrangement import button, column, pressed_by_keys
from camsetup.ui.parts.text import Paragraph

if TYPE_CHECKING:
    from camsetup.session.role_values import Bound, Wave
    from camsetup.session.session import Session
    from camsetup.session.state import RigState

#: So many pictures stand side by side before a second row begins.
_IN_ONE_ROW = 3


class WavePage(QWidget):
    """Shows the wave of a session's snapshot; leaving it ends the wave."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._role = ""
        self._shown: WaveView | None = None
        self._bound_before: Bound | None = None
        self._cards: dict[str, CandidateCard] = {}
        self._icon = IconView(8 * GRID)
        self._headline = Paragraph(size=Text.POSTER, bold=True)
        self._advice = Paragraph(tone=Tone.DIM, size=Text.VALUE)
        self._grid = QGridLayout()
        self._leave = pressed_by_keys(button("Cancel (Esc)", self.leave))
        self._next = pressed_by_keys(button("Next", self._on_next_wanted))
        theme.lay_on(self, Surface.WINDOW)
        theme.make_primary(self._next)
        self._lay_out()

    @property
    def text(self) -> str:
        """Return what is said."""
        return f"{self._headline.text()} {self._advice.text()}".strip()

    def show_wave(self, state: RigState, wave: Wave) -> None:
        """Show who is to be waved at, what is seen, and who it was."""
        if not wave.winner:
            self._bound_before = state.bound
        self._role = wave.role
        view = wave_view(state, wave, self._bound_before)
        if view != self._shown:
            self._shown = view
            self._show_words(view)
        self._show_candidates(wave)

    def leave(self) -> None:
        """End the wave; the page goes when the session has none any more."""
        self._session.end_wave()

    def _show_words(self, view: WaveView) -> None:
        judged = view.outcome is not Outcome.NOT_SET
        colour = theme.colours(self).outcome(view.outcome) if judged else ""
        icon = OUTCOME_ICONS[view.outcome] if judged else "hand"
        self._icon.show_icon(icon, colour)
        theme.tint(self._headline, OUTCOME_TONES[view.outcome] if judged else None)
        self._headline.setText(view.headline)
        self._advice.setText(view.advice)
        self._leave.setText("Done (Esc)" if view.over else "Cancel (Esc)")
        going_on = view.again or bool(view.next_role)
        self._next.setText(
            "Wave again" if view.again else f"Wave at the {view.next_role} camera"
        )
        self._next.setVisible(going_on)
        (self._next if going_on else self._leave).setFocus()

    def _show_candidates(self, wave: Wave) -> None:
        serials = [candidate.serial for candidate in wave.candidates]
        if serials != list(self._cards):
            self._arrange(serials)
        for candidate in wave.candidates:
            card = self._cards[candidate.serial]
            frame = self._session.take_candidate_frame(candidate.serial)
            if frame is not None:
                card.show_frame(frame)
            card.show_candidate(candidate, winner=wave.winner)

    def _arrange(self, serials: list[str]) -> None:
        """Put the cards of these cameras side by side."""
        for serial in self._cards.keys() - set(serials):
            gone = self._cards.pop(serial)
            gone.hide()
            gone.deleteLater()
        self._cards = {
            serial: self._cards.get(serial) or self._new_card(serial)
            for serial in serials
        }
        columns = columns_for(len(serials))
        for place, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)

    def _new_card(self, serial: str) -> CandidateCard:
        card = CandidateCard(serial)
        card.wanted.connect(self._on_camera_wanted)
        return card

    def _lay_out(self) -> None:
        words = column(spacing=GRID)
        words.addStretch(1)
        words.addWidget(self._headline)
        words.addWidget(self._advice)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(self._icon)
        top.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addStretch(1)
        foot.addWidget(self._next)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)
        layout = column(self, 3 * GRID)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout.addLayout(top)
        layout.addLayout(self._grid, 1)
        layout.addLayout(foot)
        layout.setAlignment(top, Qt.AlignmentFlag.AlignTop)

    def _on_camera_wanted(self, serial: str) -> None:
        self._session.end_wave()
        self._session.bind(self._role, serial)

    def _on_next_wanted(self) -> None:
        if self._shown is None:
            return
        self._session.begin_wave(self._shown.next_role or self._role)


def columns_for(number: int) -> int:
    """Return how many pictures stand side by side."""
    if number <= _IN_ONE_ROW:
        return max(number, 1)
    return math.ceil(math.sqrt(number))
