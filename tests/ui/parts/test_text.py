"""Long words are broken or shortened, and are still there to be read."""

from __future__ import annotations

import pytest
from PyQt6.QtGui import QFontMetrics

from camsetup.ui.parts.text import ElidedLabel, Paragraph, breakable

WORD = "averylongwordwithoutanyjoint" * 3
ADDRESS = "simulator?mouse=1&dx=20&defocus=2&aperture=1.6&seed=3"


def test_short_words_are_left_alone():
    text = "Pan the camera right by 20 px."
    assert breakable(text) == text


@pytest.mark.parametrize("text", [WORD, ADDRESS, f"Frames come from {ADDRESS}."])
def test_no_piece_of_a_long_word_is_long(text):
    pieces = breakable(text).replace("\u200b", " ").split()
    assert max(map(len, pieces)) <= 20
    assert "".join(pieces) == text.replace(" ", "")


def test_an_address_is_broken_at_its_joints():
    pieces = breakable(ADDRESS).split("\u200b")
    assert {"simulator?", "dx=", "defocus="} <= set(pieces)


def test_a_paragraph_remembers_what_it_was_given(qtbot):
    paragraph = Paragraph(ADDRESS)
    qtbot.addWidget(paragraph)
    assert paragraph.text() == ADDRESS


@pytest.mark.parametrize("text", [WORD, ADDRESS])
def test_a_paragraph_gets_higher_instead_of_wider(qtbot, text):
    paragraph = Paragraph(text)
    qtbot.addWidget(paragraph)
    line = QFontMetrics(paragraph.font()).lineSpacing()
    assert paragraph.heightForWidth(160) >= 2 * line
    assert paragraph.minimumSizeHint().width() <= 160


def test_an_elided_text_asks_for_all_and_needs_little(qtbot):
    label = ElidedLabel(ADDRESS)
    qtbot.addWidget(label)
    assert label.sizeHint().width() > 200
    assert label.minimumSizeHint().width() < 80
    assert label.text() == label.toolTip() == ADDRESS
