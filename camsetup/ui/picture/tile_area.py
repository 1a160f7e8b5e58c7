"""The cameras side by side: one large, the others beside it, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, QRect, QSize, QTimer, pyqtSignal
from PyQt6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from camsetup.ui.look.theme import CAPTION_HEIGHT, GRID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PyQt6.QtGui import QResizeEvent

    from camsetup.ui.picture.camera_tile import CameraTile


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
    def shrinking(self) -> bool:
        """Say whether a click is about to show all cameras again."""
        return self._shrinking.isActive()

    @property
    def visible_tiles(self) -> list[CameraTile]:
        """Return the tiles that are seen."""
        tiles = list(self._tiles.values())
        return [self._tiles[self._main]] if self._alone else tiles

    @property
    def main_picture(self) -> QRect:
        """Return where the large picture is, without its caption."""
        tile = self._tiles[self._main]
        below = 0 if self._alone else CAPTION_HEIGHT
        return tile.geometry().adjusted(0, below, 0, 0)

    def show_main(self, camera: str) -> None:
        """Show another camera large."""
        self._main = camera
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
        for tile in self._tiles.values():
            tile.setVisible(tile is main or not self._alone)
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
    """Return places for one large tile and those in a column beside it.

    Every tile is as high as its picture and its caption, the column as high as the
    large tile, and together they stand in the middle of the area.
    """
    gaps = beside - 1
    spare = gaps * (CAPTION_HEIGHT + GRID) * aspect
    side_width = (area.width() - GRID - spare) / (beside + 1)
    height = _tile_height(area.width() - GRID - side_width, aspect)
    if height > area.height():
        height = area.height()
        each = (height - gaps * GRID) / beside
        side_width = (each - CAPTION_HEIGHT) * aspect
    main = QSize(round((height - CAPTION_HEIGHT) * aspect), round(height))
    small = QSize(round(side_width), round(_tile_height(side_width, aspect)))
    left = area.left() + (area.width() - main.width() - GRID - small.width()) // 2
    top = area.top() + (area.height() - main.height()) // 2
    corner = QPoint(left + main.width() + GRID, top)
    step = QPoint(0, small.height() + GRID)
    column = [QRect(corner + step * i, small) for i in range(beside)]
    return [QRect(QPoint(left, top), main), *column]


def _tile_height(width: float, aspect: float) -> float:
    return width / aspect + CAPTION_HEIGHT
