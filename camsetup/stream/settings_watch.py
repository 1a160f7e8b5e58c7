"""Watches the settings of one camera, and sets again what was changed from outside."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.analysis.conformity import deviation_words, deviations
from camsetup.domain.errors import CameraError, CameraLostError, SettingRejectedError
from camsetup.domain.rig import OnChange
from camsetup.domain.settings import CameraSettings
from camsetup.stream.phase import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.settings import Range
    from camsetup.sources.base import Source

#: How often the settings are read back.
WATCH_S = 0.5

#: Settings are set again so often within so many seconds; then somebody else wants
#: them otherwise, and will not give in either.
MOST_TRIES = 3
TRIES_WITHIN_S = 10.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one look found: the settings, and what is wrong with keeping them."""

    got: CameraSettings
    problem: Problem | None
    reapplied: int


class SettingsWatch:
    """Compares what a camera reads back with what it had taken.

    Used by the camera's thread only.

    Parameters
    ----------
    name
        What the camera is called in the log.
    """

    def __init__(self, name: str, on_change: OnChange) -> None:
        self._name = name
        self._on_change = on_change
        self._due_s = 0.0
        self._tries_s: deque[float] = deque(maxlen=MOST_TRIES)
        self._reapplied = 0
        self.took(CameraSettings(), CameraSettings(), {}, 0.0)

    def took(
        self,
        asked: CameraSettings,
        got: CameraSettings,
        limits: Mapping[str, Range],
        now_s: float,
    ) -> None:
        """Note what the camera was just asked, and what it made of it."""
        self._asked, self._got, self._limits = asked, got, limits
        self._never_taken = set(deviations(asked, got, limits))
        self._changed: set[str] = set()
        self._problem: Problem | None = None
        self._tries_s.clear()
        self._due_s = now_s + WATCH_S

    def is_due(self, now_s: float) -> bool:
        """Say whether it is time for another look."""
        return now_s >= self._due_s

    def look(self, source: Source, now_s: float) -> Sight:
        """Read the settings back; set again what changed, if that is wanted.

        Raises
        ------
        CameraLostError
            When the camera does not answer.
        """
        self._due_s = now_s + WATCH_S
        try:
            got = source.apply(CameraSettings())
        except CameraLostError:
            raise
        except CameraError as error:
            # One reading that fails is no reason to let go of the camera.
            return Sight(self._got, Problem.from_error(error), self._reapplied)
        self._got = self._enforced(source, got, now_s)
        return Sight(self._got, self._problem, self._reapplied)

    def _enforced(
        self, source: Source, got: CameraSettings, now_s: float
    ) -> CameraSettings:
        """Return the settings after what there is to do about them was done."""
        self._notice(got)
        if not self._changed:
            self._problem = None
        elif self._on_change is OnChange.REAPPLY and self._problem is None:
            return self._set_again(source, got, now_s)
        return got

    def _notice(self, got: CameraSettings) -> None:
        """Log what changed since the last look, once."""
        found = set(deviations(self._asked, got, self._limits)) - self._never_taken
        for name in sorted(found - self._changed):
            words = deviation_words(name, self._asked, got)
            logger.warning("Camera %s was changed from outside: %s", self._name, words)
        self._changed = found

    def _set_again(
        self, source: Source, got: CameraSettings, now_s: float
    ) -> CameraSettings:
        if self._tries_are_used_up(now_s):
            self._problem = self._contested(got)
            return got
        wanted = self._asked.asked()
        again = CameraSettings(**{name: wanted[name] for name in self._changed})  # type: ignore[arg-type]
        try:
            got = source.apply(again)
        except SettingRejectedError as error:
            self._problem = Problem.from_error(error)
            return got
        self._tries_s.append(now_s)
        self._reapplied += 1
        logger.info("Camera %s: set again: %s", self._name, ", ".join(again.asked()))
        self._changed = set(deviations(self._asked, got, self._limits))
        self._changed -= self._never_taken
        return got

    def _tries_are_used_up(self, now_s: float) -> bool:
        full = len(self._tries_s) == MOST_TRIES
        return full and now_s - self._tries_s[0] < TRIES_WITHIN_S

    def _contested(self, got: CameraSettings) -> Problem:
        said = "; ".join(
            deviation_words(name, self._asked, got) for name in sorted(self._changed)
        )
        return Problem(
            f"Settings do not stay, though they were set {MOST_TRIES} times: {said}.",
            "Close the other program that sets this camera, then apply them again.",
        )
