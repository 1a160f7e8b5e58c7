"""The bar under the picture: what is laid over it, and how large it is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PyQt6.QtCore import QEvent, QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLayout, QSlider, QToolButton, QWidget
from typing_extensions import override

from camsetup.ui.look import theme
from camsetup.ui.look.icons import icon
from camsetup.ui.look.theme import GRID
from camsetup.ui.picture.display import Display, Layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QResizeEvent

_PERCENT = 100


class PictureBar(QWidget):
    """Switches for the overlays, and the zoom."""

    display_chosen = pyqtSignal(object)
    fit_wanted = pyqtSignal()
    actual_size_wanted = pyqtSignal()
    tiles_wanted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._display = Display()
        self._layers = {layer: _layer_button(layer) for layer in Layer}
        self._outline_opacity = _opacity_slider("Opacity of the outline")
        self._ghost_opacity = _opacity_slider("Share of the reference photo")
        self._fit = _button("Fit", "Show the whole frame (double click, or 0)")
        self._zoom = _button("100 %", "Show one pixel of the frame as one here")
        self._tiles = _button("All", "Show all cameras (Esc)")
        self._lay_out()
        self._connect()
        self.show_display(self._display)

    def show_display(self, display: Display) -> None:
        """Show what is laid over the pictures."""
        self._display = display
        for layer, button in self._layers.items():
            button.setChecked(display.shows(layer))
        _put(self._outline_opacity, display.outline_opacity)
        _put(self._ghost_opacity, display.ghost_opacity)

    @property
    def ghost_can_be_chosen(self) -> bool:
        """Say whether there is a reference photo to lay over the picture."""
        return self._layers[Layer.GHOST].isEnabled()

    def show_reference(self, *, available: bool) -> None:
        """Let the reference photo be laid over the picture, if there is one."""
        for layer in (Layer.GHOST, Layer.TWO_COLOUR):
            self._layers[layer].setEnabled(available)
        self._ghost_opacity.setEnabled(available)

    def show_zoom(self, percent: float | None) -> None:
        """Show how large one pixel of the frame is."""
        self._zoom.setText("– %" if percent is None else f"{percent:.0f} %")

    def show_way_back(self, *, wanted: bool) -> None:
        """Offer to show all cameras."""
        self._tiles.setVisible(wanted)
        self._fit_words()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for what is left without words: they do not widen the window."""
        whole = super().minimumSizeHint()
        words = [self._layers[layer] for layer in _SHORTENED]
        spare = sum(
            each.fontMetrics().horizontalAdvance(each.text())
            for each in words
            if each.toolButtonStyle() == _WITH_WORDS
        )
        return QSize(whole.width() - spare, whole.height())

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Leave words away where there is no room for all of them."""
        self._fit_words()

    @override
    def changeEvent(self, event: QEvent | None) -> None:
        """Follow the theme."""
        if event is not None and event.type() is QEvent.Type.PaletteChange:
            self._recolour()

    def _recolour(self) -> None:
        colours = theme.colours(self)
        for layer, button in self._layers.items():
            button.setIcon(icon(_ICONS[layer], colours))
        self._tiles.setIcon(icon("grid", colours))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self._layers[Layer.OUTLINE])
        layout.addWidget(self._outline_opacity)
        layout.addSpacing(GRID // 2)
        layout.addWidget(self._layers[Layer.GHOST])
        layout.addWidget(self._ghost_opacity)
        layout.addSpacing(GRID // 2)
        for layer in (Layer.BLINK, Layer.SATURATION, Layer.TWO_COLOUR):
            layout.addWidget(self._layers[layer])
        layout.addStretch(1)
        for widget in (self._tiles, self._fit, self._zoom):
            layout.addWidget(widget)
        widest = self._zoom.fontMetrics().horizontalAdvance("3200 %")
        self._zoom.setMinimumWidth(widest + 2 * GRID)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setFixedHeight(theme.BAR_HEIGHT)

    def _fit_words(self) -> None:
        for layer in _SHORTENED:
            self._layers[layer].setToolButtonStyle(_WITH_WORDS)
        for layer in _SHORTENED:
            layout = self.layout()
            if layout is None or layout.sizeHint().width() <= self.width():
                return
            self._layers[layer].setToolButtonStyle(_WITHOUT_WORDS)

    def _connect(self) -> None:
        for layer, button in self._layers.items():
            button.clicked.connect(self._switching(layer))
        self._outline_opacity.valueChanged.connect(self._on_outline_opacity_moved)
        self._ghost_opacity.valueChanged.connect(self._on_ghost_opacity_moved)
        self._fit.clicked.connect(self.fit_wanted)
        self._zoom.clicked.connect(self.actual_size_wanted)
        self._tiles.clicked.connect(self.tiles_wanted)

    def _switching(self, layer: Layer) -> Callable[[bool], None]:
        def switch(checked: bool) -> None:
            self._choose(self._display.switched(layer, on=checked))

        return switch

    def _on_outline_opacity_moved(self, percent: int) -> None:
        chosen = replace(self._display, outline_opacity=percent / _PERCENT)
        self._choose(chosen.switched(Layer.OUTLINE, on=True))

    def _on_ghost_opacity_moved(self, percent: int) -> None:
        chosen = replace(self._display, ghost_opacity=percent / _PERCENT)
        self._choose(chosen.switched(Layer.GHOST, on=True))

    def _choose(self, display: Display) -> None:
        self.show_display(display)
        self.display_chosen.emit(display)


_WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_WITHOUT_WORDS = Qt.ToolButtonStyle.ToolButtonIconOnly
_SHORTENED = (
    Layer.TWO_COLOUR,
    Layer.BLINK,
    Layer.SATURATION,
    Layer.GHOST,
    Layer.OUTLINE,
)
_ICONS = {
    Layer.OUTLINE: "outline",
    Layer.GHOST: "ghost",
    Layer.BLINK: "blink",
    Layer.SATURATION: "saturation",
    Layer.TWO_COLOUR: "two-colour",
}
_WORDS = {
    Layer.OUTLINE: ("Outline", "Where the rig should be (O)"),
    Layer.GHOST: (
        "Ghost",
        "The reference photo over the picture (G); Ctrl+R takes one",
    ),
    Layer.BLINK: ("Blink", "Outline and ghost come and go, twice a second (B)"),
    Layer.SATURATION: (
        "Saturation",
        "Red: 255. Striped: 250 to 254. Blue: 0 to 2. From the raw frame (Z)",
    ),
    Layer.TWO_COLOUR: (
        "Two colours",
        "Reference magenta, live green: white where they agree (X); Ctrl+R takes one",
    ),
}


def _layer_button(layer: Layer) -> QToolButton:
    made = _button(*_WORDS[layer])
    made.setCheckable(True)
    return made


def _button(text: str, hint: str) -> QToolButton:
    made = QToolButton()
    made.setText(f" {text}")  # the style leaves little room behind the icon
    made.setToolTip(hint)
    made.setIconSize(QSize(theme.ICON_SIZE, theme.ICON_SIZE))
    made.setToolButtonStyle(_WITH_WORDS)
    made.setProperty("flat", "yes")
    return made


def _opacity_slider(hint: str) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(0, _PERCENT)
    made.setFixedWidth(theme.SLIDER_WIDTH)
    made.setToolTip(hint)
    made.setAccessibleName(hint)
    return made


def _put(slider: QSlider, share: float) -> None:
    blocked = slider.blockSignals(True)
    slider.setValue(round(share * _PERCENT))
    slider.blockSignals(blocked)
