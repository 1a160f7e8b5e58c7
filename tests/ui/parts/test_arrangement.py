"""What scrolls goes up and down, never sideways, and does not move for its bar."""

from __future__ import annotations

from PyQt6.QtWidgets import QWidget

from camsetup.ui.parts.arrangement import button, column, row, scrolling


def scrolled(qtbot, content: QWidget, width: int = 264, height: int = 200):
    area = scrolling(content)
    qtbot.addWidget(area)
    area.resize(width, height)
    area.show()
    return area


def test_what_asks_for_more_width_than_there_is_gets_what_there_is(qtbot):
    content = QWidget()
    column(content).addLayout(row(*(button("Open recording…", print) for _ in "1234")))
    area = scrolled(qtbot, content)
    assert content.minimumSizeHint().width() > area.viewport().width()
    assert area.widget().width() == area.viewport().width()


def test_the_bar_takes_no_room_from_the_content(qtbot):
    content = QWidget()
    content.setMinimumHeight(100)
    area = scrolled(qtbot, content)
    low = content.width()
    content.setMinimumHeight(1000)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert content.width() == low
