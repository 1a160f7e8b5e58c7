"""Texts that fit where there is no room: broken into lines, or shortened."""

from __future__ import annotations

import re

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PyQt6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Text, Tone

#: A word as long as this may not fit into a panel's line.
_LONG_WORD = 20
#: Where addresses and paths are broken rather than in a word of theirs.
_JOINTS = re.compile(r"(?<=[/\\?&=_.,:;-])(?=\w)")
_BREAK = "\u200b"  # a space of no width


def breakable(text: str) -> str:
    """Return a text in which long words, as addresses and paths, may be broken."""
    return re.sub(rf"\S{{{_LONG_WORD},}}", lambda word: _broken(word[0]), text)


def _broken(word: str) -> str:
    pieces = _JOINTS.split(word)
    short = [re.sub(rf"(.{{{_LONG_WORD}}})(?=.)", rf"\1{_BREAK}", p) for p in pieces]
    return _BREAK.join(short)


class Paragraph(QLabel):
    """A text that breaks into lines, its long words too."""

    def __init__(
        self,
        text: str = "",
        *,
        tone: Tone | None = None,
        size: int = Text.BASE,
        bold: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=bold))
        self.setWordWrap(True)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Minimum)
        theme.tint(self, tone)
        self.setText(text)

    @override
    def setText(self, text: str | None) -> None:
        """Show a text."""
        super().setText(breakable(text or ""))

    @override
    def text(self) -> str:
        """Return the text as it was given."""
        return super().text().replace(_BREAK, "")


class ElidedLabel(QWidget):
    """One line that shortens a long text in its middle and tells it on hover.

    ``align`` says at which end of the room a short text stands.
    """

    def __init__(
        self,
        text: str = "",
        *,
        tone: Tone | None = None,
        bold: bool = False,
        size: int = Text.BASE,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._text = ""
        self._tone = tone
        self._align = align
        self._font = theme.font(size, bold=bold)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Fixed)
        self.show_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show a text."""
        if text != self._text:
            self._text = text
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the whole text, on one line."""
        metrics = QFontMetrics(self._font)
        width = metrics.horizontalAdvance(self._text)
        return QSize(max(width + 1, 6 * GRID), metrics.lineSpacing() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for some letters at least."""
        whole = self.sizeHint()
        return QSize(min(6 * GRID, whole.width()), whole.height())

    @override
    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        painter.setFont(self._font)
        colours = theme.colours(self)
        dim = self._tone is Tone.DIM
        painter.setPen(QColor(colours.dim if dim else colours.text))
        shown = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideMiddle, self.width()
        )
        where = Qt.AlignmentFlag.AlignVCenter | self._align
        painter.drawText(self.rect(), where, shown)
