"""One camera that may be waved at: its picture, its name, and how much moves in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPen
from PyQt6.QtWidgets import QStackedLayout, QWidget
from typing_extensions import override

from camsetup.domain.verdict import Outcome
from camsetup.session.referee import ENOUGH
from camsetup.ui.look import theme
from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Surface, Text, Tone
from camsetup.ui.parts.arrangement import button, caption, column, pressed_by_keys, row
from camsetup.ui.parts.bar import Bar, BarPicture, Tick
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.text import ElidedLabel, Paragraph
from camsetup.ui.picture.thumbnail import Thumbnail

if TYPE_CHECKING:
    from PyQt6.QtGui import QPaintEvent

    from camsetup.domain.frame import Frame
    from camsetup.session.role_values import Candidate

_FRAME_WIDTH = 3


class CandidateCard(QWidget):
    """Shows a camera; a press on its button chooses it without a wave."""

    wanted = pyqtSignal(str)

    def __init__(self, serial: str) -> None:
        super().__init__()
        self._serial = serial
        self._won = False
        self._picture = Thumbnail()
        self._why = Paragraph(tone=Tone.DIM)
        self._icon = OutcomeIcon(3 * GRID)
        self._name = ElidedLabel(serial, bold=True, size=Text.VALUE)
        self._role = label(tone=Tone.DIM)
        self._motion = Bar()
        self._use = pressed_by_keys(
            button("Use this one", lambda: self.wanted.emit(serial))
        )
        self._use.setAccessibleName(f"Use {serial}")
        _keep_room(self._use)
        theme.lay_on(self, Surface.SURFACE)
        self._lay_out()

    @property
    def won(self) -> bool:
        """Say whether this is shown as the camera that was waved at."""
        return self._won

    @property
    def motion(self) -> BarPicture:
        """Return what the bar shows."""
        return self._motion.picture

    def show_candidate(self, candidate: Candidate, *, winner: str) -> None:
        """Show what moves, why there is no picture, and whether it was this one."""
        problem = candidate.problem
        why = f"{problem.message} {problem.remedy}" if problem else "Opening…"
        self._why.setText(why.strip())
        seen = self._picture.seen and problem is None
        self._places.setCurrentWidget(self._picture if seen else self._why)
        self._role.setText(f"{candidate.role} camera" if candidate.role else "")
        self._role.setToolTip(candidate.model)
        enough = candidate.energy >= ENOUGH
        outcome = Outcome.PASS if enough else Outcome.NOT_SET
        self._motion.show_bar(BarPicture(candidate.energy, outcome, ticks=_TICKS))
        self._motion.setAccessibleName(f"Motion {candidate.energy:.0%}")
        self._use.setVisible(not winner)
        self._show_won(won=winner == self._serial)

    def show_frame(self, frame: Frame) -> None:
        """Show the newest picture."""
        self._picture.show_frame(frame)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint a frame around the camera that was waved at."""
        super().paintEvent(event)
        if not self._won:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(theme.colours(self).outcome(Outcome.PASS))
        painter.setPen(QPen(colour, _FRAME_WIDTH))
        inset = _FRAME_WIDTH / 2
        room = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(room, GRID / 2, GRID / 2)

    def _show_won(self, *, won: bool) -> None:
        self._icon.setVisible(won)
        self._icon.show_outcome(Outcome.PASS)
        if won is not self._won:
            self._won = won
            self.update()

    def _lay_out(self) -> None:
        place = QWidget()
        self._places = QStackedLayout(place)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._places.addWidget(self._why)
        self._places.addWidget(self._picture)
        lines = column(self, GRID)
        lines.setContentsMargins(GRID, GRID, GRID, GRID)
        lines.addWidget(place, 1)
        lines.addLayout(row(self._icon, self._name, self._role))
        lines.addLayout(row(caption("Motion"), self._motion))
        lines.addLayout(row(None, self._use, None))


def _keep_room(widget: QWidget) -> None:
    """Let nothing move when the widget is hidden."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


_TICKS = (Tick(ENOUGH),)
