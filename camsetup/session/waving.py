"""Waving: somebody waves at one of the cameras, and it is given the role.

Every camera that is there takes part. Those that a role has open already are watched
by the frames that are judged anyhow; the others are opened for the time, with their
settings left as they are but for a low rate and no trigger, and closed again.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from threading import Event, Thread
from typing import TYPE_CHECKING

from camsetup.analysis.motion import MotionMeter
from camsetup.session.guests import Guest, dismiss
from camsetup.session.referee import ENOUGH, Referee, clear_leader
from camsetup.session.role_values import Candidate, Wave
from camsetup.session.state import Phase, Problem
from camsetup.sources.by_serial import is_simulated
from camsetup.sources.genicam.serials import same_serial
from camsetup.stream.ending import JOIN_S, wait_for_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from camsetup.domain.frame import Frame
    from camsetup.domain.rig import CameraRole
    from camsetup.session.state import CameraState
    from camsetup.sources.base import CameraFound

#: How often the pictures are looked at.
PERIOD_S = 0.1

#: For so long no camera need have been found.
PATIENCE_S = 2.0

logger = logging.getLogger(__name__)


class Waving:
    """Watches the cameras in a thread of its own until one was waved at.

    Parameters
    ----------
    role
        Whose camera will be waved at.
    found
        Returns which cameras are there now.
    cameras
        Returns the cameras of all roles as they are now.
    on_change
        Called with this and what is seen whenever that changes, mostly in this thread.
    on_winner
        Called in this thread once, with the serial number, after the cameras that were
        opened have been closed.
    after
        An earlier one that has to end first: it may still have cameras open. Whose
        camera was waved at then does not win again before the hand has left it.
    """

    def __init__(
        self,
        role: CameraRole,
        found: Callable[[], tuple[CameraFound, ...]],
        cameras: Callable[[], tuple[CameraState, ...]],
        on_change: Callable[[Waving, Wave], None],
        on_winner: Callable[[str], None],
        *,
        after: Waving | None = None,
    ) -> None:
        self._role = role
        self._found = found
        self._cameras = cameras
        self._on_change = on_change
        self._on_winner = on_winner
        self._after = after
        self._referee = Referee(after.winner if after is not None else "")
        self._wave = Wave(role.name, message=_INVITATION.format(role=role.name))
        self._guests: dict[str, Guest] = {}
        self._watches: dict[str, _Watch] = {}
        self._stop = Event()
        self._thread = Thread(target=self._run, name="waving", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._on_change(self, self._wave)
        self._thread.start()

    @property
    def winner(self) -> str:
        """Return the serial number of the camera that was waved at; empty as yet."""
        return self._wave.winner

    @property
    def ending(self) -> bool:
        """Say whether it has been asked to end."""
        return self._stop.is_set()

    def ask_to_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        self._stop.set()

    def join(self) -> None:
        """Wait for the thread and the cameras that it opened."""
        wait_for_end(self._thread, 2 * JOIN_S)

    def take_frame(self, serial: str) -> Frame | None:
        """Return a camera's newest picture, or None when none has come since."""
        watch = self._watches.get(serial)
        return watch.take() if watch is not None else None

    def _run(self) -> None:
        if self._after is not None:
            self._after.join()
            self._after = None
        winner = ""
        try:
            winner = self._watched()
        except Exception as error:
            logger.exception("Waving ended")
            self._say(
                message=f"The program failed: {type(error).__name__}: {error}.",
                remedy="Begin again; report it if it comes back.",
            )
        finally:
            dismiss(self._guests.values())
        if winner and not self._stop.is_set():
            self._say(winner=winner, remedy="", message=_TAKEN.format(serial=winner))
            self._on_winner(winner)

    def _watched(self) -> str:
        """Watch until somebody won, or it is to end; return who won."""
        begun_s = time.monotonic()
        while not self._stop.wait(PERIOD_S):
            self._admit(_taking_part(self._found()))
            if not self._watches and time.monotonic() - begun_s < PATIENCE_S:
                continue
            candidates = tuple(watch.candidate() for watch in self._watches.values())
            energies = {each.serial: each.energy for each in candidates}
            message, remedy = _advice(
                self._role.name, candidates, self._referee.resting
            )
            self._say(candidates=candidates, message=message, remedy=remedy)
            winner = self._referee.winner(energies, time.monotonic())
            if winner:
                return winner
        return ""

    def _say(self, **changes: object) -> None:
        wave = replace(self._wave, **changes)  # type: ignore[arg-type]
        if wave != self._wave:
            self._wave = wave
            self._on_change(self, wave)

    def _admit(self, found: Iterable[CameraFound]) -> None:
        """Watch exactly the cameras that are there: open what nobody has open."""
        cameras = {each.serial: each for each in found}
        at_work = {
            serial: state
            for serial in cameras
            for state in self._cameras()
            if _has(state, serial)
        }
        free = cameras.keys() - at_work.keys()
        leaving = [serial for serial in self._guests if serial not in free]
        dismiss([self._guests.pop(serial) for serial in leaving])
        watches: dict[str, _Watch] = {}
        for serial, camera in cameras.items():
            watch = self._watches.get(serial) or _Watch(camera)
            watch.state = at_work.get(serial)
            if serial in free and serial not in self._guests:
                self._guests[serial] = Guest(camera, self._role)
            watch.guest = self._guests.get(serial)
            watches[serial] = watch
        self._watches = watches


class _Watch:
    """One camera's part in it: where its pictures come from, and how they move."""

    def __init__(self, camera: CameraFound) -> None:
        self.state: CameraState | None = None
        self.guest: Guest | None = None
        self._camera = camera
        self._meter = MotionMeter()
        self._seen: Frame | None = None
        self._taken: Frame | None = None
        self._energy = 0.0

    def candidate(self) -> Candidate:
        """Look at the newest picture and say what is seen."""
        frame = self._newest()
        if frame is not None and frame is not self._seen:
            self._seen = frame
            seconds = frame.stamp.host_time_ns / 1e9
            self._energy = round(self._meter.look(frame.pixels, seconds), 2)
        state, guest = self.state, self.guest
        return Candidate(
            serial=self._camera.serial,
            model=self._camera.model,
            role=state.role.name if state is not None else "",
            energy=self._energy,
            problem=guest.report.problem if guest is not None else _silence(state),
        )

    def take(self) -> Frame | None:
        """Return the newest picture, once; any thread may ask."""
        frame = self._seen
        if frame is self._taken:
            return None
        self._taken = frame
        return frame

    def _newest(self) -> Frame | None:
        if self.state is not None:
            return self.state.judged
        return self.guest.feed.analysis.take() if self.guest is not None else None


def _taking_part(found: tuple[CameraFound, ...]) -> list[CameraFound]:
    """Leave out simulated cameras where there are real ones."""
    real = [camera for camera in found if not is_simulated(camera.serial)]
    return real or list(found)


def _silence(state: CameraState | None) -> Problem | None:
    """Return why a role's camera sends nothing."""
    why = state.diagnosis if state is not None else None
    return Problem(why.message, why.remedy) if why is not None else None


#: Phases in which a role does not have its camera.
_WITHOUT_CAMERA = (Phase.CLOSED, Phase.LOST, Phase.FAILED, Phase.TAKEN, Phase.FINISHED)


def _has(state: CameraState, serial: str) -> bool:
    """Say whether a role has this camera open, or is about to."""
    if state.phase in _WITHOUT_CAMERA:
        return False
    if state.description is None:
        return same_serial(state.role.serial, serial)
    return same_serial(state.description.serial, serial)


_INVITATION = "Wave your hand close in front of the {role} camera."
_TAKEN = "{serial} was waved at."


def _advice(
    role: str, candidates: tuple[Candidate, ...], resting: str
) -> tuple[str, str]:
    """Return what is seen, and what to do."""
    if not candidates:
        return "No camera is found.", "Plug one in, or close the program that has it."
    energies = {each.serial: each.energy for each in candidates}
    moving = [serial for serial, energy in energies.items() if energy >= ENOUGH]
    leader = clear_leader(energies)
    if leader and leader == resting:
        return f"{leader} has its role now.", f"Wave at the {role} camera instead."
    if leader:
        return f"{leader} sees a hand.", "Go on waving for a moment."
    if moving:
        number = "Two" if len(moving) <= 2 else f"{len(moving)}"
        return f"{number} cameras see motion.", "Step back, or wave at one only."
    return _INVITATION.format(role=role), "Keep the others still for two seconds."
