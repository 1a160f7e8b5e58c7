import pytest
from PyQt6.QtCore import QRectF
from PyQt6.QtGui import QColor, QImage, QPainter

from camsetup import paths
from camsetup.domain.verdict import Outcome
from camsetup.ui.look.icons import OUTCOME_ICONS, OutcomeIcon, icon, paint_icon
from camsetup.ui.look.theme import Theme

NAMES = sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


def painted(name: str, colour: str = "#ff0000", degrees: float = 0.0) -> QImage:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor("#000000"))
    painter = QPainter(image)
    paint_icon(painter, name, colour, QRectF(0, 0, 48, 48), degrees)
    painter.end()
    return image


def inked(image: QImage) -> list[tuple[int, int]]:
    return [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).red() > 128
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    image = painted(name)
    ink = inked(image)
    assert len(ink) > 30
    assert all(image.pixelColor(x, y).green() < 64 for x, y in ink)


def test_every_outcome_has_a_shape_of_its_own(qapp):
    shapes = {tuple(inked(painted(name))) for name in OUTCOME_ICONS.values()}
    assert len(shapes) == len(Outcome)


def test_the_arrow_points_right_until_it_is_turned(qapp):
    def tip(degrees):
        places = inked(painted("arrow", degrees=degrees))
        left = [y for x, y in places if x < 12]
        right = [y for x, y in places if x > 35]
        return max(left) - min(left), max(right) - min(right)

    tail_height, tip_height = tip(0)
    assert tip_height < 2.2 * tail_height
    assert tip(180) == pytest.approx((tip_height, tail_height), abs=2)


def test_a_button_icon_is_sharp_on_a_dense_screen(qapp):
    made = icon("blink", Theme.DARK.colours)
    assert {size.width() for size in made.availableSizes()} == {16, 32}


def test_an_outcome_is_said_to_screen_readers(qtbot):
    shown = OutcomeIcon()
    qtbot.addWidget(shown)
    shown.show_outcome(Outcome.FAIL)
    assert shown.accessibleName() == "FAIL"
