"""What is said when a camera cannot take a setting."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import UNITS, setting_name, setting_words
from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from camsetup.domain.settings import Range, SettingValue


def out_of_range(
    camera: str, name: str, value: float, limits: Range
) -> SettingRejectedError:
    """Say what the camera would take instead, now that the rest is as it is."""
    several = limits.low != limits.high
    steps = f" in steps of {limits.step:g}" if limits.step and several else ""
    span = str(limits) if several else f"only {limits.low:g}"
    takes = f"{span} {UNITS[name]}".strip() + steps
    return _refusal(camera, name, value, f"it takes {takes}", _remedy(name))


def not_offered(
    camera: str, name: str, value: SettingValue, offers: Sequence[str]
) -> SettingRejectedError:
    """Say which words the camera would take instead."""
    takes = ", ".join(offers) or "nothing"
    return _refusal(camera, name, value, f"it takes {takes}", _remedy(name))


class SettingLockedError(SettingRejectedError):
    """A setting cannot be changed as things stand: perhaps while frames come."""


def locked(camera: str, name: str, value: SettingValue) -> SettingLockedError:
    """Say that the camera does not let it be changed now."""
    message = _message(camera, name, value, "the camera has locked it")
    return SettingLockedError(message, remedy="Reset the camera: unplug it once.")


@contextmanager
def refusing(camera: str, name: str, value: SettingValue) -> Iterator[None]:
    """Name the setting where a node refuses.

    Raises
    ------
    SettingRejectedError
        Instead of `NodeError`.
    """
    try:
        yield
    except NodeError as error:
        raise _refusal(camera, name, value, error.message, _remedy(name)) from error


def _refusal(
    camera: str, name: str, value: SettingValue, why: str, remedy: str
) -> SettingRejectedError:
    return SettingRejectedError(_message(camera, name, value, why), remedy=remedy)


def _message(camera: str, name: str, value: SettingValue, why: str) -> str:
    asked = f"the {setting_name(name)} to {setting_words(name, value)}"
    return f"{camera} cannot set {asked}: {why.rstrip('.')}."


def _remedy(name: str) -> str:
    return _REMEDIES.get(name, f"Correct {name} in the rig file.")


_REMEDIES = {
    "rate_hz": "Ask for a lower rate_hz, a smaller picture or a shorter exposure_us.",
    "exposure_us": "Correct exposure_us in the rig file; it must be below 1/rate_hz.",
    "offset_x_px": "Correct offset_x_px or the width in the rig file.",
    "offset_y_px": "Correct offset_y_px or the height in the rig file.",
}
