"""How panels are put together: columns, rows, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from camsetup.ui.look.theme import GRID, Tone
from camsetup.ui.parts.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable


def column(parent: QWidget | None = None, spacing: int = GRID) -> QVBoxLayout:
    """Return a layout from top to bottom, without margins."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def row(*widgets: QWidget | None, spacing: int = GRID) -> QHBoxLayout:
    """Return widgets side by side; None is a space that stretches."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def button(text: str, on_clicked: Callable[[], None], hint: str = "") -> QPushButton:
    """Return a button; its text is a verb, its hint says what will happen."""
    made = QPushButton(text)
    made.setToolTip(hint)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked: on_clicked())
    return made


def pressed_by_keys(made: QPushButton) -> QPushButton:
    """Let Tab reach a button, and Enter press it as Space does; a click does not."""
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(True)  # outside of a dialog that means Enter
    return made


def scrolling(content: QWidget) -> QScrollArea:
    """Return a column that scrolls up and down when it has to, never sideways.

    The bar's room is always kept: nothing moves when the bar is wanted.
    """
    inside = _Narrow()
    layout = column(inside)
    layout.setContentsMargins(0, 0, GRID, 0)
    layout.addWidget(content)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return area


class _Narrow(QWidget):
    """Takes the width it is given: a scroll area grows with what asks for more."""

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for height only."""
        return QSize(0, super().minimumSizeHint().height())


def caption(text: str) -> QLabel:
    """Return a name that stands before a value."""
    return label(text, tone=Tone.DIM)
