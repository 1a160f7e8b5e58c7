"""The middle of the window: the pictures, and the bar under them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QVBoxLayout, QWidget

from camsetup.ui.heartbeat import PICTURE_S, WhenChanged
from camsetup.ui.look.theme import GRID
from camsetup.ui.picture.absence import WayOut
from camsetup.ui.picture.camera_tile import CameraTile
from camsetup.ui.picture.display import Display, Layer
from camsetup.ui.picture.picture_bar import PictureBar
from camsetup.ui.picture.tile_area import TileArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.session.session import Session
    from camsetup.session.state import CameraState, RigState
    from camsetup.session.steps import Step
    from camsetup.ui.picture.image_view import ImageView
    from camsetup.ui.picture.paint_log import PaintLog


class PictureArea(QWidget):
    """Shows every camera's picture, and what is laid over it."""

    def __init__(
        self,
        session: Session,
        log: PaintLog,
        clock_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        super().__init__()
        self._session = session
        self._clock_ns = clock_ns
        self._display = Display()
        self._blink_away = False
        roles = session.state.rig.cameras
        self._tiles = {role.name: CameraTile(role.name, log) for role in roles}
        self._fed = {
            name: WhenChanged(tile.show_camera) for name, tile in self._tiles.items()
        }
        self._shown_ns = dict.fromkeys(self._tiles, 0)
        aspect = min(role.size.aspect for role in roles)
        self.tiles = TileArea(list(self._tiles.values()), aspect)
        self.bar = PictureBar()
        self._lay_out()
        self._connect()

    @property
    def display(self) -> Display:
        """Return what is laid over the pictures."""
        return self._display

    @property
    def view(self) -> ImageView:
        """Return the large picture."""
        return self._tiles[self.tiles.main].view

    def tile(self, camera: str) -> CameraTile:
        """Return a camera's tile."""
        return self._tiles[camera]

    def choose(self, display: Display) -> None:
        """Change what is laid over the pictures."""
        self._display = display
        self.bar.show_display(display)
        self._show_overlays()

    def toggle(self, layer: Layer) -> None:
        """Switch a layer over."""
        self.choose(self._display.toggled(layer))

    def work_on(self, step: Step) -> None:
        """Mark in the pictures what a step is judged by."""
        self.choose(self._display.for_step(step))

    def show_frames(self) -> None:
        """Show each seen camera's newest frame, at most 30 times a second."""
        now_ns = self._clock_ns()
        for tile in self.tiles.visible_tiles:
            if now_ns - self._shown_ns[tile.camera] < PICTURE_S * 1e9:
                continue
            frame = self._session.take_frame(tile.camera)
            if frame is not None:
                self._shown_ns[tile.camera] = now_ns
                tile.show_frame(frame)

    def show_state(self, state: RigState) -> None:
        """Show each camera's overlays, or why it has no picture."""
        for camera in state.cameras:
            self._fed[camera.role.name].offer(camera)
        self._show_reference(state.camera(self.tiles.main))

    def blink(self) -> None:
        """Take a blinking outline away, or bring it back."""
        if self._display.blink or self._blink_away:
            self._blink_away = self._display.blink and not self._blink_away
            self._show_overlays()

    def _show_overlays(self) -> None:
        display = self._display
        shown = display.dark_phase() if self._blink_away else display
        for tile in self._tiles.values():
            tile.view.show_display(shown)

    def _show_reference(self, camera: CameraState) -> None:
        self.bar.show_reference(available=camera.reference is not None)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tiles, 1)
        layout.addWidget(self.bar)

    def _connect(self) -> None:
        self.bar.display_chosen.connect(self.choose)
        self.bar.fit_wanted.connect(lambda: self.view.fit())
        self.bar.actual_size_wanted.connect(lambda: self.view.zoom_to(1.0))
        self.bar.tiles_wanted.connect(self.tiles.show_all)
        self.tiles.rearranged.connect(self._on_rearranged)
        for tile in self._tiles.values():
            tile.view.zoomed.connect(self._on_zoomed)
            tile.way_out_wanted.connect(self._on_way_out_wanted)
            tile.swap_wanted.connect(self._on_swap_wanted)

    def _on_way_out_wanted(self, camera: str, way_out: WayOut) -> None:
        if way_out is WayOut.TRIGGER_OFF:
            self._session.trigger_off(camera)
        elif way_out is WayOut.WAVE:
            self._session.begin_wave(camera)
        else:
            self._session.reopen(camera)

    def _on_swap_wanted(self, camera: str, other: str) -> None:
        self._session.swap(camera, other)

    def _on_zoomed(self) -> None:
        self.bar.show_zoom(self.view.percent)

    def _on_rearranged(self) -> None:
        self.bar.show_way_back(wanted=self.tiles.alone and len(self._tiles) > 1)
        self._on_zoomed()
