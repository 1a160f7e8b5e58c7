"""Makes an outline of a rig from its own picture: lines found, rubbed out, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QWidget
from typing_extensions import override

from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.domain.outline import Outline, Region
from camsetup.profiles.outlines import save_user_outline
from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID
from camsetup.ui.outline_editor.canvas import OutlineCanvas
from camsetup.ui.outline_editor.erasure import Erasure, Patch, Stroke
from camsetup.ui.outline_editor.line_drawer import Drawing, LineDrawer, Wish
from camsetup.ui.outline_editor.tools import OutlineTools

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from PyQt6.QtGui import QCloseEvent

    from camsetup.domain.outline import Line
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState

#: How often a finished drawing is looked for.
_LOOK_MS = 30
_SHARE_OF_WINDOW = 0.9


def edit_outline(session: Session, camera: CameraState, parent: QWidget) -> None:
    """Open the editor for a camera; nothing happens before its first picture."""
    picture = session.mean_picture(camera.role.name)
    if picture is not None:
        editor = OutlineEditor(session, camera, picture, parent)
        editor.open()


def carried_regions(camera: CameraState) -> tuple[Region, ...]:
    """Return the regions of the outline in use, where they are in the picture now."""
    outline = camera.outline
    if outline is None:
        return ()
    alignment = camera.inspection.alignment if camera.inspection else None
    if alignment is None or not alignment.recognised:
        return outline.regions
    return tuple(
        Region(region.name, alignment.pose.apply(region.polygon, outline.size))
        for region in outline.regions
    )


def found_lines(wish: Wish) -> tuple[Line, ...]:
    """Return the lines of a picture."""
    from camsetup.analysis.drawing import (  # noqa: PLC0415 - slow, and few need it
        extract_lines,
    )

    return tuple(extract_lines(wish.picture, wish.threshold, wish.erased))


class OutlineEditor(QDialog):
    """Shows the picture with the lines found in it; saved, they are the outline.

    Parameters
    ----------
    picture
        h×w uint8, the mean of the last frames.
    draw
        Finds the lines; called in a thread of its own.
    """

    def __init__(
        self,
        session: Session,
        camera: CameraState,
        picture: NDArray[np.uint8],
        parent: QWidget | None = None,
        draw: Callable[[Wish], tuple[Line, ...]] = found_lines,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._camera = camera
        self._picture = picture
        self._erasure = Erasure()
        self._lines: tuple[Line, ...] = ()
        self._drawer = LineDrawer(draw)
        self._canvas = OutlineCanvas()
        self._regions = carried_regions(camera)
        self._tools = OutlineTools(f"{camera.role.name}-own")
        self._tools.offer_mouse(self._mouse() is not None)
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._lay_out()
        self._connect()
        self._canvas.show_picture(picture)
        self._canvas.set_brush(self._tools.radius_px)
        self._draw_anew()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines as they would be saved."""
        return self._lines

    @override
    def done(self, result: int) -> None:
        """Stop drawing, then close."""
        self._clock.stop()
        self._drawer.close()
        super().done(result)

    @override
    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Close as the button does."""
        self.done(QDialog.DialogCode.Rejected)
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self.setWindowTitle(f"Make an outline: {self._camera.role.name} camera")
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        if window is not None:
            self.setPalette(window.palette())
            self.resize(window.size() * _SHARE_OF_WINDOW)
        self.setFont(theme.font())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._canvas, 1)
        self._tools.setFixedWidth(theme.PANEL_WIDTH)
        layout.addWidget(self._tools)

    def _connect(self) -> None:
        self._canvas.stroked.connect(self._on_stroked)
        self._tools.threshold_changed.connect(self._draw_anew)
        self._tools.radius_changed.connect(self._canvas.set_brush)
        self._tools.mouse_unwanted.connect(self._on_mouse_unwanted)
        self._tools.undo_wanted.connect(self._on_undo_wanted)
        self._tools.picture_wanted.connect(self._on_picture_wanted)
        self._tools.save_wanted.connect(self._on_save_wanted)
        self._tools.close_wanted.connect(self.reject)
        self._clock.timeout.connect(self._on_look)

    def _draw_anew(self) -> None:
        erased = self._erasure.mask(self._size())
        self._drawer.ask(Wish(self._picture, self._tools.threshold, erased))
        self._tools.show_busy()
        self._clock.start()

    def _change_erasure(self, erasure: Erasure) -> None:
        self._erasure = erasure
        self._canvas.show_erasure(erasure)
        self._tools.allow_undo(bool(erasure.marks))
        self._draw_anew()

    def _on_stroked(self, stroke: Stroke) -> None:
        self._change_erasure(self._erasure.with_mark(stroke))

    def _on_mouse_unwanted(self) -> None:
        mouse = self._mouse()
        if mouse is not None:
            corners = tuple((x, y) for x, y in mouse.polygon.tolist())
            self._change_erasure(self._erasure.with_mark(Patch(corners)))

    def _on_undo_wanted(self) -> None:
        self._change_erasure(self._erasure.undone())

    def _on_picture_wanted(self) -> None:
        picture = self._session.mean_picture(self._camera.role.name)
        if picture is not None:
            self._picture = picture
            self._canvas.show_picture(picture)
            self._draw_anew()

    def _on_look(self) -> None:
        drawing = self._drawer.take()
        if drawing is not None:
            self._show(drawing)
        if not self._drawer.busy:
            self._clock.stop()

    def _show(self, drawing: Drawing) -> None:
        self._lines = drawing.lines
        self._canvas.show_lines(drawing.lines)
        if drawing.problem:
            self._tools.complain(drawing.problem)
        else:
            self._tools.show_count(len(drawing.lines))

    def _on_save_wanted(self, name: str) -> None:
        outline = Outline(name, self._size(), self._lines, self._regions)
        try:
            save_user_outline(outline)
        except OutlineError as error:
            self._tools.complain(error.message, error.remedy)
            return
        self._session.use_outline(self._camera.role.name, outline)
        self.accept()

    def _mouse(self) -> Region | None:
        return next((each for each in self._regions if each.name == "mouse"), None)

    def _size(self) -> Size:
        height, width = self._picture.shape
        return Size(width, height)
