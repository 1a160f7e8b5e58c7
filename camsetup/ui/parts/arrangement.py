"""How panels are put together: columns, rows, buttons and texts that break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.parts.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QPaintEvent


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


def paragraph(
    text: str = "", *, tone: Tone | None = None, size: int = Text.BASE
) -> QLabel:
    """Return a text that breaks into lines."""
    made = label(text, size, tone=tone)
    made.setWordWrap(True)
    policy = QSizePolicy.Policy
    made.setSizePolicy(policy.Ignored, policy.Minimum)
    return made


def scrolling(content: QWidget) -> QScrollArea:
    """Return a column that scrolls up and down when it has to."""
    inside = QWidget()
    layout = column(inside)
    layout.setContentsMargins(0, 0, GRID, 0)
    layout.addWidget(content)
    layout.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def caption(text: str) -> QLabel:
    """Return a name that stands before a value."""
    return label(text, tone=Tone.DIM)


class ElidedLabel(QWidget):
    """One line that shortens a long text in its middle and tells it on hover."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show a text."""
        if text != self._text:
            self._text = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line, however short."""
        return QSize(6 * GRID, QFontMetrics(theme.font()).lineSpacing() + 2)

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.colours(self).text))
        shown = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideMiddle, self.width()
        )
        where = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), where, shown)
