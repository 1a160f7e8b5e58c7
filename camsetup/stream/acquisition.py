"""Acquisition: the one thread that owns a camera, from open to close."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from camsetup.domain.errors import (
    CameraError,
    CameraInUseError,
    CameraLostError,
    CameraUnavailableError,
    CamsetupError,
    EndOfRecordingError,
    SettingRejectedError,
)
from camsetup.stream.ending import JOIN_S, wait_for_end
from camsetup.stream.phase import Cause, Phase, Problem
from camsetup.stream.report import Account, Report
from camsetup.stream.run import Run
from camsetup.stream.settings_watch import SettingsWatch
from camsetup.stream.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.base import Source
    from camsetup.stream.feed import Feed
    from camsetup.stream.report import Orders

#: How often a camera that is not there is looked for.
RETRY_S = 0.5

logger = logging.getLogger(__name__)


class Acquisition:
    """Opens, sets, reads and closes one camera; comes back when it is unplugged.

    Parameters
    ----------
    open_source
        Opens the camera; called in this thread, again after each loss.
    orders
        The settings are applied after each opening, and watched.
    on_report
        Called in this thread whenever something changed.
    after
        A thread that has to end first, because it may still hold the camera.
    """

    def __init__(
        self,
        name: str,
        open_source: Callable[[], Source],
        orders: Orders,
        feed: Feed,
        on_report: Callable[[Report], None],
        *,
        after: Acquisition | None = None,
    ) -> None:
        self.wishes = Wishes()
        self._open_source = open_source
        self._feed = feed
        self._after = after
        self._stop = Event()
        self._account = Account(Report(Phase.CLOSED, asked=orders.settings), on_report)
        self._settings_watch = SettingsWatch(name, orders.on_change)
        self._thread = Thread(target=self._run, name=f"camera-{name}", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        self._stop.set()

    def dismiss(self) -> None:
        """Ask the thread to end, and hear no more of it: another takes its place."""
        self._account.fall_silent()
        self._stop.set()

    def join(self, within_s: float = JOIN_S, *, unless: Event | None = None) -> bool:
        """Wait for the thread to end, as `wait_for_end`; say whether it did."""
        return wait_for_end(self._thread, within_s, unless=unless)

    def _run(self) -> None:
        try:
            self._wait_for_predecessor()
            while not self._stop.is_set() and self._session_with_camera():
                self._stop.wait(RETRY_S)
            if self._account.report.phase not in _OVER:
                self._account.say(phase=Phase.CLOSED, problem=None, diagnosis=None)
            self._account.say(retrying=False)
        except Exception as error:
            logger.exception("The camera's thread ended")
            problem = Problem(
                f"The program failed: {type(error).__name__}: {error}.",
                "Choose Try again; report it if it comes back.",
                Cause.PROGRAM,
            )
            self._account.say(phase=Phase.FAILED, problem=problem, retrying=False)

    def _wait_for_predecessor(self) -> None:
        if self._after is not None:
            self._after.join(unless=self._stop)
            self._after = None

    def _session_with_camera(self) -> bool:
        """Open, read until the end, close; say whether to try again."""
        if not self._account.report.retrying:
            self._account.say(phase=Phase.OPENING)
        try:
            source = self._open_source()
        except CamsetupError as error:
            return self._could_not_open(error)
        try:
            # An opening may have hung: by now nobody may want the camera any more.
            if not self._stop.is_set():
                run = self._run_of(source)
                run.begin()
                run.read_until(self._stop)
        except EndOfRecordingError:
            self._account.say(phase=Phase.FINISHED, problem=None)
            return False
        except CameraLostError as error:
            self._lose(error)
        except CamsetupError as error:
            return self._could_not_open(error)
        finally:
            source.close()
        return True

    def _run_of(self, source: Source) -> Run:
        return Run(source, self._account, self._feed, self.wishes, self._settings_watch)

    def _could_not_open(self, error: CamsetupError) -> bool:
        """Say what is wrong, and whether the camera is looked for."""
        phase = self._account.report.phase
        gone = phase in _GONE
        again = _is_worth_another_try(error, gone=gone)
        if isinstance(error, CameraInUseError):
            phase = Phase.TAKEN
        elif not (again and gone):
            phase = Phase.FAILED
        self._account.say(
            phase=phase,
            problem=Problem.from_error(error),
            diagnosis=None,
            retrying=again,
        )
        return again

    def _lose(self, error: CameraLostError) -> None:
        taken = self._account.report.phase is Phase.TAKEN
        self._account.say(
            phase=Phase.TAKEN if taken else Phase.LOST,
            problem=Problem.from_error(error),
            diagnosis=None,
            retrying=True,
        )


def _is_worth_another_try(error: CamsetupError, *, gone: bool) -> bool:
    """Say whether a camera that cannot be used now may be usable by itself later."""
    if isinstance(error, CameraUnavailableError):
        return True
    # One that was just plugged in again may take a moment before it answers.
    refused = isinstance(error, SettingRejectedError)
    return gone and isinstance(error, CameraError) and not refused


#: Phases in which a camera is gone, and was there before.
_GONE = (Phase.LOST, Phase.TAKEN)

#: Phases that a thread ends in by itself.
_OVER = (Phase.FAILED, Phase.FINISHED)
