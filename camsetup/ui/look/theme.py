"""How things look: colours, sizes, type and the style sheet, dark and light."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QFont, QPalette
from PyQt6.QtWidgets import QApplication

from camsetup.domain.verdict import Outcome
from camsetup.ui.look.colours import DARK, LIGHT, Colours
from camsetup.ui.look.style_sheet import style_sheet

if TYPE_CHECKING:
    from PyQt6.QtWidgets import QWidget

#: Every distance is a multiple of this, in px.
GRID = 8
WINDOW_SIZE = (1280, 800)
HEADER_HEIGHT = 48
HEADER_VERDICT = 24
STEPS_WIDTH = 184
PANEL_WIDTH = 288
BOTTOM_HEIGHT = 172
ICON_SIZE = 16
CAPTION_HEIGHT = 24
CARD_WIDTH = 400
ROOMY_CARD_HEIGHT = 240
ROOMY_BAND_WIDTH = 360
SLIDER_WIDTH = 64
BAR_HEIGHT = 40
STEP_HEIGHT = 36

#: One number fills at least this share of the window in arm's-length mode.
ARMS_LENGTH_SHARE = 1 / 4


class Theme(Enum):
    """Dark for dark labs, light on request."""

    DARK = "dark"
    LIGHT = "light"

    @property
    def colours(self) -> Colours:
        """Return the colours of this theme."""
        return DARK if self is Theme.DARK else LIGHT


class Text(IntEnum):
    """Sizes of type, in px; a poster is read from where the camera hangs."""

    SMALL = 11
    BASE = 13
    VALUE = 20
    VERDICT = 32
    POSTER = 44


class Tone(Enum):
    """What a text is, against the text around it; the style sheet colours it."""

    DIM = "dim"
    PASS = "pass"
    WARNING = "warning"
    FAIL = "fail"
    CRITICAL = "critical"


class Surface(Enum):
    """How far a panel is lifted from the window."""

    WINDOW = "window"
    SURFACE = "surface"
    RAISED = "raised"


#: Drawn over the picture, the same in both themes: a picture has no theme.
OUTLINE_LINE = "#ffe45c"
OUTLINE_HALO = "#000000"
HALO_OPACITY = 0.7
LINE_WIDTH = 2.0
HALO_WIDTH = 5.0
EYE_LINE = "#5cd6ff"
MOUSE_LINE = "#5cd6ff"
SATURATED = "#ff2b2b"
NEARLY_SATURATED = "#ff9d2b"
TOO_DARK = "#1c3f94"
ERASED = "#ff5cd6"

#: Over a picture that does not live any more: seen as such from three metres.
VEIL_OPACITY = 0.65

OUTCOME_WORDS = {
    Outcome.NOT_SET: "not judged",
    Outcome.PASS: "PASS",
    Outcome.WARNING: "WARNING",
    Outcome.FAIL: "FAIL",
    Outcome.CRITICAL: "CRITICAL",
}

OUTCOME_TONES = {
    Outcome.NOT_SET: Tone.DIM,
    Outcome.PASS: Tone.PASS,
    Outcome.WARNING: Tone.WARNING,
    Outcome.FAIL: Tone.FAIL,
    Outcome.CRITICAL: Tone.CRITICAL,
}


def colours(widget: QWidget) -> Colours:
    """Return the colours that a widget which paints itself has to use.

    They are read from the palette of the window it is in (under a style sheet, Qt
    does not hand palettes down), and a change of theme repaints the widget.
    """
    shade = (widget.window() or widget).palette().color(QPalette.ColorRole.Shadow)
    return (Theme.LIGHT if shade.lightness() > _MIDDLE_GREY else Theme.DARK).colours


def dress(window: QWidget, theme: Theme) -> None:
    """Give a window and all that is in it the look of a theme."""
    QApplication.setStyle("Fusion")  # the style sheet is drawn for this one
    QApplication.setFont(font())  # for menus and dialogs
    window.setStyleSheet("")  # a styled widget would keep its old palette
    window.setPalette(_palette(theme.colours))
    window.setFont(QFont())  # or the same font again would not reach the buttons
    window.setFont(font())
    window.setStyleSheet(style_sheet(theme.colours, GRID))


def font(size: int = Text.BASE, *, bold: bool = False) -> QFont:
    """Return the type of this size in px, with figures that are all as wide."""
    chosen = QFont()
    chosen.setPixelSize(int(size))
    chosen.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if hasattr(chosen, "setFeature"):  # Qt 6.7 and later
        chosen.setFeature(QFont.Tag(b"tnum"), 1)
    return chosen


def lay_on(widget: QWidget, surface: Surface) -> None:
    """Give a widget the background of a surface."""
    widget.setProperty("surface", surface.value)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    _restyle(widget)


def tint(widget: QWidget, tone: Tone | None) -> None:
    """Colour a label's text; None for the plain colour."""
    value = tone.value if tone is not None else ""
    if (widget.property("tone") or "") != value:
        widget.setProperty("tone", value)
        _restyle(widget)


def make_primary(button: QWidget) -> None:
    """Mark the one button of a panel that is most likely wanted."""
    button.setProperty("primary", "yes")
    _restyle(button)


def make_quiet(button: QWidget) -> None:
    """Mark a button that stands once in every line of a list."""
    button.setProperty("quiet", "yes")
    _restyle(button)


_MIDDLE_GREY = 128


def _restyle(widget: QWidget) -> None:
    style = widget.style()
    if style is not None:
        style.unpolish(widget)
        style.polish(widget)


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    shades = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.raised,
        role.AlternateBase: colours.surface,
        role.Text: colours.text,
        role.PlaceholderText: colours.dim,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.ToolTipBase: colours.raised,
        role.ToolTipText: colours.text,
        role.Shadow: colours.window,
    }
    palette = QPalette()
    for name, shade in shades.items():
        palette.setColor(name, QColor(shade))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.dim))
    return palette
