"""The cameras side by side: one large, the others beside it, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QRect, QTimer, pyqtSignal
from PyQt6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from camsetup.ui.theme import CAPTION_HEIGHT, GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QResizeEvent

    from camsetup.ui.camera_tile import CameraTile

#: The column beside the large picture has at least this share of the width.
SIDE_SHARE = 0.3


class TileArea(QWidget):
    """Arranges camera tiles. A click on one lets it fill the area, or ends that."""

    chosen = pyqtSignal(str)
    rearranged = pyqtSignal()

    def __init__(self, tiles: Sequence[CameraTile], aspect: float) -> None:
        super().__init__()
        self._tiles = {tile.camera: tile for tile in tiles}
        self._aspect = aspect
        self._main = tiles[0].camera
        self._alone = len(tiles) == 1
        self._shrinking = QTimer(self)
        self._shrinking.setSingleShot(True)
        self._shrinking.setInterval(QApplication.doubleClickInterval())
        for tile in tiles:
            tile.setParent(self)
        self._shrinking.timeout.connect(self.show_all)
        for tile in tiles:
            tile.clicked.connect(self._on_tile_clicked)
            tile.view.double_clicked.connect(self._shrinking.stop)

    @property
    def main(self) -> str:
        """Return the camera that is shown large."""
        return self._main

    @property
    def alone(self) -> bool:
        """Say whether one camera fills the area."""
        return self._alone

    @property
    def visible_tiles(self) -> list[CameraTile]:
        """Return the tiles that are seen."""
        tiles = list(self._tiles.values())
        return [self._tiles[self._main]] if self._alone else tiles

    def show_main(self, camera: str) -> None:
        """Show another camera large."""
        self._main = camera
        self._arrange()

    def show_alone(self) -> None:
        """Let the large camera fill the area."""
        self._alone = True
        self._arrange()

    def show_all(self) -> None:
        """Show every camera."""
        self._alone = len(self._tiles) == 1
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Arrange the tiles in the new space."""
        self._arrange()

    def _arrange(self) -> None:
        main = self._tiles[self._main]
        side = [tile for tile in self._tiles.values() if tile is not main]
        for tile in side:
            tile.setVisible(not self._alone)
        main.show_caption(wanted=not self._alone)
        if self._alone:
            main.setGeometry(self.rect())
        else:
            places = arranged(self.rect(), len(side), self._aspect)
            for tile, place in zip([main, *side], places, strict=True):
                tile.setGeometry(place)
        self.rearranged.emit()

    def _on_tile_clicked(self, camera: str) -> None:
        if len(self._tiles) == 1:
            return
        if self._alone:
            self._shrinking.start()
            return
        self._main, self._alone = camera, True
        self._arrange()
        self.chosen.emit(camera)


def arranged(area: QRect, beside: int, aspect: float) -> list[QRect]:
    """Return places for one large tile and those beside it.

    Every tile is as high as its picture and its caption; together they stand in the
    middle of the area.
    """
    gap = GRID
    side_height = (area.height() - gap * (beside - 1)) // beside - CAPTION_HEIGHT
    widest = round(side_height * aspect)
    left_over = area.width() - gap - round((area.height() - CAPTION_HEIGHT) * aspect)
    side_width = min(max(left_over, round(area.width() * SIDE_SHARE)), widest)
    main_width = area.width() - gap - side_width
    height = min(_tile_height(main_width, aspect), area.height())
    small = _tile_height(side_width, aspect)
    column = small * beside + gap * (beside - 1)
    top = area.top() + (area.height() - max(height, column)) // 2
    places = [QRect(area.left(), top, main_width, height)]
    for i in range(beside):
        side_left = area.left() + main_width + gap
        places.append(QRect(side_left, top + i * (small + gap), side_width, small))
    return places


def _tile_height(width: int, aspect: float) -> int:
    return round(width / aspect) + CAPTION_HEIGHT
