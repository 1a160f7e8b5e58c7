"""One setting of a camera: asked and got side by side, or a field once unlocked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QGridLayout, QWidget
from typing_extensions import override

from camsetup.ui.look.icons import OutcomeIcon
from camsetup.ui.look.theme import GRID, Text, Tone
from camsetup.ui.parts.arrangement import caption
from camsetup.ui.parts.labels import label
from camsetup.ui.parts.wording import setting_decimals

if TYPE_CHECKING:
    from collections.abc import Callable

    from PyQt6.QtGui import QWheelEvent

    from camsetup.ui.panels.setting_rows import SettingRow

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIELD_WIDTH = 15 * GRID // 2

#: Marks a value that is asked for by hand, not by the rig file.
HAND_MARK = "*"


class SettingLine:
    """The widgets of one setting.

    Parameters
    ----------
    on_set
        Called with the setting's name and the value that was entered.
    """

    def __init__(self, on_set: Callable[[str, float], None]) -> None:
        self._on_set = on_set
        self._row: SettingRow | None = None
        self._field: _Field | None = None
        self._icon = OutcomeIcon(Text.BASE)
        self._title = caption("")
        self._asked, self._got = label(), label()
        self._unit = label(size=Text.SMALL, tone=Tone.DIM)

    def add_to(self, table: QGridLayout, place: int) -> None:
        """Put the widgets into a line of the table."""
        self._table, self._place = table, place
        table.addWidget(self._icon, place, 0)
        table.addWidget(self._title, place, 1)
        table.addWidget(self._asked, place, 2, _RIGHT)
        table.addWidget(self._got, place, 3, _RIGHT)
        table.addWidget(self._unit, place, 4)

    def show_row(self, shown: SettingRow | None, *, unlocked: bool) -> None:
        """Show a setting, or nothing; as a field where it may be set by hand."""
        self._row = shown
        for widget in self._widgets():
            widget.setVisible(shown is not None)
        open_to_hands = unlocked and shown is not None and shown.value is not None
        self._show_field(wanted=open_to_hands)
        if shown is None:
            return
        self._icon.show_outcome(shown.outcome)
        self._title.setText(shown.title)
        self._unit.setText(shown.unit)
        self._asked.setText(
            f"{HAND_MARK} {shown.asked}" if shown.by_hand else shown.asked
        )
        self._asked.setToolTip(_BY_HAND if shown.by_hand else "")
        self._got.setText(shown.got)

    def _show_field(self, *, wanted: bool) -> None:
        self._asked.setVisible(self._row is not None and not wanted)
        if self._field is None and wanted:
            self._field = _Field()
            self._field.valueChanged.connect(self._on_entered)
            self._table.addWidget(self._field, self._place, 2, _RIGHT)
        if self._field is not None:
            self._field.setVisible(wanted)
            if wanted and self._row is not None:
                self._field.show_row(self._row)

    def _on_entered(self, value: float) -> None:
        if self._row is not None:
            self._on_set(self._row.name, value)

    def _widgets(self) -> tuple[QWidget, ...]:
        return self._icon, self._title, self._asked, self._got, self._unit


class _Field(QDoubleSpinBox):
    """A number that counts when it is entered, not while it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.setAlignment(_RIGHT)
        self.setFixedWidth(_FIELD_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_row(self, row: SettingRow) -> None:
        """Show what is asked for, unless somebody is typing."""
        self.setAccessibleName(row.title)
        self.setToolTip(f"{row.title}: {row.limits} {row.unit}".strip())
        if self.hasFocus() or row.limits is None or row.value is None:
            return
        self.blockSignals(True)
        self.setDecimals(setting_decimals(row.name))
        # Wider than the camera's: a digit that is not taken would pass unseen, while
        # the camera refuses aloud.
        self.setRange(-_ANY, _ANY)
        self.setSingleStep(row.limits.step or 10.0 ** -self.decimals())
        self.setValue(row.value)
        self.blockSignals(False)

    @override
    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Leave the wheel to the page: a setting is not changed in passing."""
        if event is not None:
            event.ignore()


_ANY = 1e7

_BY_HAND = "Asked for by hand. “Apply again” goes back to the rig file."
