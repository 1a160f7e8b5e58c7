"""Whether the camera is set as the rig asks, and sends pictures of its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.settings import setting_words
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from camsetup.analysis.findings import Findings
    from camsetup.domain.settings import SettingValue

#: A setting was taken when it is this near: cameras round to their own steps.
TOLERANCE_PERCENT = 1.0

#: Gain and black level are asked for as 0, of which no share can be taken.
_NEAR_ZERO = {"gain_db": 0.1, "black_level_percent": 0.1, "gamma": 0.01}


def judge_settings(findings: Findings) -> CheckResult:
    """Ask whether the camera took what it was asked."""
    observation = findings.observation
    if not observation.live:
        return _settings(Outcome.NOT_SET, None, "A recording has no settings.")
    asked, got = observation.asked.asked(), observation.got.asked()
    compared = [name for name in asked if name in got]
    if not compared:
        return _settings(Outcome.NOT_SET, None, "The camera has read nothing back.")
    wrong = [name for name in compared if not was_taken(name, asked[name], got[name])]
    if not wrong:
        return _settings(
            Outcome.PASS, 0.0, f"All {len(compared)} settings are as asked."
        )
    said = "; ".join(
        f"{_title(name)}: asked {setting_words(name, asked[name])}, "
        f"got {setting_words(name, got[name])}"
        for name in wrong
    )
    remedy = "Apply the settings again; if they stay, correct the rig file."
    return _settings(Outcome.FAIL, float(len(wrong)), said + ".", remedy)


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


def was_taken(name: str, asked: SettingValue, got: SettingValue) -> bool:
    """Say whether a camera did as asked, within its own steps."""
    # Sizes, offsets and binning are whole: a pixel too few is another picture.
    if name.endswith("_px") or name == "binning":
        return asked == got
    if not isinstance(asked, int | float) or not isinstance(got, int | float):
        return asked == got
    slack = max(abs(asked) * TOLERANCE_PERCENT / 100, _NEAR_ZERO.get(name, 0.0))
    return abs(asked - got) <= slack


def _settings(
    outcome: Outcome, wrong: float | None, message: str, remedy: str = ""
) -> CheckResult:
    return CheckResult("settings", outcome, wrong, "", (None, 0.0), message, remedy)


def _title(name: str) -> str:
    words = name.split("_")
    plain = words[:-1] if words[-1] in ("px", "hz", "us", "db", "percent") else words
    return " ".join(plain)
