"""The settings of a camera as rows: asked, got, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from camsetup.analysis.conformity import was_taken
from camsetup.domain.settings import UNITS, CameraSettings
from camsetup.domain.verdict import Outcome
from camsetup.session.state import Phase
from camsetup.ui.parts.wording import setting_text, setting_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.settings import Range, SettingValue
    from camsetup.session.state import CameraState

SETTING_NAMES = tuple(field.name for field in fields(CameraSettings))

#: Those that a technician may change by hand; sizes and formats are the rig file's.
BY_HAND = ("rate_hz", "exposure_us", "gain_db", "gamma", "black_level_percent")

_GONE = (Phase.TAKEN, Phase.LOST, Phase.FAILED)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as written on screen.

    Attributes
    ----------
    value, limits
        What is asked for, and what it may be; None unless it can be set by hand.
    by_hand
        Whether it is asked for by hand, not by the rig file.
    """

    name: str
    title: str
    unit: str
    asked: str
    got: str
    outcome: Outcome
    value: float | None = None
    limits: Range | None = None
    by_hand: bool = False


def setting_rows(camera: CameraState) -> tuple[SettingRow, ...]:
    """Return a row for every setting that is asked for or read back.

    What was read of a camera that is gone says nothing of it now.
    """
    if camera.phase in _GONE:
        camera = replace(camera, got=CameraSettings(), description=None)
    limits = camera.description.limits if camera.description else {}
    rows = (_row(camera, name, limits) for name in SETTING_NAMES)
    return tuple(row for row in rows if row is not None)


def setting_outcome(
    name: str,
    asked: SettingValue | None,
    got: SettingValue | None,
    step: float = 0.0,
) -> Outcome:
    """Say whether a camera did as asked; not judged when one side is unknown."""
    if asked is None or got is None:
        return Outcome.NOT_SET
    return Outcome.PASS if was_taken(name, asked, got, step) else Outcome.FAIL


def _row(
    camera: CameraState, name: str, limits: Mapping[str, Range]
) -> SettingRow | None:
    asked, got = getattr(camera.asked, name), getattr(camera.got, name)
    if asked is None and got is None:
        return None
    may_be = limits.get(name)
    by_hand = name in BY_HAND and may_be is not None and asked is not None
    return SettingRow(
        name,
        setting_title(name),
        UNITS[name],
        setting_text(name, asked),
        setting_text(name, got),
        setting_outcome(name, asked, got, may_be.step if may_be else 0.0),
        value=float(asked) if by_hand else None,
        limits=may_be if by_hand else None,
        by_hand=name in camera.by_hand,
    )
