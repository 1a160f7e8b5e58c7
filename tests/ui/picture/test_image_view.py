import numpy as np
import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication

from camsetup.domain.frame import Size
from camsetup.ui.look import theme
from camsetup.ui.picture.display import Display, Layer
from camsetup.ui.picture.image_view import ImageView
from camsetup.ui.picture.paint_log import PaintLog
from ui.by_hand import a_camera, a_frame

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def log():
    return PaintLog()


@pytest.fixture
def view(qtbot, log):
    made = ImageView("left", log)
    qtbot.addWidget(made)
    made.resize(640, 512)
    made.show()
    return made


def wheel(view, x, y, eighths):
    where = QPointF(x, y)
    event = QWheelEvent(
        where,
        where,
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def coloured(view, colour: str) -> int:
    """Return how many pixels on the screen have nearly this colour."""
    image = view.grab().toImage().convertToFormat(view.grab().toImage().Format(4))
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    pixels = np.frombuffer(bits, np.uint8).reshape(image.height(), -1, 4)[..., :3]
    wanted = np.array(list(bytes.fromhex(colour[1:]))[::-1])
    return int((abs(pixels.astype(int) - wanted).max(axis=2) < 40).sum())


def test_a_painted_frame_is_counted_once_with_its_delay(view, log):
    view.show_frame(a_frame())
    view.repaint()
    view.repaint()
    assert log.painted("left") == 1
    (delay_ms,) = log.latencies_ms("left")
    assert delay_ms > 0


def test_a_frame_that_is_replaced_before_painting_is_not_counted(view, log, qtbot):
    view.repaint()
    view.show_frame(a_frame(number=1))
    view.show_frame(a_frame(number=2))
    view.repaint()
    assert log.painted("left") == 1


def test_the_newest_frame_is_the_one_that_is_seen(view):
    for level in (200, 90):
        view.show_frame(a_frame(level=level))
    assert view.grab().toImage().pixelColor(320, 200).red() == 90


def test_the_wheel_zooms_where_the_mouse_is(view):
    view.show_frame(a_frame())
    before = view.viewport
    wheel(view, 160, 128, 120)
    after = view.viewport
    assert after.scale == pytest.approx(1.25 * before.scale)
    assert after.left + 160 / after.scale == pytest.approx(160 / before.scale)


def test_a_double_click_fits_again(view, qtbot):
    view.show_frame(a_frame())
    view.zoom_to(3.0)
    assert not view.viewport.fits
    qtbot.mouseDClick(view, LEFT)
    assert view.viewport.fits


def test_dragging_pans_and_is_no_click(view, qtbot):
    view.show_frame(a_frame())
    view.zoom_to(2.0)
    left = view.viewport.left
    with qtbot.assertNotEmitted(view.clicked):
        qtbot.mousePress(view, LEFT, pos=QPoint(300, 200))
        qtbot.mouseMove(view, QPoint(250, 200))
        qtbot.mouseRelease(view, LEFT, pos=QPoint(250, 200))
    assert view.viewport.left == pytest.approx(left + 50 / 2.0)


def test_a_click_is_told(view, qtbot):
    view.show_frame(a_frame())
    with qtbot.waitSignal(view.clicked):
        qtbot.mouseClick(view, LEFT)


def test_the_outline_is_seen_while_it_is_on(view):
    view.show_frame(a_frame())
    view.show_camera(a_camera())
    assert coloured(view, theme.OUTLINE_LINE) > 500
    view.show_display(Display().switched(Layer.OUTLINE, on=False))
    assert coloured(view, theme.OUTLINE_LINE) == 0


def test_the_outline_is_drawn_once_for_many_frames_and_anew_for_a_new_view(view):
    view.show_camera(a_camera())
    for number in range(5):
        view.show_frame(a_frame(number=number))
        view.repaint()
    assert view.scene.drawing.times_drawn == 1
    view.zoom_to(2.0)
    view.repaint()
    assert view.scene.drawing.times_drawn == 2


def test_the_outline_lies_where_the_rig_should_be(view):
    view.show_frame(a_frame(level=0))
    view.show_camera(a_camera())
    image = view.grab().toImage()
    bright = [y for y in range(512) if image.pixelColor(320, y).red() > 150]
    assert bright
    assert np.mean(bright) == pytest.approx(256, abs=1.5)


def test_the_eye_is_boxed_only_in_its_step(view):
    view.show_frame(a_frame())
    view.show_camera(a_camera())
    assert coloured(view, theme.EYE_LINE) == 0
    view.show_display(Display(eye=True))
    assert coloured(view, theme.EYE_LINE) > 100


def test_a_frame_of_another_size_is_fitted(view):
    view.show_frame(a_frame())
    view.zoom_to(4.0)
    view.show_frame(a_frame(Size(640, 512)))
    assert view.viewport.fits
    assert view.viewport.frame == Size(640, 512)


def test_it_stays_fitted_when_it_is_resized(view):
    view.show_frame(a_frame())
    view.resize(1000, 400)
    assert view.viewport.fits
    assert view.viewport.canvas == Size(1000, 400)


def test_before_the_first_frame_it_is_empty(view):
    view.show_camera(a_camera())
    assert view.viewport is None
    assert view.percent is None
    assert coloured(view, theme.OUTLINE_LINE) == 0


def test_a_leave_event_does_not_confuse_it(view):
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    wheel(view, 10, 10, 120)
    assert view.viewport is None
