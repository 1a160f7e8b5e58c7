import numpy as np
import pytest

from camsetup.domain.frame import Size
from camsetup.ui.look import theme
from camsetup.ui.picture.saturation import extremes, mark
from camsetup.ui.picture.viewport import Viewport

FRAME = Size(1280, 1024)


def bgr(colour: str) -> list[int]:
    return list(bytes.fromhex(colour[1:]))[::-1]


def marked(pixels: np.ndarray, view: Viewport) -> np.ndarray:
    target = view.target.size
    picture = np.full((target.height, target.width, 4), 90, np.uint8)
    mark(picture, *extremes(pixels, view))
    return picture[..., :3]


def count(picture: np.ndarray, colour: str) -> int:
    return int((picture == bgr(colour)).all(axis=2).sum())


@pytest.fixture
def lonely():
    """Return 400 saturated pixels far from each other, in a grey frame."""
    pixels = np.full((FRAME.height, FRAME.width), 90, np.uint8)
    chance = np.random.default_rng(5)
    rows, columns = np.mgrid[10:1000:50, 10:1270:63]
    rows = rows + chance.integers(0, 20, rows.shape)
    columns = columns + chance.integers(0, 20, columns.shape)
    columns = np.minimum(columns, FRAME.width - 1)
    pixels[rows, columns] = 255
    return pixels, rows.size


@pytest.mark.parametrize("canvas", [(1280, 1024), (900, 720), (531, 425), (97, 78)])
def test_every_single_saturated_pixel_survives_any_shrinking(lonely, canvas):
    pixels, how_many = lonely
    view = Viewport.fitting(FRAME, Size(*canvas))
    picture = marked(pixels, view)
    red = (picture == bgr(theme.SATURATED)).all(axis=2)
    rows, columns = np.nonzero(pixels == 255)
    for row, column in zip(rows, columns, strict=True):
        y, x = int(row * view.scale), int(column * view.scale)
        assert red[max(y - 1, 0) : y + 2, max(x - 1, 0) : x + 2].any()
    assert red.sum() <= 4 * how_many


@pytest.mark.parametrize("corner", [(0, 0), (0, -1), (-1, 0), (-1, -1)])
def test_a_saturated_pixel_in_the_very_corner_survives(corner):
    pixels = np.full((FRAME.height, FRAME.width), 90, np.uint8)
    pixels[corner] = 255
    for width in range(60, 1281, 61):
        view = Viewport.fitting(FRAME, Size(width, 1024))
        assert count(marked(pixels, view), theme.SATURATED) >= 1


def test_solid_red_is_255_and_only_255():
    pixels = np.full((FRAME.height, FRAME.width), 254, np.uint8)
    view = Viewport.fitting(FRAME, FRAME)
    striped = marked(pixels, view)
    share = count(striped, theme.SATURATED) / striped[..., 0].size
    assert 0.4 < share < 0.6
    assert count(striped, theme.NEARLY_SATURATED) > 0
    pixels[:] = 255
    assert count(marked(pixels, view), theme.SATURATED) == FRAME.width * FRAME.height


def test_stripes_begin_at_250():
    view = Viewport.fitting(FRAME, FRAME)
    for level, striped in ((249, False), (250, True)):
        pixels = np.full((FRAME.height, FRAME.width), level, np.uint8)
        assert (count(marked(pixels, view), theme.NEARLY_SATURATED) > 0) is striped


def test_blue_ends_at_2():
    view = Viewport.fitting(FRAME, Size(640, 512))
    for level, blue in ((2, True), (3, False)):
        pixels = np.full((FRAME.height, FRAME.width), level, np.uint8)
        assert (count(marked(pixels, view), theme.TOO_DARK) > 0) is blue


def test_a_well_lit_picture_is_left_alone():
    pixels = np.full((FRAME.height, FRAME.width), 90, np.uint8)
    picture = marked(pixels, Viewport.fitting(FRAME, Size(640, 512)))
    assert (picture == 90).all()


def test_marks_magnify_with_the_picture():
    pixels = np.full((FRAME.height, FRAME.width), 90, np.uint8)
    pixels[500, 600] = 255
    view = Viewport.fitting(FRAME, Size(800, 640)).zoomed(8.0, 0, 0)
    view = view.panned(-600 * 8 + 100, -500 * 8 + 100)
    assert count(marked(pixels, view), theme.SATURATED) == 64
