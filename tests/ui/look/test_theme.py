from itertools import product

import pytest
from PyQt6.QtGui import QFontMetricsF
from PyQt6.QtWidgets import QLabel, QMainWindow

from camsetup.domain.verdict import Outcome
from camsetup.ui.look import theme
from camsetup.ui.look.theme import Theme


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [byte / 255 for byte in bytes.fromhex(colour[1:])]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("which", Theme)
def test_every_text_is_readable_on_every_surface(which):
    colours = which.colours
    texts = [colours.text, colours.dim, colours.accent]
    texts += [colours.outcome(outcome) for outcome in Outcome]
    surfaces = [colours.window, colours.surface, colours.raised]
    poor = {
        (text, surface)
        for text, surface in product(texts, surfaces)
        if contrast(text, surface) < 4.5
    }
    assert not poor
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@pytest.mark.parametrize("which", Theme)
def test_outcomes_have_five_colours_and_five_words(which):
    assert len({which.colours.outcome(outcome) for outcome in Outcome}) == 5
    assert len(set(theme.OUTCOME_WORDS.values())) == 5


def test_a_widget_has_the_colours_of_the_window_it_is_in(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    inside = QLabel("inside")
    window.setCentralWidget(inside)
    for which in (Theme.LIGHT, Theme.DARK):
        theme.dress(window, which)
        assert theme.colours(inside) == which.colours


def test_every_figure_is_as_wide_as_the_others(qapp):
    for size in theme.Text:
        metrics = QFontMetricsF(theme.font(size, bold=True))
        widths = {round(metrics.horizontalAdvance(d), 3) for d in "0123456789"}
        assert len(widths) == 1


def test_a_tone_colours_a_label_and_none_takes_it_back(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    text = QLabel("text")
    window.setCentralWidget(text)
    theme.dress(window, Theme.DARK)
    theme.tint(text, theme.Tone.FAIL)
    assert text.palette().windowText().color().name() == Theme.DARK.colours.failed
    theme.tint(text, None)
    assert text.palette().windowText().color().name() == Theme.DARK.colours.text
