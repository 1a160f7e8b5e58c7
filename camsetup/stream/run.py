"""A run: one opened camera, set, read and looked after until it ends."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from camsetup.domain.errors import (
    CameraLostError,
    CamsetupError,
    ReadTimeoutError,
)
from camsetup.domain.settings import CameraSettings
from camsetup.sources.abilities import Practisable, Silence
from camsetup.stream.keeping import keep_settings
from camsetup.stream.phase import Phase, Problem
from camsetup.stream.silence_watch import SilenceWatch

if TYPE_CHECKING:
    from threading import Event

    from camsetup.domain.frame import Frame
    from camsetup.sources.base import Source
    from camsetup.stream.feed import Feed
    from camsetup.stream.report import Account
    from camsetup.stream.settings_watch import SettingsWatch
    from camsetup.stream.wishes import Wish, Wishes

#: A read never waits longer, so that a stop or a wish is answered soon.
READ_TIMEOUT_S = 0.25

#: A refusal is shown for so long: the settings are as they were, and nothing is wrong.
REFUSAL_S = 10.0


class Run:
    """Reads one opened camera, grants wishes, and watches settings and silence.

    Used by the camera's thread only.
    """

    def __init__(
        self,
        source: Source,
        account: Account,
        feed: Feed,
        wishes: Wishes,
        settings_watch: SettingsWatch,
    ) -> None:
        self._source = source
        self._account = account
        self._feed = feed
        self._wishes = wishes
        self._settings_watch = settings_watch
        self._silence_watch = SilenceWatch()
        self._refusal: Problem | None = None
        self._refusal_ends_s = 0.0

    def begin(self) -> None:
        """Set the camera as was asked, and have it send frames.

        Raises
        ------
        SettingRejectedError, CameraLostError
            When the camera does not take a setting, or is gone again.
        """
        self._account.say(description=self._source.describe())
        self._set(self._account.report.asked)
        self._feed.begin()
        self._source.start()
        self._silence_watch.begin(time.monotonic())
        self._account.say(retrying=False)
        # A camera that was lost stays so until its next picture.
        if self._account.report.phase is Phase.FAILED:
            self._account.say(phase=Phase.OPENING, problem=None)

    def read_until(self, stop: Event) -> None:
        """Read until asked to stop.

        Raises
        ------
        CameraLostError, EndOfRecordingError, InputError
            When there is nothing more to read.
        """
        while not stop.is_set():
            self._fulfil()
            if self._live:
                self._check_settings(time.monotonic())
            try:
                frame = self._source.read(READ_TIMEOUT_S)
            except ReadTimeoutError:
                self._note_silence(time.monotonic())
                continue
            self._take(frame)

    @property
    def _live(self) -> bool:
        description = self._account.report.description
        return description is None or description.live

    def _take(self, frame: Frame) -> None:
        now_s, complete = time.monotonic(), frame.stamp.complete
        self._feed.publish(frame)
        self._silence_watch.hear(now_s, complete=complete)
        if not complete:
            self._note_silence(now_s)
            return
        report = self._account.report
        if report.phase is not Phase.STREAMING or report.diagnosis is not None:
            self._account.say(phase=Phase.STREAMING, problem=None, diagnosis=None)

    def _check_settings(self, now_s: float) -> None:
        """Read the settings back when it is time."""
        if self._refusal is not None and now_s >= self._refusal_ends_s:
            self._refusal = None
        if self._settings_watch.is_due(now_s):
            sight = self._settings_watch.look(self._source, now_s)
            problem = sight.problem or self._refusal
            self._account.say(
                got=sight.got, reapplied=sight.reapplied, settings_problem=problem
            )

    def _note_silence(self, now_s: float) -> None:
        """Say why no whole frame comes, when that has lasted.

        Only a reading that was in vain is silence: a busy computer is none.
        """
        if not self._live or not self._silence_watch.is_due(now_s):
            return
        got = self._account.report.got
        found = self._silence_watch.reason(self._source, got, now_s)
        if found.silence is Silence.TAKEN:
            self._account.say(phase=Phase.TAKEN)
        if found.silence in (Silence.TAKEN, Silence.UNPLUGGED):
            raise CameraLostError(found.message, remedy=found.remedy)
        phase = self._phase_of(found.silence)
        wrong = phase is Phase.STALLED
        problem = Problem(found.message, found.remedy) if wrong else None
        self._account.say(phase=phase, problem=problem, diagnosis=found)

    def _phase_of(self, silence: Silence) -> Phase:
        """Return what an open camera does that is silent for this reason."""
        if silence is Silence.WAITS_FOR_TRIGGER:
            return Phase.WAITING_FOR_TRIGGER
        if silence is not Silence.SLOW:
            return Phase.STALLED
        before = self._account.report.phase
        return before if before is Phase.STREAMING else Phase.OPENING

    def _fulfil(self) -> None:
        wish = self._wishes.take()
        if wish is None:
            return
        try:
            self._grant(wish)
        except CameraLostError:
            raise
        except CamsetupError as error:
            self._refusal = Problem.from_error(error)
            self._refusal_ends_s = time.monotonic() + REFUSAL_S
            self._account.say(settings_problem=self._refusal)

    def _grant(self, wish: Wish) -> None:
        if isinstance(self._source, Practisable):
            for knob, value in wish.knobs.items():
                self._source.turn(knob, value)
        if wish.settings is not None:
            self._set(wish.settings)
        if wish.keep:
            self._keep()
        got = self._source.apply(CameraSettings())
        self._account.say(description=self._source.describe(), got=got)

    def _set(self, settings: CameraSettings) -> None:
        before = self._account.report
        asked = settings.over(before.asked)
        got = self._source.apply(settings)
        description = self._source.describe()
        now_s = time.monotonic()
        self._settings_watch.took(asked, got, description.limits, now_s)
        self._refusal = None
        self._account.say(
            description=description,
            asked=asked,
            got=got,
            settings_problem=None,
            kept=before.kept if asked == before.asked else "",
        )

    def _keep(self) -> None:
        report = self._account.report
        limits = report.description.limits if report.description else {}
        kept = keep_settings(self._source, report.asked, limits)
        self._refusal = None
        self._account.say(kept=kept, settings_problem=None)
