"""Acquisition: the one thread that owns a camera, from open to close."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field, replace
from threading import Event, Thread
from typing import TYPE_CHECKING

from camsetup.domain.errors import (
    CameraLostError,
    CameraUnavailableError,
    CamsetupError,
    EndOfRecordingError,
    ReadTimeoutError,
)
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.base import Practisable
from camsetup.stream.phase import Cause, Phase, Problem
from camsetup.stream.wishes import Wish, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.sources.base import CameraDescription, Source
    from camsetup.stream.feed import Feed

#: A read never waits longer, so that a stop or a wish is answered soon.
READ_TIMEOUT_S = 0.25

#: Without a frame for so long, the camera is said to wait, or to be stuck.
SILENCE_S = 2.0

#: How often a camera that is not there is looked for.
RETRY_S = 0.5

#: How long a thread may take to end once it was asked to.
JOIN_S = 3.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What a camera's thread says of its camera whenever that changes."""

    phase: Phase
    description: CameraDescription | None = None
    got: CameraSettings = field(default_factory=CameraSettings)
    problem: Problem | None = None


class Acquisition:
    """Opens, sets, reads and closes one camera; comes back when it is unplugged.

    Parameters
    ----------
    open_source
        Opens the camera; called in this thread, again after each loss.
    settings
        Applied after each opening.
    on_report
        Called in this thread whenever something changed.
    after
        A thread that has to end first, because it may still hold the camera.
    """

    def __init__(
        self,
        name: str,
        open_source: Callable[[], Source],
        settings: CameraSettings,
        feed: Feed,
        on_report: Callable[[Report], None],
        *,
        after: Acquisition | None = None,
    ) -> None:
        self.wishes = Wishes()
        self._open_source = open_source
        self._settings = settings
        self._feed = feed
        self._on_report = on_report
        self._after = after
        self._stop = Event()
        self._report = Report(Phase.CLOSED)
        self._last_frame_s = 0.0
        self._thread = Thread(target=self._run, name=f"camera-{name}", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        self._stop.set()

    def join(self) -> bool:
        """Wait for the thread to end, at most `JOIN_S`; say whether it did."""
        if self._thread.ident is not None:
            self._thread.join(JOIN_S)
        if self._thread.is_alive():
            logger.warning("%s does not end; its driver hangs", self._thread.name)
            return False
        return True

    def _run(self) -> None:
        if self._after is not None:
            self._after.join()
            self._after = None
        try:
            while not self._stop.is_set() and self._session_with_camera():
                self._stop.wait(RETRY_S)
            if self._report.phase not in (Phase.FAILED, Phase.FINISHED):
                self._say(phase=Phase.CLOSED, problem=None)
        except Exception as error:
            logger.exception("The camera's thread ended")
            problem = Problem(
                f"The program failed: {type(error).__name__}: {error}.",
                "Choose Try again; report it if it comes back.",
                Cause.PROGRAM,
            )
            self._say(phase=Phase.FAILED, problem=problem)

    def _session_with_camera(self) -> bool:
        """Open, read until the end, close; say whether to try again."""
        if self._report.phase is not Phase.LOST:
            self._say(phase=Phase.OPENING)
        try:
            source = self._open_source()
        except CamsetupError as error:
            return self._could_not_open(error)
        try:
            self._begin(source)
            self._read_all(source)
        except EndOfRecordingError:
            self._say(phase=Phase.FINISHED, problem=None)
            return False
        except CameraLostError as error:
            self._say(phase=Phase.LOST, problem=Problem.from_error(error))
        except CamsetupError as error:
            self._say(phase=Phase.FAILED, problem=Problem.from_error(error))
            return False
        finally:
            source.close()
        return True

    def _could_not_open(self, error: CamsetupError) -> bool:
        absent = isinstance(error, CameraUnavailableError)
        lost = self._report.phase is Phase.LOST
        phase = Phase.LOST if absent and lost else Phase.FAILED
        self._say(phase=phase, problem=Problem.from_error(error))
        return absent

    def _begin(self, source: Source) -> None:
        description = source.describe()
        got = source.apply(self._settings)
        self._feed.begin()
        source.start()
        self._last_frame_s = time.monotonic()
        self._say(phase=Phase.OPENING, description=description, got=got, problem=None)

    def _read_all(self, source: Source) -> None:
        while not self._stop.is_set():
            self._fulfil(source)
            try:
                frame = source.read(READ_TIMEOUT_S)
            except ReadTimeoutError:
                self._note_silence()
                continue
            self._last_frame_s = time.monotonic()
            self._feed.publish(frame)
            if self._report.phase is not Phase.STREAMING:
                self._say(phase=Phase.STREAMING, problem=None)

    def _fulfil(self, source: Source) -> None:
        wish = self.wishes.take()
        if wish is None:
            return
        problem = None
        try:
            got = self._grant(source, wish)
        except CameraLostError:
            raise
        except CamsetupError as error:
            got, problem = self._report.got, Problem.from_error(error)
        self._say(description=source.describe(), got=got, problem=problem)

    def _grant(self, source: Source, wish: Wish) -> CameraSettings:
        if isinstance(source, Practisable):
            for knob, value in wish.knobs.items():
                source.turn(knob, value)
        got = source.apply(wish.settings or CameraSettings())
        if wish.settings is not None:
            self._settings = wish.settings.over(self._settings)
        return got

    def _note_silence(self) -> None:
        if time.monotonic() - self._last_frame_s < SILENCE_S:
            return
        if self._report.got.trigger is Trigger.HARDWARE:
            self._say(phase=Phase.WAITING_FOR_TRIGGER, problem=None)
        else:
            self._say(phase=Phase.LOST, problem=_SILENT)

    def _say(self, **changes: object) -> None:
        report = replace(self._report, **changes)  # type: ignore[arg-type]
        if report != self._report:
            self._report = report
            self._on_report(report)


_SILENT = Problem(
    f"No frame has come for {SILENCE_S:.0f} s.",
    "Check the cable and whether another program uses the camera.",
)
