"""The analyst: one thread that judges the newest frame of each camera in turn."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

from camsetup.stream.ending import JOIN_S, wait_for_end

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from camsetup.analysis.inspection import Inspection, Observation
    from camsetup.domain.frame import Frame
    from camsetup.stream.feed import Feed, Tally

#: Each camera is judged so often, when its frames and the computer allow it.
PERIOD_S = 0.1

logger = logging.getLogger(__name__)


class Inspecting(Protocol):
    """What the analyst needs of an inspector."""

    def inspect(self, observation: Observation) -> Inspection:
        """Judge one observation."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """All that the analyst has of one camera.

    Attributes
    ----------
    feed
        Where frames and tallies come from.
    inspector
        Used by the analyst's thread only.
    observe
        Makes an observation of a frame and a tally; called in this thread.
    deliver
        Takes the inspection, its frame and the milliseconds it took.
    """

    feed: Feed
    inspector: Inspecting
    observe: Callable[[Frame, Tally], Observation]
    deliver: Callable[[Inspection, Frame, Tally, float], None]


class Analyst:
    """Judges at its own pace; frames that come faster are not waited for."""

    def __init__(
        self, desks: Sequence[Desk], on_failure: Callable[[Exception], None]
    ) -> None:
        self._desks = desks
        self._on_failure = on_failure
        self._stop = Event()
        self._thread = Thread(target=self._run, name="analyst", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, within_s: float = JOIN_S) -> bool:
        """Ask the thread to end and wait for it; say whether it did."""
        self._stop.set()
        return wait_for_end(self._thread, within_s)

    def _run(self) -> None:
        try:
            due = time.monotonic()
            while not self._stop.is_set():
                # What one round came late, the next makes up, and nothing more.
                due = max(due + PERIOD_S, time.monotonic())
                for desk in self._desks:
                    self._judge(desk)
                self._stop.wait(max(due - time.monotonic(), 0.001))
        except Exception as error:
            logger.exception("The analyst's thread ended")
            self._on_failure(error)

    def _judge(self, desk: Desk) -> None:
        frame = desk.feed.analysis.take()
        if frame is None or self._stop.is_set():
            return
        tally = desk.feed.tally()
        start = time.perf_counter()
        inspection = desk.inspector.inspect(desk.observe(frame, tally))
        elapsed_ms = (time.perf_counter() - start) * 1e3
        desk.deliver(inspection, frame, tally, elapsed_ms)
