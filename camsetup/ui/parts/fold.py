"""A heading that folds what is beneath it."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QToolButton, QWidget


class Fold(QToolButton):
    """Shows and hides a widget, and points to where it is."""

    def __init__(self, title: str, body: QWidget, *, opened: bool) -> None:
        super().__init__()
        self._body = body
        self.setText(title)
        self.setProperty("flat", "yes")
        self.setProperty("fold", "yes")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.clicked.connect(self._on_pressed)
        self._opened = opened
        self._show()

    @property
    def opened(self) -> bool:
        """Say whether the widget beneath is shown."""
        return self._opened

    def close_body(self) -> None:
        """Fold the widget away."""
        self._opened = False
        self._show()

    def _on_pressed(self) -> None:
        self._opened = not self._opened
        self._show()

    def _show(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._opened else Qt.ArrowType.RightArrow
        self.setArrowType(arrow)
        self._body.setVisible(self._opened)
