"""The lookout: asks the drivers which cameras are there, while somebody looks."""

from __future__ import annotations

import logging
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from camsetup.session.role_values import AbsentDriver
from camsetup.sources.by_serial import in_order, without_twins
from camsetup.sources.registry import drivers
from camsetup.stream.ending import wait_for_end

if TYPE_CHECKING:
    from camsetup.sources.base import CameraFound

#: How often the drivers are asked; a search takes a GenTL driver half a second.
PERIOD_S = 1.0

logger = logging.getLogger(__name__)


class Lookout:
    """Finds cameras in a thread of its own, which ends when nobody looks any more.

    Used by any thread.
    """

    def __init__(self, period_s: float = PERIOD_S) -> None:
        self._period_s = period_s
        self._lock = Lock()
        self._lookers: set[str] = set()
        self._stop = Event()
        self._threads: list[Thread] = []
        self._found: tuple[CameraFound, ...] = ()
        self._absent: tuple[AbsentDriver, ...] = ()

    @property
    def found(self) -> tuple[CameraFound, ...]:
        """Return the cameras that are there; the same object while nothing changes."""
        return self._found

    @property
    def absent(self) -> tuple[AbsentDriver, ...]:
        """Return the drivers that cannot be used here; the same object while it is so.

        It stays when nobody looks any more: it rarely changes while the program runs.
        """
        return self._absent

    @property
    def looking(self) -> bool:
        """Say whether anybody looks."""
        return bool(self._lookers)

    def look(self, who: str, *, on: bool) -> None:
        """Begin to look for somebody, or stop when nobody else looks; at once."""
        with self._lock:
            looked = self.looking
            (self._lookers.add if on else self._lookers.discard)(who)
            if self.looking and not looked:
                self._begin()
            elif looked and not self.looking:
                self._stop.set()
                self._found = ()

    def close(self) -> None:
        """Stop looking, for everybody, and wait for the thread."""
        with self._lock:
            self._lookers.clear()
            self._stop.set()
            self._found = ()
        for thread in self._threads:
            wait_for_end(thread)

    def _begin(self) -> None:
        self._stop = Event()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = Thread(
            target=self._run, args=(self._stop,), name="lookout", daemon=True
        )
        self._threads.append(thread)
        thread.start()

    def _run(self, stop: Event) -> None:
        while not stop.is_set():
            found = without_twins(
                camera for name in in_order(drivers()) for camera in _seen_by(name)
            )
            absent = _absent()
            if absent != self._absent:
                self._absent = absent
            with self._lock:
                # A search that was overtaken by the end of looking says nothing.
                if not stop.is_set() and found != self._found:
                    self._found = found
            stop.wait(self._period_s)


def _absent() -> tuple[AbsentDriver, ...]:
    answers = ((name, drivers()[name].readiness()) for name in in_order(drivers()))
    return tuple(
        AbsentDriver(name, answer.reason, answer.remedy)
        for name, answer in answers
        if not answer.ready
    )


def _seen_by(name: str) -> list[CameraFound]:
    try:
        return drivers()[name].find()
    except Exception:  # a plug-in's door
        logger.exception("Driver %s failed while it looked for cameras", name)
        return []
