import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camsetup.domain.frame import Size
from camsetup.ui.picture.viewport import LARGEST_SCALE, Viewport

FRAME = Size(1280, 1024)
CANVAS = Size(900, 600)

sizes = st.builds(Size, st.integers(1, 2000), st.integers(1, 2000))


@st.composite
def viewports(draw):
    view = Viewport.fitting(draw(sizes), draw(sizes))
    x, y = draw(st.floats(0, 2000)), draw(st.floats(0, 2000))
    view = view.zoomed(draw(st.floats(0.01, 64)), x, y)
    return view.panned(draw(st.floats(-3000, 3000)), draw(st.floats(-3000, 3000)))


def test_the_whole_frame_is_shown_in_the_middle_at_first():
    view = Viewport.fitting(FRAME, CANVAS)
    corners = view.to_canvas(np.array([[-0.5, -0.5], [1279.5, 1023.5]]))
    assert corners == pytest.approx(np.array([[75, 0], [825, 600]]))


def test_what_lies_under_the_mouse_stays_there_while_zooming():
    view = Viewport.fitting(FRAME, CANVAS)
    nearer = view.zoomed(2.0, 400, 300)
    point = np.array([[(400 / view.scale) + view.left, 300 / view.scale + view.top]])
    assert nearer.to_canvas(point - 0.5) == pytest.approx(np.array([[400, 300]]))


def test_the_picture_cannot_be_pushed_off_the_canvas():
    view = Viewport.fitting(FRAME, CANVAS).zoomed(1.0, 0, 0).panned(-9999, -9999)
    assert (view.left, view.top) == (1280 - 900, 1024 - 600)


def test_a_fitted_picture_stays_fitted_when_the_window_grows():
    assert Viewport.fitting(FRAME, CANVAS).on_canvas(Size(1920, 1080)).fits


def test_a_zoomed_picture_keeps_its_scale_when_the_window_grows():
    view = Viewport.fitting(FRAME, CANVAS).zoomed(1.0, 0, 0)
    assert view.on_canvas(Size(1000, 700)).scale == 1.0


@given(viewports())
def test_the_scale_stays_within_its_limits(view):
    assert view.scale <= max(
        LARGEST_SCALE, Viewport.fitting(view.frame, view.canvas).scale
    )


@given(viewports())
def test_seen_pixels_lie_in_the_frame_and_there_is_always_one(view):
    seen = view.seen
    assert 0 <= seen.left < seen.right <= view.frame.width
    assert 0 <= seen.top < seen.bottom <= view.frame.height


@given(viewports())
def test_the_target_is_where_the_seen_pixels_belong_to_half_a_pixel(view):
    seen, target = view.seen, view.target
    corner = view.to_canvas(np.array([[seen.left - 0.5, seen.top - 0.5]]))[0]
    assert abs(corner[0] - target.left) <= 0.51
    assert abs(corner[1] - target.top) <= 0.51
