"""Whether the camera is set as the rig asks, and sends pictures of its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.settings import (
    Automatic,
    CameraSettings,
    Range,
    Trigger,
    setting_name,
    setting_words,
)
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.analysis.findings import Findings
    from camsetup.domain.rig import CameraRole
    from camsetup.domain.settings import SettingValue

#: A setting was taken when it is this near, where the camera names no step.
TOLERANCE_PERCENT = 1.0

#: Gain and black level are asked for as 0, of which no share can be taken.
_NEAR_ZERO = {"gain_db": 0.1, "black_level_percent": 0.1, "gamma": 0.01}

#: Where the camera names its step, only the error of its arithmetic comes on top.
_FLOAT32 = 1e-6


def judge_settings(findings: Findings) -> CheckResult:
    """Ask whether the camera took what it was asked, and still has it."""
    seen = findings.observation
    if not seen.live:
        return _settings(Outcome.NOT_SET, "A recording has no settings.")
    return settings_result(seen.role, seen.asked, seen.got, seen.limits)


def settings_result(
    role: CameraRole,
    asked: CameraSettings,
    got: CameraSettings,
    limits: Mapping[str, Range],
) -> CheckResult:
    """Judge a live camera's settings; no frame is needed for it."""
    compared = asked.asked().keys() & got.asked().keys()
    if not compared:
        return _settings(Outcome.NOT_SET, "The camera has read nothing back.")
    wrong = deviations(asked, got, limits)
    if wrong:
        return _not_as_asked(wrong, asked, got)
    slow = _slowed(got, role.rate_hz)
    if slow:
        return _settings(Outcome.WARNING, slow, "Shorten the exposure time.")
    by_hand = asked.differing(role.profile)
    if by_hand:
        return _set_by_hand(by_hand, asked, role.profile)
    return _settings(Outcome.PASS, f"All {len(compared)} settings are as asked.")


def judge_resolution(findings: Findings) -> CheckResult:
    """Ask whether the frames have the size that the rig expects."""
    found, expected = findings.observation.frame.size, findings.observation.role.size
    outcome = Outcome.PASS if found == expected else Outcome.FAIL
    remedy = "" if found == expected else "Correct the camera's region or its binning."
    return CheckResult(
        "resolution",
        outcome,
        float(found.width),
        "px",
        (float(expected.width), float(expected.width)),
        f"Frames are {found}; {expected} is expected.",
        remedy,
    )


def deviations(
    asked: CameraSettings, got: CameraSettings, limits: Mapping[str, Range]
) -> tuple[str, ...]:
    """Return the names of the settings that the camera has otherwise than asked."""
    wanted, found = asked.asked(), got.asked()
    return tuple(
        name
        for name in wanted
        if name in found
        and not (name == "rate_hz" and _pulses_set_the_rate(asked, got))
        and not was_taken(name, wanted[name], found[name], step_of(name, limits))
    )


def was_taken(
    name: str, asked: SettingValue, got: SettingValue, step: float = 0.0
) -> bool:
    """Say whether a camera did as asked, within its own steps (0 where unknown)."""
    # Sizes, offsets and binning are whole: a pixel too few is another picture.
    if name.endswith("_px") or name == "binning":
        return asked == got
    if not isinstance(asked, int | float) or not isinstance(got, int | float):
        return asked == got
    if step > 0:
        return abs(asked - got) <= step + abs(asked) * _FLOAT32
    slack = max(abs(asked) * TOLERANCE_PERCENT / 100, _NEAR_ZERO.get(name, 0.0))
    return abs(asked - got) <= slack


def step_of(name: str, limits: Mapping[str, Range]) -> float:
    """Return the steps in which the camera sets something; 0 where it does not say."""
    return limits[name].step if name in limits else 0.0


def deviation_words(name: str, asked: CameraSettings, got: CameraSettings) -> str:
    """Say what a camera has otherwise than asked: the setting, asked and got."""
    if name == "automatics":
        return _automatics_words(asked, got)
    wanted, found = getattr(asked, name), getattr(got, name)
    return (
        f"{setting_name(name)}: asked {setting_words(name, wanted)}, "
        f"got {setting_words(name, found)}"
    )


def _not_as_asked(
    wrong: tuple[str, ...], asked: CameraSettings, got: CameraSettings
) -> CheckResult:
    # An automatic is the cause of what it changed: it comes first.
    ordered = sorted(wrong, key=lambda name: name != "automatics")
    said = "; ".join(deviation_words(name, asked, got) for name in ordered)
    remedy = "Apply the settings again; if they stay, correct the rig file."
    if "automatics" in wrong:
        remedy = (
            "Apply the settings again; if it comes back, close the other program "
            "that sets this camera (SpinView?)."
        )
    if wrong == ("binning",):
        remedy = (
            "Apply the settings again; if it stays, the camera cannot bin: use one "
            "that does, or correct the rig file."
        )
    message = f"{said[0].upper()}{said[1:]}." if "automatics" in wrong else f"{said}."
    return _settings(Outcome.FAIL, message, remedy, count=len(wrong))


def _automatics_words(asked: CameraSettings, got: CameraSettings) -> str:
    wanted, found = asked.automatics or frozenset(), got.automatics or frozenset()
    on = [f"{each.value} automatic is on again" for each in _listed(found - wanted)]
    off = [f"{each.value} automatic is off" for each in _listed(wanted - found)]
    return "; ".join((*on, *off))


def _listed(automatics: frozenset[Automatic]) -> list[Automatic]:
    return [each for each in Automatic if each in automatics]


def _set_by_hand(
    names: tuple[str, ...], asked: CameraSettings, profile: CameraSettings
) -> CheckResult:
    if asked.trigger is Trigger.OFF and "trigger" in names:
        return _settings(
            Outcome.WARNING,
            "The trigger is off for set-up; the rig file has it on.",
            "Apply the rig file's settings before the session.",
        )
    said = ", ".join(
        f"{setting_name(name)} {setting_words(name, getattr(asked, name))} "
        f"(rig file: {setting_words(name, getattr(profile, name))})"
        for name in names
    )
    return _settings(
        Outcome.WARNING,
        f"Set by hand: {said}.",
        "Apply the rig file's settings before the session, or correct the rig file.",
    )


def _slowed(got: CameraSettings, role_rate_hz: float) -> str:
    """Say that the exposure leaves no time for the rate; empty when it does."""
    triggered = got.trigger is Trigger.HARDWARE
    rate_hz = role_rate_hz if triggered else got.rate_hz
    if got.exposure_us is None or not rate_hz:
        return ""
    frame_us = 1e6 / rate_hz
    if got.exposure_us <= frame_us:
        return ""
    return (
        f"The exposure of {got.exposure_us:.0f} µs is longer than a frame "
        f"({frame_us:.0f} µs at {rate_hz:g} Hz): the camera slows down."
    )


def _pulses_set_the_rate(asked: CameraSettings, got: CameraSettings) -> bool:
    return asked.trigger is got.trigger is Trigger.HARDWARE


def _settings(
    outcome: Outcome, message: str, remedy: str = "", count: int = 0
) -> CheckResult:
    value = None if outcome is Outcome.NOT_SET else float(count)
    return CheckResult("settings", outcome, value, "", (None, 0.0), message, remedy)
