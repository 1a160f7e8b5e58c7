"""How checks, settings, numbers and limits are written on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.rounding import decimals_beside
from camsetup.domain.settings import UNITS, setting_name, setting_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.domain.settings import SettingValue
    from camsetup.domain.verdict import CheckResult
    from camsetup.session.state import CameraState

    Limits = Iterable[float | None]

#: What stands where a number is not known: as wide as a digit, and no digit.
NO_NUMBER = "–"

_CHECK_TITLES = {"framerate": "Frame rate"}
#: Decimals by unit: fixed, so that no digit moves when the number changes.
_DECIMALS = {"°": 1, "%": 1, "Hz": 1, "dB": 1}
_FREE_DECIMALS = {"gamma": 2, "blur_px": 1}


def check_title(key: str) -> str:
    """Return a check's name as shown."""
    return _CHECK_TITLES.get(key, _spelled(key))


def setting_title(name: str) -> str:
    """Return a setting's name as shown, without its unit."""
    return setting_name(name).capitalize()


def number_text(
    value: float | None,
    unit: str = "",
    *,
    decimals: int | None = None,
    limits: Limits = (),
) -> str:
    """Write a number with the decimals of its unit, never as minus zero.

    It has more of them where it would otherwise look like one of its limits.
    """
    if value is None:
        return NO_NUMBER
    places = _DECIMALS.get(unit, 0) if decimals is None else decimals
    places = decimals_beside(value, limits, places)
    rounded = round(value, places) + 0.0
    return f"{rounded:.{places}f}".replace("-", "−")


def setting_text(name: str, value: SettingValue | None) -> str:
    """Write a setting's value as the rig file has it, without its unit."""
    if value is None:
        return NO_NUMBER
    if not isinstance(value, int | float):
        return setting_words(name, value)
    return number_text(value, decimals=setting_decimals(name))


def setting_decimals(name: str) -> int:
    """Return how many decimals a setting is written with."""
    unit = UNITS.get(name, "")
    return _FREE_DECIMALS.get(name, _DECIMALS.get(unit, 0))


def check_decimals(result: CheckResult) -> int:
    """Return how many decimals a check's value needs against its limits."""
    if result.unit in _DECIMALS:
        return _DECIMALS[result.unit]
    sides = [abs(side) for side in result.limits if side]
    return 1 if sides and min(sides) < _COARSE and result.unit == "px" else 0


def check_value_text(result: CheckResult) -> str:
    """Write the number that a check judged, without its unit."""
    decimals = check_decimals(result)
    return number_text(
        result.value, result.unit, decimals=decimals, limits=result.limits
    )


def limits_text(result: CheckResult) -> str:
    """Write what passes: "40 to 200", "at most 1.8 px"; empty when unlimited."""
    low, high = (
        None if side is None else f"{side:g}".replace("-", "−")
        for side in result.limits
    )
    unit = _spaced(result.unit)
    if low is not None and high is not None:
        return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
    if high is not None:
        return f"at most {high}{unit}"
    return "" if low is None else f"at least {low}{unit}"


def with_unit(text: str, unit: str) -> str:
    """Join a number and its unit, with a thin space where one belongs."""
    return text + _spaced(unit)


def swap_text(camera: CameraState) -> str:
    """Return what the button says that mends a mistake; empty when none does."""
    mistake = camera.mistaken
    if mistake is None or not mistake.swap_with:
        return ""
    return f"Swap {camera.role.name} and {mistake.swap_with}"


#: Limits below this many pixels need a decimal to be met knowingly.
_COARSE = 10


def _spelled(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _spaced(unit: str) -> str:
    return unit if unit in ("", "°") else f"\N{NARROW NO-BREAK SPACE}{unit}"
