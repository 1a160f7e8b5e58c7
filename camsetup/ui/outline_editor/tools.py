"""The tools of the outline editor: threshold, brush, undo, name, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QLineEdit, QSlider, QWidget

from camsetup.ui.look.theme import GRID, Text, Tone, make_primary
from camsetup.ui.parts.advice import Advice
from camsetup.ui.parts.arrangement import button, caption, column, row
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.text import Paragraph

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QVBoxLayout

_INTRODUCTION = (
    "The lines of this rig, found in the mean of its last frames. Keep what never"
    " moves; paint over mouse, cables and shadows to rub their lines out."
)
_STEPS = 100
_USUAL_THRESHOLD = 0.5
_RADII_PX = (4, 120)
_USUAL_RADIUS_PX = 24


class OutlineTools(QWidget):
    """Shows how the drawing stands and passes on what is wanted."""

    threshold_changed = pyqtSignal()
    radius_changed = pyqtSignal(float)
    undo_wanted = pyqtSignal()
    mouse_unwanted = pyqtSignal()
    picture_wanted = pyqtSignal()
    save_wanted = pyqtSignal(str)
    close_wanted = pyqtSignal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threshold = _slider(0, _STEPS, round(_STEPS * _USUAL_THRESHOLD))
        self._radius = _slider(*_RADII_PX, _USUAL_RADIUS_PX)
        self._radius_shown = Digits("000", "px")
        self._count = Digits("00000", "lines")
        self._name = QLineEdit(name)
        self._undo = button("Undo", self.undo_wanted.emit)
        self._mouse = button("Erase the mouse", self.mouse_unwanted.emit)
        self._undo.setShortcut("Ctrl+Z")
        self._undo.setEnabled(False)
        self._save = button("Save and use", self._on_save)
        self._complaint = Advice()
        self._complaint.hide()
        self._save.setDefault(True)
        make_primary(self._save)
        self._lay_out()
        self._connect()

    @property
    def threshold(self) -> float:
        """Return how strong a line must be, 0 to 1."""
        return self._threshold.value() / _STEPS

    @property
    def radius_px(self) -> float:
        """Return the radius of the brush in pixels of the picture."""
        return float(self._radius.value())

    def show_busy(self) -> None:
        """Say that lines are being drawn; they cannot be saved meanwhile."""
        self._complaint.hide()
        self._save.setEnabled(False)
        self._count.show_number("…")

    def show_count(self, count: int) -> None:
        """Say how many lines there are; without any there is nothing to save."""
        self._count.show_number(str(count))
        self._save.setEnabled(count > 0)

    def offer_mouse(self, known: bool) -> None:
        """Say whether it is known where the mouse is."""
        self._mouse.setEnabled(known)

    def allow_undo(self, possible: bool) -> None:
        """Say whether there is anything to take back."""
        self._undo.setEnabled(possible)

    def complain(self, message: str, remedy: str = "") -> None:
        """Say what went wrong."""
        self._complaint.show_advice(message, remedy)
        self._complaint.show()

    def _connect(self) -> None:
        self._threshold.valueChanged.connect(lambda _: self.threshold_changed.emit())
        self._radius.valueChanged.connect(self._on_radius)
        self._on_radius(self._radius.value())

    def _lay_out(self) -> None:
        layout = column(self, 2 * GRID)
        layout.addWidget(label("Make an outline", Text.VALUE, bold=True))
        layout.addWidget(Paragraph(_INTRODUCTION, tone=Tone.DIM))
        layout.addLayout(self._threshold_tool())
        layout.addLayout(self._brush_tool())
        layout.addLayout(row(self._mouse, self._undo, None))
        again = button("Take the picture again", self.picture_wanted.emit)
        layout.addLayout(row(again, None))
        layout.addStretch(1)
        layout.addWidget(self._complaint)
        layout.addLayout(row(caption("Name"), self._name))
        leave = button("Close", self.close_wanted.emit)
        layout.addLayout(row(None, leave, self._save))

    def _threshold_tool(self) -> QVBoxLayout:
        tool = column()
        tool.addLayout(row(caption("Lines"), None, self._count))
        many = label("more", Text.SMALL, tone=Tone.DIM)
        few = label("fewer", Text.SMALL, tone=Tone.DIM)
        tool.addLayout(row(many, self._threshold, few))
        return tool

    def _brush_tool(self) -> QVBoxLayout:
        tool = column()
        tool.addLayout(row(caption("Brush"), None, self._radius_shown))
        tool.addWidget(self._radius)
        return tool

    def _on_radius(self, radius_px: int) -> None:
        self._radius_shown.show_number(str(radius_px))
        self.radius_changed.emit(float(radius_px))

    def _on_save(self) -> None:
        self.save_wanted.emit(self._name.text().strip())


def _slider(low: int, high: int, value: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(low, high)
    slider.setValue(value)
    return slider
