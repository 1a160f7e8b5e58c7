"""Brightness, judged by the session gate's own rule: the rig's target is the same."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.checks import brightness as gate
from camsetup.cameraqc.limits import BRIGHTNESS_BOUNDS, BRIGHTNESS_SD
from camsetup.domain.verdict import CheckResult, Outcome

if TYPE_CHECKING:
    from camsetup.analysis.findings import Findings

#: A new level has held when so many means in a row lie this close (grey levels).
HELD, LEVEL_SPREAD = 4, 3.0


class LightLevels:
    """The mean grey levels of the last frames, since the light was changed.

    Parameters
    ----------
    most
        How many are remembered.
    """

    def __init__(self, most: int) -> None:
        self._means: deque[float] = deque(maxlen=most)

    @property
    def means(self) -> tuple[float, ...]:
        """Return what is remembered, the newest last."""
        return tuple(self._means)

    def add(self, mean: float) -> bool:
        """Take in the newest mean; say whether the ones before a step were dropped."""
        self._means.append(mean)
        held = since_last_step(self.means)
        stepped = len(held) < len(self._means)
        if stepped:
            self._means.clear()
            self._means.extend(held)
        return stepped

    def clear(self) -> None:
        """Forget all: exposure or gain have changed, or the view."""
        self._means.clear()


def since_last_step(means: tuple[float, ...]) -> tuple[float, ...]:
    """Return the means since the light was changed to a level that it then held.

    Somebody turned the aperture: what was before says nothing about it now. Light
    that swings holds no level, and keeps all its means.
    """
    held, before = means[-HELD:], means[:-HELD]
    if len(held) < HELD or not before or float(np.ptp(held)) > LEVEL_SPREAD:
        return means
    step = abs(float(np.mean(held)) - float(np.mean(before)))
    return held if step > 2 * LEVEL_SPREAD else means


def judge_brightness(findings: Findings) -> CheckResult:
    """Ask whether CameraQC will find the picture bright enough."""
    means, now = findings.roi_means, findings.exposure.roi_mean
    judged = gate.judge_brightness(means or (now,))
    low, high = BRIGHTNESS_BOUNDS
    message = (
        f"Mean grey level {now:.0f} in CameraQC's region; {low:g} to {high:g} passes."
    )
    remedy = ""
    scatter = judged.std or 0.0
    if judged.outcome is Outcome.FAIL and scatter >= BRIGHTNESS_SD:
        message = f"The brightness swings by {scatter:.0f} grey levels (SD)."
        remedy = "Keep light and aperture still; look for stray light."
    elif judged.outcome > Outcome.PASS:
        remedy = _remedy(float(np.median(judged.means)), findings)
    limits = (float(low), float(high))
    return CheckResult("brightness", judged.outcome, now, "", limits, message, remedy)


def _remedy(mean: float, findings: Findings) -> str:
    if mean >= BRIGHTNESS_BOUNDS[1]:
        return "Close the aperture, or dim the light."
    # A session has a mouse in it, and fur is lighter than the dark behind it.
    if findings.has_eye and not findings.mouse_in:
        return "Put the mouse in; if it stays dark, open the aperture or add light."
    return "Open the aperture, or add light."
