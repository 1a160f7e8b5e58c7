"""The practice rig: turn the virtual clamp and lens by hand."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PyQt6.QtWidgets import QGridLayout, QWidget

from camsetup.ui.look import theme
from camsetup.ui.look.theme import GRID, Surface
from camsetup.ui.panels.practice.knobs import KnobLine
from camsetup.ui.panels.practice.moves import (
    ENDS,
    FAULT_KNOBS,
    HAND_KNOBS,
    in_place,
    misplaced,
    sense,
)
from camsetup.ui.parts.arrangement import button, column, row, scrolling
from camsetup.ui.parts.fold import Fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from camsetup.domain.rig import Orientation
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState
    from camsetup.sources.base import Knob

_HINT = "Moves the simulated camera and lens, as your hands would a real one."
_SHELF_HEIGHT = 20 * GRID


class PracticePanel(QWidget):
    """Shows a simulator's knobs; hidden where there are none.

    Parameters
    ----------
    at_hand
        The knobs that are wanted now; the others are folded away, and without any the
        whole rig is.
    chance
        Where a shaken rig lands.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        at_hand: Container[str] = HAND_KNOBS,
        chance: random.Random | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._at_hand = at_hand
        self._chance = chance or random.Random()
        self._role = ""
        self._lines: dict[str, KnobLine] = {}
        self._knobs: tuple[Knob, ...] = ()
        self._body = QWidget()
        self._near = QWidget()
        self._near_grid = _grid(self._near)
        self._others = _Shelf("Other knobs")
        self._faults = _Shelf("Faults")
        self._lay_out()
        self.hide()

    def show_camera(self, camera: CameraState) -> None:
        """Show the knobs of a camera as they stand."""
        found = camera.description
        knobs = found.knobs if found else ()
        self.setVisible(bool(knobs))
        if knobs == self._knobs and camera.role.name == self._role:
            return
        if camera.role.name != self._role or _names(knobs) != list(self._lines):
            self._role = camera.role.name
            self._build(knobs, camera.role.orientation)
        self._knobs = knobs
        for knob in knobs:
            self._lines[knob.name].show_value(knob.value)

    def _lay_out(self) -> None:
        layout = column(self, GRID)
        fold = Fold("Practice rig", self._body, opened=bool(self._at_hand))
        fold.setToolTip(_HINT)
        layout.addWidget(_rule())
        layout.addWidget(fold)
        layout.addWidget(self._body)
        body = column(self._body, GRID)
        body.setContentsMargins(0, 0, 2 * GRID, 0)
        shake = button("Shake the rig", self._on_shaking, "Misplaces it at random.")
        right = button("Put it right", self._on_righting, "Undoes everything.")
        body.addLayout(row(shake, right, None))
        body.addWidget(self._near)
        shelves = (self._others, self._faults)
        body.addLayout(row(*(shelf.fold for shelf in shelves), None))
        for shelf in shelves:
            body.addWidget(shelf.area)
        # There is room for one of them.
        self._others.fold.clicked.connect(self._faults.fold.close_body)
        self._faults.fold.clicked.connect(self._others.fold.close_body)

    def _build(self, knobs: tuple[Knob, ...], orientation: Orientation) -> None:
        for line in self._lines.values():
            line.discard()
        self._lines = {}
        for place, knob in enumerate(knobs):
            sign = sense(knob.name, orientation)
            line = KnobLine(knob, self._on_turned, sign, ENDS.get(knob.name))
            line.add_to(self._grid_of(knob), place)
            self._lines[knob.name] = line

    def _grid_of(self, knob: Knob) -> QGridLayout:
        if knob.name in self._at_hand:
            return self._near_grid
        return (self._faults if knob.name in FAULT_KNOBS else self._others).grid

    def _on_turned(self, name: str, value: float) -> None:
        self._session.turn(self._role, name, value)

    def _on_shaking(self) -> None:
        self._turn_all(misplaced(self._knobs, self._chance))

    def _on_righting(self) -> None:
        self._turn_all(in_place(self._knobs))

    def _turn_all(self, values: Mapping[str, float]) -> None:
        for name, value in values.items():
            self._session.turn(self._role, name, value)


def _rule() -> QWidget:
    """Return a line: what scrolls above it ends there."""
    rule = QWidget()
    rule.setFixedHeight(1)
    theme.lay_on(rule, Surface.RAISED)
    return rule


class _Shelf:
    """Knobs that are folded away until they are wanted."""

    def __init__(self, title: str) -> None:
        inside = QWidget()
        self.grid = _grid(inside)
        self.area = scrolling(inside)
        self.area.setFixedHeight(_SHELF_HEIGHT)
        self.fold = Fold(title, self.area, opened=False)


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GRID // 2)
    grid.setColumnStretch(1, 1)
    return grid


def _names(knobs: tuple[Knob, ...]) -> list[str]:
    return [knob.name for knob in knobs]
