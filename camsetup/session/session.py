"""The session: owns the threads, holds the snapshot, takes every command."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.session.gate_samples import live_gate
from camsetup.session.live_gate import SAMPLE_S
from camsetup.session.roles import Roles
from camsetup.session.state import Problem, RigState
from camsetup.session.station import Station
from camsetup.session.turns import Turns
from camsetup.stream.analyst import Analyst
from camsetup.stream.ending import JOIN_S
from camsetup.stream.phase import Cause

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.frame import Frame
    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import Rig


class Session:
    """A rig at work. Every command returns at once, and shows in a later `state`.

    Parameters
    ----------
    rig
        Its cameras are all opened.
    addresses
        Where the frames of each role come from, by the role's name.
    outlines
        Outlines to use instead of the rig's own, by the role's name.
    """

    def __init__(
        self,
        rig: Rig,
        addresses: Mapping[str, str],
        outlines: Mapping[str, Outline] | None = None,
    ) -> None:
        chosen = outlines or {}
        turns = Turns(SAMPLE_S / len(rig.cameras))
        self._stations = {
            role.name: Station(
                role,
                addresses[role.name],
                chosen.get(role.name),
                live_gate(role.name, turns, rig.gate_references),
            )
            for role in rig.cameras
        }
        self._roles = Roles(rig, self._stations)
        desks = [station.desk for station in self._stations.values()]
        self._analyst = Analyst(desks, self._on_analyst_failure)
        self._state = self._snapshot()

    @property
    def state(self) -> RigState:
        """Return the snapshot; the same object as long as nothing has changed."""
        snapshot = self._snapshot()
        if not snapshot.same_as(self._state):
            self._state = snapshot
        return self._state

    def start(self) -> None:
        """Open every camera and begin to judge."""
        for station in self._stations.values():
            station.start()
        self._analyst.start()
        self._roles.start()

    def close(self) -> None:
        """End every thread; cameras are closed and their state is restored."""
        # First what may still open cameras.
        self._roles.close()
        for station in self._stations.values():
            station.ask_to_stop()
        # One patience for all: drivers that hang must not add up.
        deadline_s = time.monotonic() + JOIN_S
        self._analyst.stop()
        for station in self._stations.values():
            station.join(max(deadline_s - time.monotonic(), 0.0))

    def take_frame(self, role: str) -> Frame | None:
        """Return the newest frame to show, or None when none has come since."""
        return self._stations[role].feed.display.take()

    def turn(self, role: str, knob: str, value: float) -> None:
        """Turn a knob of a simulated rig."""
        self._stations[role].turn(knob, value)

    def apply_settings(self, role: str, settings: CameraSettings) -> None:
        """Ask a camera for other settings; None leaves one as it is."""
        self._stations[role].apply(settings)

    def apply_profile(self, role: str) -> None:
        """Ask a camera again for all settings of the rig's profile."""
        self._stations[role].apply_profile()

    def trigger_off(self, role: str) -> None:
        """Let a camera run by itself for set-up; `apply_profile` undoes it."""
        self._stations[role].apply(CameraSettings(trigger=Trigger.OFF))

    def keep_settings(self, role: str) -> None:
        """Have a camera keep its settings without power; shows as ``kept``."""
        self._stations[role].keep_settings()

    def use_outline(self, role: str, outline: Outline) -> None:
        """Show and judge a camera against another outline."""
        self._stations[role].examiner.use_outline(outline)

    def take_reference(self, role: str) -> None:
        """Make the present picture the reference photo of this rig, and keep it."""
        self._stations[role].take_reference()

    def drop_reference(self, role: str) -> None:
        """Forget the reference photo; the outline counts again."""
        self._stations[role].drop_reference()

    def reset_counters(self, role: str) -> None:
        """Count frames and interruptions from zero again: "Count again"."""
        self._stations[role].reset_counters()

    def reset_focus(self, role: str) -> None:
        """Forget the best focus so far."""
        self._stations[role].examiner.reset_focus()

    def reopen(self, role: str, address: str | None = None) -> None:
        """Open a camera anew, or the one at another address."""
        self._stations[role].reopen(address)

    def look_for_cameras(self, *, on: bool) -> None:
        """Look for cameras from now on, or no more; shows as ``found``."""
        self._roles.look(on=on)

    def bind(self, role: str, serial: str) -> None:
        """Give a role the camera with this serial, in the rig file too, and open it.

        An address as in ``found`` does as well. A role that had this camera gets the
        other's. Shows as ``bound``.
        """
        self._roles.bind(role, serial)

    def unbind(self, role: str) -> None:
        """Leave a role without a camera, in the rig file too."""
        self._roles.unbind(role)

    def swap(self, role: str, other: str) -> None:
        """Give each of two roles the other's camera, in the rig file too."""
        self._roles.swap(role, other)

    def begin_wave(self, role: str) -> None:
        """Bind to a role the camera that is waved at from now on; shows as ``wave``."""
        self._roles.begin_wave(role)

    def end_wave(self) -> None:
        """Stop waiting for a wave."""
        self._roles.end_wave()

    def take_candidate_frame(self, serial: str) -> Frame | None:
        """Return the newest picture of a camera that takes part in a wave, once."""
        return self._roles.take_candidate_frame(serial)

    def mean_picture(self, role: str) -> NDArray[np.uint8] | None:
        """Return the mean of a camera's last frames, or None before the first."""
        return self._stations[role].examiner.mean_picture()

    def _on_analyst_failure(self, error: Exception) -> None:
        problem = Problem(
            f"The checks ended: {type(error).__name__}: {error}.",
            "Start the program again; report it if it comes back.",
            Cause.PROGRAM,
        )
        for station in self._stations.values():
            station.cell.change(inspection=None, gate=(), problem=problem)

    def _snapshot(self) -> RigState:
        states = tuple(station.state for station in self._stations.values())
        roles = self._roles
        return RigState(
            rig=roles.rig,
            cameras=states,
            found=roles.found,
            looking=roles.looking,
            absent=roles.absent,
            wave=roles.wave,
            bound=roles.bound,
        )
