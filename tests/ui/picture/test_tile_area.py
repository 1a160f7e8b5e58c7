from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtCore import QRect, Qt

from camsetup.ui.look.theme import CAPTION_HEIGHT
from camsetup.ui.picture.tile_area import arranged
from ui.by_hand import a_frame

LEFT = Qt.MouseButton.LeftButton
areas = st.builds(
    QRect,
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(400, 3000),
    st.integers(300, 2000),
)


@given(areas, st.integers(1, 4))
def test_tiles_lie_in_the_area_and_never_overlap(area, beside):
    places = arranged(area, beside, 1.25)
    roomy = area.adjusted(-3, -3, 3, 3)
    assert all(roomy.contains(place) for place in places)
    assert not any(one.intersects(two) for one, two in combinations(places, 2))


@given(areas, st.integers(1, 4))
def test_the_column_is_as_high_as_the_large_tile(area, beside):
    main, *column = arranged(area, beside, 1.25)
    assert column[0].top() == main.top()
    assert column[-1].bottom() == pytest.approx(main.bottom(), abs=beside + 1)


@given(areas, st.integers(2, 4))
def test_every_tile_has_the_shape_of_its_picture(area, beside):
    for place in arranged(area, beside, 1.25):
        height = place.height() - CAPTION_HEIGHT
        assert place.width() == pytest.approx(1.25 * height, abs=2)


def shown(window):
    return {tile.camera for tile in window.picture.tiles.visible_tiles}


def test_a_click_lets_one_camera_fill_the_area_and_chooses_it(trio, opened, qtbot):
    window = opened(trio)
    qtbot.mouseClick(window.picture.tile("right"), LEFT)
    assert shown(window) == {"right"}
    assert window.choice.camera == "right"
    tile = window.picture.tile("right")
    assert tile.width() == window.picture.tiles.width()


def test_escape_shows_all_cameras_again(trio, opened, qtbot):
    window = opened(trio)
    qtbot.mouseClick(window.picture.tile("body"), LEFT)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert shown(window) == {"left", "right", "body"}


def test_a_second_click_shows_all_cameras_again(trio, opened, qtbot):
    window = opened(trio)
    qtbot.mouseClick(window.picture.tile("body"), LEFT)
    qtbot.mouseClick(window.picture.tile("body"), LEFT)
    qtbot.waitUntil(lambda: len(shown(window)) == 3)


def test_a_double_click_fits_and_leaves_the_camera_alone(trio, opened, qtbot):
    window = opened(trio)
    trio.frames["body"].append(a_frame())
    window.heartbeat.beat()
    qtbot.mouseClick(window.picture.tile("body"), LEFT)
    window.picture.view.zoom_to(4.0)
    view = window.picture.view
    qtbot.mouseClick(view, LEFT)
    qtbot.mouseDClick(view, LEFT)
    assert view.viewport.fits
    assert not window.picture.tiles.shrinking
    assert shown(window) == {"body"}


def test_one_camera_always_fills_the_area(still_session, opened, qtbot):
    window = opened(still_session)
    qtbot.mouseClick(window.picture.tile("left"), LEFT)
    assert window.picture.tile("left").width() == window.picture.tiles.width()


def test_frames_of_hidden_cameras_are_left_where_they_are(trio, opened, qtbot):
    window = opened(trio)
    qtbot.mouseClick(window.picture.tile("left"), LEFT)
    for camera in ("left", "right"):
        trio.frames[camera].append(a_frame())
    window.heartbeat.beat()
    assert len(trio.frames["left"]) == 0
    assert len(trio.frames["right"]) == 1


def test_another_camera_chosen_while_one_fills_the_area_is_seen(trio, opened, qtbot):
    window = opened(trio)
    qtbot.mouseClick(window.picture.tile("left"), LEFT)
    window.choice.choose_camera("body")
    assert shown(window) == {"body"}
    window.picture.tiles.show_all()
    assert shown(window) == {"left", "right", "body"}
