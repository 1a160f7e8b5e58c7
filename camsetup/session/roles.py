"""Roles: which camera has which role, and the commands that change it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from camsetup.domain.errors import CamsetupError
from camsetup.session.binding import bound, swapped, unbound, whole_rig, written
from camsetup.session.identity import Recognition
from camsetup.session.left_behind import put_back_left_behind
from camsetup.session.lookout import Lookout
from camsetup.session.plan import DEFAULT_ADDRESS, own_address
from camsetup.session.role_values import Bound, Wave
from camsetup.session.state import Problem
from camsetup.session.waving import Waving
from camsetup.sources.address import parse_address
from camsetup.sources.by_serial import BY_SERIAL
from camsetup.sources.registry import drivers
from camsetup.stream.ending import JOIN_S
from camsetup.stream.phase import Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from camsetup.domain.frame import Frame
    from camsetup.domain.rig import Rig
    from camsetup.session.binding import Binding
    from camsetup.session.role_values import AbsentDriver
    from camsetup.session.station import Station
    from camsetup.sources.base import CameraFound

logger = logging.getLogger(__name__)


class Roles:
    """Binds cameras to the roles of a rig, one change after the other.

    Every command returns at once: files are written, and cameras closed and opened, in
    a thread of its own.
    """

    def __init__(self, rig: Rig, stations: Mapping[str, Station]) -> None:
        self._rig = rig
        self._stations = stations
        self._lookout = Lookout()
        self._waving: Waving | None = None
        self._wave: Wave | None = None
        self._bound: Bound | None = None
        self._recognition = Recognition(
            lambda: self._rig,
            {name: station.cell for name, station in stations.items()},
        )
        self._errands = ThreadPoolExecutor(1, thread_name_prefix="roles")

    @property
    def rig(self) -> Rig:
        """Return the rig with the serial numbers that it has now."""
        return self._rig

    @property
    def found(self) -> tuple[CameraFound, ...]:
        """Return the cameras that are there, while somebody looks."""
        return self._lookout.found

    @property
    def looking(self) -> bool:
        """Say whether cameras are being looked for."""
        return self._lookout.looking

    @property
    def absent(self) -> tuple[AbsentDriver, ...]:
        """Return the drivers that cannot be used here, while somebody looks."""
        return self._lookout.absent

    @property
    def wave(self) -> Wave | None:
        """Return what is seen while somebody is to wave."""
        return self._wave

    @property
    def bound(self) -> Bound | None:
        """Return what came of the last change."""
        return self._bound

    def start(self) -> None:
        """Begin to look whether every camera is what it ought to be."""
        self._recognition.start()
        self._errands.submit(put_back_left_behind, self._opened_anyway())

    def look(self, *, on: bool) -> None:
        """Look for cameras from now on, or no more."""
        self._lookout.look("window", on=on)

    def bind(self, role: str, serial: str) -> None:
        """Give a role the camera with this serial, or at this address, and open it."""
        self._change(lambda rig: bound(rig, role, _serial_in(serial)))

    def unbind(self, role: str) -> None:
        """Leave a role without a camera."""
        self._change(lambda rig: unbound(rig, role))

    def swap(self, role: str, other: str) -> None:
        """Give each of two roles the other's camera."""
        self._change(lambda rig: swapped(rig, role, other))

    def begin_wave(self, role: str) -> None:
        """Bind to a role the camera that is waved at from now on."""
        self.end_wave()
        self._lookout.look("wave", on=True)
        before = self._waving
        self._waving = Waving(
            self._rig.camera(role),
            lambda: self._lookout.found,
            lambda: tuple(station.state for station in self._stations.values()),
            self._on_wave,
            lambda serial: self._on_winner(role, serial),
            after=before,
        )
        self._waving.start()

    def end_wave(self) -> None:
        """Stop waiting for a wave; cameras that were opened for it are closed."""
        if self._waving is not None:
            self._waving.ask_to_stop()
        self._wave = None
        self._lookout.look("wave", on=False)

    def take_candidate_frame(self, serial: str) -> Frame | None:
        """Return the newest picture of a camera that takes part in a wave."""
        waving = self._waving
        return waving.take_frame(serial) if waving is not None else None

    def close(self) -> None:
        """End every thread, and wait until they have."""
        self.end_wave()
        self._recognition.ask_to_stop()
        if self._waving is not None:
            self._waving.join()
        self._lookout.close()
        self._errands.shutdown(cancel_futures=True)
        self._recognition.join()

    def _opened_anyway(self) -> set[str]:
        """Return the serial numbers of the cameras that have a role, or an address."""
        places = {
            parse_address(station.state.address, drivers().keys()).place
            for station in self._stations.values()
        }
        return places | {role.serial for role in self._rig.cameras}

    def _on_wave(self, waving: Waving, wave: Wave) -> None:
        # What an ended wave still says is not heard.
        if waving is self._waving and not waving.ending:
            self._wave = wave

    def _on_winner(self, role: str, serial: str) -> None:
        self._lookout.look("wave", on=False)
        self.bind(role, serial)

    def _change(self, binding_of: Callable[[Rig], Binding]) -> None:
        self._errands.submit(self._changed, binding_of)

    def _changed(self, binding_of: Callable[[Rig], Binding]) -> None:
        number = self._bound.number + 1 if self._bound is not None else 1
        if self._waving is not None and self._waving.ending:
            self._waving.join()  # it may still have the camera that is chosen
        try:
            binding = binding_of(whole_rig(self._rig))
            self._rig = written(self._rig, binding)
            self._move_in(binding)
            self._bound = Bound(binding.message, number=number)
        except CamsetupError as error:
            self._bound = Bound("", Problem.from_error(error), number)
        except Exception as error:  # a thread's top
            logger.exception("Roles could not be changed")
            problem = Problem(
                f"The program failed: {type(error).__name__}: {error}.",
                "Try again; report it if it comes back.",
                Cause.PROGRAM,
            )
            self._bound = Bound("", problem, number)

    def _move_in(self, binding: Binding) -> None:
        """Open anew every camera whose role has another one now.

        All of them are closed first: one may need what the other still has.
        """
        addresses = self._addresses(binding)
        moving = {name: self._stations[name] for name in addresses}
        for station in moving.values():
            station.ask_to_stop()
        for name, station in moving.items():
            station.join(JOIN_S)
            serial = self._rig.camera(name).serial
            station.cell.change(
                role=replace(station.state.role, serial=serial),
                description=None,
                reference=None,
                mistaken=None,
            )
        for name, station in moving.items():
            station.reopen(addresses[name])

    def _addresses(self, binding: Binding) -> dict[str, str]:
        """Return where the cameras are now that have to be opened anew, by role.

        Beside those that were changed these are the roles that were simulated only as
        long as no camera was bound.
        """
        rig = whole_rig(self._rig)
        own = {role.name: own_address(rig, role) for role in self._rig.cameras}
        return {
            name: own[name]
            for name, station in self._stations.items()
            if name in binding.serials
            or (station.state.address == DEFAULT_ADDRESS != own[name])
        }


def _serial_in(text: str) -> str:
    """Return the serial number in the address of a camera; other texts as they are."""
    address = parse_address(text, (*drivers(), BY_SERIAL))
    return text if address.driver == "recording" else address.place
