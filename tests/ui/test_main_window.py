from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from camsetup import paths
from camsetup.domain.verdict import Outcome
from camsetup.session.role_values import Bound
from camsetup.session.steps import Step
from camsetup.stream.phase import Problem
from camsetup.ui.look import theme
from camsetup.ui.look.theme import Theme
from camsetup.ui.main_window import MainWindow
from camsetup.ui.panels.histogram_plot import HistogramPlot
from camsetup.ui.parts.digits import Digits
from camsetup.ui.parts.text import ElidedLabel
from ui.by_hand import (
    StillSession,
    a_camera,
    a_frame,
    a_rig,
    an_inspection,
    three_cameras,
)


@pytest.mark.parametrize("step", Step)
def test_1280_by_800_suffices_for_three_cameras(trio, opened, step):
    window = opened(trio, step=step)
    window.heartbeat.beat()
    assert (window.width(), window.height()) == (1280, 800)
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800


@pytest.mark.parametrize("look", Theme)
def test_the_histogram_waits_for_the_first_picture(trio, opened, look):
    window = opened(trio, theme=look)
    window.heartbeat.beat()
    assert window.findChild(HistogramPlot) is None
    trio.frames["left"].append(a_frame())
    window.picture.show_frames()
    window.picture.view.repaint()
    window._show_metrics()
    plot = window.findChild(HistogramPlot)
    window.page.layout().activate()
    shade = plot.grab().toImage().pixelColor(plot.rect().center()).name()
    assert shade == look.colours.raised


def test_no_check_s_name_is_shortened_in_1280_px(trio, opened):
    window = opened(trio)
    window.show_words()
    names = window.page._checks.findChildren(ElidedLabel)
    assert len(names) == 9
    window.page.layout().activate()
    assert [n.text() for n in names if n.width() < n.sizeHint().width()] == []


@pytest.mark.parametrize("way", ["one alone", "all again"])
def test_showing_one_camera_alone_does_not_widen_the_window(trio, opened, way):
    window = opened(trio)
    window.picture.tile("right").clicked.emit("right")
    if way == "all again":
        window.picture.tiles.show_all()
    window.heartbeat.beat()
    assert window.minimumSizeHint().width() <= 1280
    assert window.width() == 1280


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_no_line_of_the_frame_is_cut(trio, opened, size):
    window = opened(trio, size)
    window.heartbeat.beat()
    parts = (window.header, window.picture, window.page.steps)
    lines = [text for part in parts for text in part.findChildren(QLabel)]
    cut = [
        text.text()
        for text in lines
        if text.isVisible()
        and not text.wordWrap()
        and text.sizeHint().width() > text.width()
    ]
    assert lines
    assert not cut


def test_it_begins_with_the_position_of_the_first_camera(trio, opened):
    window = opened(trio)
    assert window.choice.step is Step.POSITION
    assert window.choice.camera == "left"


def test_it_begins_where_it_is_told_to(trio, opened):
    window = opened(trio, step=Step.FOCUS, camera="body")
    assert (window.choice.step, window.choice.camera) == (Step.FOCUS, "body")
    assert window.picture.tiles.main == "body"


def test_saturated_pixels_are_marked_while_the_aperture_is_set(still_session, opened):
    window = opened(still_session, step=Step.APERTURE)
    assert window.picture.display.saturation
    window.choice.choose_step(Step.CHECK)
    assert not window.picture.display.saturation


def test_a_beat_shows_the_newest_frame_of_every_camera(trio, opened, qtbot):
    window = opened(trio)
    for name in ("left", "right", "body"):
        trio.frames[name].append(a_frame())
    window.heartbeat.beat()
    window.repaint()
    for name in ("left", "right", "body"):
        qtbot.waitUntil(lambda name=name: window.paint_log.painted(name) == 1)


def test_the_verdict_follows_the_state(still_session, opened):
    window = opened(still_session)
    window.show_words()
    assert window.header.verdict_text.startswith("READY")
    still_session.change("left", inspection=an_inspection(Outcome.FAIL))
    window.show_words()
    assert window.header.verdict_text == "NOT READY: do position"


def test_the_measured_rate_is_in_the_header(still_session, opened):
    window = opened(still_session)
    window.heartbeat.beat()
    (rate,) = window.header.findChildren(Digits)
    assert rate.text() == "60.0 Hz"
    texts = [label.text() for label in window.header.findChildren(QLabel)]
    assert "15322923" in texts


def test_closing_stops_the_heart_and_then_closes_the_session(qtbot):
    session = StillSession(three_cameras())
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.heartbeat.beating)
    session.frames["left"].extend(a_frame(number=i) for i in range(1000))
    qtbot.waitUntil(lambda: window.paint_log.painted("left") > 1)
    window.close()
    assert session.closed
    assert not window.heartbeat.beating


def test_the_theme_can_be_changed_while_it_runs(still_session, opened):
    window = opened(still_session)
    assert theme.colours(window.header) == Theme.DARK.colours
    window.toggle_theme()
    assert theme.colours(window.header) == Theme.LIGHT.colours
    assert theme.colours(window.page.steps) == Theme.LIGHT.colours


def test_type_has_the_sizes_of_the_theme_before_and_after_a_change(
    still_session, opened
):
    window = opened(still_session)
    allowed = {*theme.Text, theme.HEADER_VERDICT}
    for _ in range(3):
        sizes = {part.font().pixelSize() for part in window.findChildren(QWidget)}
        assert sizes <= allowed
        window.toggle_theme()


def test_a_blinking_outline_comes_and_goes(still_session, opened):
    window = opened(still_session)
    picture = window.picture
    picture.choose(replace(picture.display, blink=True))
    seen = []
    for _ in range(4):
        picture.blink()
        seen.append(picture.view.scene.display.outline)
    assert seen == [False, True, False, True]


def test_an_outline_that_stops_blinking_is_there(still_session, opened):
    window = opened(still_session)
    picture = window.picture
    picture.choose(replace(picture.display, blink=True))
    picture.blink()
    picture.choose(replace(picture.display, blink=False))
    picture.blink()
    assert picture.view.scene.display.outline


def test_something_wrong_is_said_in_a_line(still_session, opened):
    window = opened(still_session)
    window.notify("Something went wrong.")
    assert window.notices.text == "Something went wrong."


def test_ghost_and_two_colours_wait_for_a_reference(still_session, opened):
    window = opened(still_session)
    window.heartbeat.beat()
    bar = window.picture.bar
    assert not bar.ghost_can_be_chosen
    still_session.change("left", reference=a_frame().pixels)
    window.picture.show_state(still_session.state)
    assert bar.ghost_can_be_chosen


def test_a_clicked_button_does_not_keep_the_keyboard(still_session, opened, qtbot):
    window = opened(still_session)
    for button in window.page.findChildren(QPushButton):
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_a_camera_without_an_inspection_is_shown_too(opened):
    window = opened(StillSession(a_rig(a_camera(inspection=None, outline=None))))
    for step in Step:
        window.choice.choose_step(step)
        window.pages.toggle_arms_length()
        window.pages.toggle_arms_length()
    window.show_words()
    assert window.header.verdict_text.startswith("NOT READY")


def test_a_notice_covers_no_verdict_of_a_camera(trio, opened):
    window = opened(trio)
    window.notify("Something went wrong.")
    notice = window.notices.geometry()
    for name in ("left", "right", "body"):
        tile = window.picture.tile(name)
        caption = tile.geometry()
        caption.setHeight(theme.CAPTION_HEIGHT)
        assert not notice.intersects(caption)


def test_what_came_of_a_binding_is_said_once(trio, opened):
    window = opened(trio)
    trio.change_rig(bound=Bound("100 is the left camera now.", number=1))
    window.show_words()
    assert window.notices.text == "100 is the left camera now."
    window.notify("Something else.")
    window.show_words()
    assert window.notices.text == "Something else."


def test_a_binding_that_failed_is_said_with_its_remedy(trio, opened):
    window = opened(trio)
    refused = Problem("The rig file is write-protected.", "Free it.")
    trio.change_rig(bound=Bound("", refused, 1))
    window.show_words()
    assert window.notices.text == "The rig file is write-protected. Free it."


def test_about_says_where_the_log_is(trio, opened, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "about", lambda *words: said.extend(words))
    opened(trio).show_about()
    assert str(paths.user_log()) in said[-1]
