"""The one style sheet, filled with a theme's colours; the grid is 8 px."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camsetup.ui.look.colours import Colours


def style_sheet(colours: Colours, grid: int) -> str:
    """Return the style sheet. It sets no fonts: those are inherited."""
    return Template(_SHEET).substitute(
        window=colours.window,
        surface=colours.surface,
        raised=colours.raised,
        hover=colours.hover,
        text=colours.text,
        dim=colours.dim,
        accent=colours.accent,
        on_accent=colours.on_accent,
        passed=colours.passed,
        warning=colours.warning,
        failed=colours.failed,
        critical=colours.critical,
        grid=grid,
        half=grid // 2,
    )


_SHEET = """
QMainWindow, QDialog { background: $window; }
*[surface="window"] { background: $window; }
*[surface="surface"] { background: $surface; }
*[surface="raised"] { background: $raised; border-radius: ${half}px; }

QLabel { color: $text; background: transparent; }
QLabel[tone="dim"] { color: $dim; }
QLabel[tone="pass"] { color: $passed; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="fail"] { color: $failed; }
QLabel[tone="critical"] { color: $critical; }

QPushButton, QToolButton {
    background: $raised; color: $text; border: 1px solid transparent;
    border-radius: ${half}px; padding: ${half}px ${grid}px;
}
QPushButton { padding: 6px 12px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $window; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $dim; background: $surface; }
QPushButton[primary="yes"] { background: $accent; color: $on_accent; }
QPushButton[primary="yes"]:focus { border: 2px solid $text; padding: 5px 11px; }
QPushButton[primary="yes"]:disabled { background: $raised; color: $dim; }
QPushButton[quiet="yes"] {
    background: transparent; color: $accent; padding: 1px ${grid}px;
}
QPushButton[quiet="yes"]:hover { background: $hover; }
QPushButton[quiet="yes"]:focus { border-color: $accent; }
QPushButton:checked, QToolButton:checked { border-color: $accent; color: $accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[flat="yes"] { background: transparent; padding: ${half}px 6px; }
QToolButton[fold="yes"] { padding: ${half}px 6px ${half}px 0; }
QToolButton[flat="yes"]:checked { background: $raised; border-color: transparent; }
QToolButton[flat="yes"]:focus { border-color: $accent; }
QToolButton[flat="yes"]:hover { background: $hover; }

QSlider { background: transparent; }
QSlider::groove:horizontal { height: 4px; background: $hover; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::sub-page:horizontal:disabled { background: $dim; }
QSlider::handle:horizontal {
    width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; background: $accent;
}
QSlider::handle:horizontal:disabled { background: $dim; }
QSlider::handle:horizontal:hover { background: $text; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit {
    background: $raised; color: $text; border: 1px solid transparent;
    border-radius: ${half}px; padding: ${half}px 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border-color: $accent;
}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {
    color: $dim;
}
QComboBox QAbstractItemView {
    background: $raised; color: $text; border: 1px solid $hover;
    selection-background-color: $accent; selection-color: $on_accent;
}
QCheckBox, QRadioButton { color: $text; background: transparent; spacing: ${grid}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $dim; }

QGraphicsView { background: transparent; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: ${grid}px; margin: 0; }
QScrollBar::handle:vertical {
    background: $hover; border-radius: ${half}px; min-height: 24px;
}
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar:horizontal { background: transparent; height: ${grid}px; margin: 0; }
QScrollBar::handle:horizontal {
    background: $hover; border-radius: ${half}px; min-width: 24px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
    background: $hover; border: none; border-radius: 2px; max-height: 4px;
    color: transparent;
}
QProgressBar::chunk { background: $dim; border-radius: 2px; }

QMenu {
    background: $raised; color: $text; border: 1px solid $hover; padding: ${half}px;
}
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${half}px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $dim; }
QMenu::separator { height: 1px; background: $hover; margin: ${half}px ${grid}px; }
QToolTip {
    background: $raised; color: $text; border: 1px solid $hover; padding: ${half}px;
}
"""
