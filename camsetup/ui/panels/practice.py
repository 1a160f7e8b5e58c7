"""The practice rig: turn the virtual clamp and lens by hand."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QGridLayout, QToolButton, QWidget

from camsetup.ui.panels.arrangement import button, column, paragraph, row
from camsetup.ui.panels.knobs import KnobLine
from camsetup.ui.panels.practice_moves import (
    ENDS,
    HAND_KNOBS,
    in_place,
    misplaced,
    sense,
)
from camsetup.ui.theme import GRID, Text, Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.rig import Orientation
    from camsetup.session.session import Session
    from camsetup.session.state import CameraState
    from camsetup.sources.base import Knob

_INTRODUCTION = "Move the simulated camera and lens as your hands would."


class PracticePanel(QWidget):
    """Shows a simulator's knobs; hidden where there are none."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        chance: random.Random | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._chance = chance or random.Random()
        self._role = ""
        self._lines: dict[str, KnobLine] = {}
        self._knobs: tuple[Knob, ...] = ()
        self._heading = QToolButton()
        self._body = QWidget()
        self._hands, self._faults = QWidget(), QWidget()
        self._hand_grid, self._fault_grid = _grid(self._hands), _grid(self._faults)
        self._more = QToolButton()
        self._more.setText("Faults and other rigs")
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
        self._heading.setText("Practice rig")
        self._fold(self._heading, self._body, opened=True)
        self._fold(self._more, self._faults, opened=False)
        layout.addWidget(self._heading)
        layout.addWidget(self._body)
        body = column(self._body, GRID)
        body.addWidget(paragraph(_INTRODUCTION, tone=Tone.DIM, size=Text.SMALL))
        shake = button("Shake the rig", self._on_shaking, "Misplaces it at random.")
        right = button("Put it right", self._on_righting, "Undoes everything.")
        body.addLayout(row(shake, right, None))
        for widget in (self._hands, self._more, self._faults):
            body.addWidget(widget)

    def _fold(self, heading: QToolButton, body: QWidget, *, opened: bool) -> None:
        heading.setCheckable(True)
        heading.setChecked(opened)
        heading.setProperty("flat", "yes")
        heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        body.setVisible(opened)
        _point(heading, opened=opened)
        heading.toggled.connect(body.setVisible)
        heading.toggled.connect(lambda shown: _point(heading, opened=shown))

    def _build(self, knobs: tuple[Knob, ...], orientation: Orientation) -> None:
        for line in self._lines.values():
            line.discard()
        self._lines = {}
        for place, knob in enumerate(knobs):
            sign = sense(knob.name, orientation)
            line = KnobLine(knob, self._on_turned, sign, ENDS.get(knob.name))
            in_hand = knob.name in HAND_KNOBS
            line.add_to(self._hand_grid if in_hand else self._fault_grid, place)
            self._lines[knob.name] = line

    def _on_turned(self, name: str, value: float) -> None:
        self._session.turn(self._role, name, value)

    def _on_shaking(self) -> None:
        self._turn_all(misplaced(self._knobs, self._chance))

    def _on_righting(self) -> None:
        self._turn_all(in_place(self._knobs))

    def _turn_all(self, values: Mapping[str, float]) -> None:
        for name, value in values.items():
            self._session.turn(self._role, name, value)


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(GRID // 2)
    grid.setColumnStretch(1, 1)
    return grid


def _point(heading: QToolButton, *, opened: bool) -> None:
    arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
    heading.setArrowType(arrow)


def _names(knobs: tuple[Knob, ...]) -> list[str]:
    return [knob.name for knob in knobs]
