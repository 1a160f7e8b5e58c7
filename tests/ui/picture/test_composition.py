from dataclasses import replace

import numpy as np
import pytest

from camsetup.domain.frame import Size
from camsetup.ui.picture.composition import compose, shown
from camsetup.ui.picture.display import Display, Layer
from camsetup.ui.picture.viewport import Viewport

FRAME = Size(1280, 1024)
PLAIN = Display()


@pytest.fixture
def ramp():
    levels = np.linspace(20, 220, FRAME.width).astype(np.uint8)
    return np.tile(levels, (FRAME.height, 1))


@pytest.mark.parametrize("canvas", [(1280, 1024), (900, 600), (531, 425), (77, 300)])
def test_the_picture_has_exactly_the_pixels_of_the_screen(ramp, canvas):
    view = Viewport.fitting(FRAME, Size(*canvas))
    picture = shown(ramp, view)
    target = view.target.size
    assert picture.shape == (target.height, target.width)


def test_at_100_percent_no_pixel_is_changed(ramp):
    assert (shown(ramp, Viewport.fitting(FRAME, FRAME)) == ramp).all()


def test_brightness_survives_shrinking():
    board = np.indices((FRAME.height, FRAME.width)).sum(axis=0) % 2 * 200
    picture = shown(board.astype(np.uint8), Viewport.fitting(FRAME, Size(400, 320)))
    assert picture.mean() == pytest.approx(100, abs=2)
    assert picture.std() < 5


def test_magnified_pixels_are_squares():
    pixels = np.zeros((FRAME.height, FRAME.width), np.uint8)
    pixels[0, 0] = 200
    view = Viewport.fitting(FRAME, Size(800, 640)).zoomed(16.0, 0, 0)
    view = view.panned(9999, 9999)
    picture = shown(pixels, view)
    assert (picture[:16, :16] == 200).all()
    assert picture.astype(int).sum() == 256 * 200


def test_a_ghost_is_mixed_in_by_its_share(ramp):
    view = Viewport.fitting(FRAME, Size(640, 512))
    ghost = np.full((512, 640), 200, np.uint8)
    live = np.full_like(ramp, 100)
    display = replace(Display(ghost=True), ghost_opacity=0.25)
    assert (compose(live, ghost, view, display) == 125).all()


def test_two_colours_are_grey_where_reference_and_live_agree(ramp):
    view = Viewport.fitting(FRAME, Size(640, 512))
    display = PLAIN.switched(Layer.TWO_COLOUR, on=True)
    agreed = compose(ramp, shown(ramp, view), view, display)
    assert (agreed[..., 0] == agreed[..., 1]).all()
    assert (agreed[..., 1] == agreed[..., 2]).all()


def test_two_colours_show_a_missing_live_part_in_magenta(ramp):
    view = Viewport.fitting(FRAME, Size(640, 512))
    display = PLAIN.switched(Layer.TWO_COLOUR, on=True)
    reference = np.full((512, 640), 200, np.uint8)
    blue, green, red, _ = compose(np.zeros_like(ramp), reference, view, display)[0, 0]
    assert (red, green, blue) == (200, 0, 200)


def test_overlays_leave_the_frame_itself_alone(ramp):
    ramp.flags.writeable = False
    before = ramp.copy()
    view = Viewport.fitting(FRAME, FRAME)
    display = PLAIN.switched(Layer.SATURATION, on=True)
    compose(ramp, None, view, display)
    assert (ramp == before).all()
