"""A station: everything that one camera of the rig has, and its commands."""

from __future__ import annotations

from dataclasses import fields
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeGuard

from camsetup.profiles.references import (
    drop_reference,
    load_reference,
    save_reference,
)
from camsetup.session.cell import Cell
from camsetup.session.examiner import Examiner, counters_of
from camsetup.session.state import CameraState, Counters, Phase, Problem
from camsetup.sources.registry import open_source
from camsetup.stream.acquisition import Acquisition
from camsetup.stream.analyst import Desk
from camsetup.stream.ending import JOIN_S
from camsetup.stream.feed import Feed
from camsetup.stream.phase import WITHOUT_FRAMES
from camsetup.stream.report import Orders, Report

if TYPE_CHECKING:
    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import CameraRole
    from camsetup.domain.settings import CameraSettings
    from camsetup.session.live_gate import LiveGate
    from camsetup.sources.base import CameraDescription


class Station:
    """Joins one camera's thread, its feed, its examiner and its state."""

    def __init__(
        self, role: CameraRole, address: str, outline: Outline | None, gate: LiveGate
    ) -> None:
        self.feed = Feed()
        self.cell = Cell(CameraState(role, address, asked=role.profile))
        self.examiner = Examiner(self.cell, self.feed, outline, gate)
        self._reopening = Lock()
        self._acquisition = self._new_acquisition(None)

    @property
    def state(self) -> CameraState:
        """Return the current snapshot; any thread may ask."""
        return self.cell.state

    @property
    def desk(self) -> Desk:
        """Return what the analyst needs of this camera."""
        examiner = self.examiner
        return Desk(self.feed, examiner.inspector, examiner.observe, examiner.deliver)

    def start(self) -> None:
        """Open the camera in a thread of its own."""
        self._acquisition.start()

    def ask_to_stop(self) -> None:
        """Ask the camera's thread to end; returns at once."""
        self._acquisition.ask_to_stop()

    def join(self, within_s: float = JOIN_S) -> bool:
        """Wait for the camera's thread to end; say whether it did."""
        return self._acquisition.join(within_s)

    def reopen(self, address: str | None) -> None:
        """Close the camera and open it, or the one at another address; at once.

        The window may ask for it while a role is being given another camera.
        """
        with self._reopening:
            self._reopen(address)

    def turn(self, knob: str, value: float) -> None:
        """Turn a knob of the simulated rig."""
        self._acquisition.wishes.turn(knob, value)

    def apply(self, settings: CameraSettings) -> None:
        """Ask the camera for settings."""
        self.cell.change(asked=settings.over(self.state.asked), judge_anew=True)
        self._acquisition.wishes.apply(settings)

    def apply_profile(self) -> None:
        """Ask the camera again for what the rig file fixes."""
        self.apply(self.state.role.profile)

    def keep_settings(self) -> None:
        """Have the camera keep its settings without power, but no trigger that is off.

        Off is for set-up only: a recording would then run without its trigger.
        """
        if self.state.trigger_off:
            self.cell.change(settings_problem=_TRIGGER_IS_OFF)
            return
        self._acquisition.wishes.keep()

    def take_reference(self) -> None:
        """Make the present picture the reference of this rig; kept if it is real."""
        photo = self.examiner.mean_picture()
        if photo is None:
            return
        self.cell.change(reference=photo, judge_anew=True)
        description = self.state.description
        if _is_real(description):
            save_reference(self.state.role.name, description.serial, photo)

    def drop_reference(self) -> None:
        """Forget the reference; the outline counts again."""
        self.cell.change(reference=None, judge_anew=True)
        description = self.state.description
        if _is_real(description):
            drop_reference(self.state.role.name, description.serial)

    def reset_counters(self) -> None:
        """Count frames and interruptions from zero again."""
        self.feed.reset_counters()
        self.cell.change(counters=Counters())

    def _reopen(self, address: str | None) -> None:
        before = self._acquisition
        before.dismiss()
        self.cell.change(
            address=address or self.state.address,
            phase=Phase.OPENING,
            problem=None,
            settings_problem=None,
            diagnosis=None,
            retrying=False,
            inspection=None,
            gate=(),
            judged=None,
            focus_history=(),
            outline_problem=None,
            judge_anew=True,
        )
        self.reset_counters()
        self.examiner.begin()
        self._acquisition = self._new_acquisition(before)
        self._acquisition.start()

    def _new_acquisition(self, after: Acquisition | None) -> Acquisition:
        state = self.state
        return Acquisition(
            state.role.name,
            lambda: open_source(state.address, state.role),
            Orders(state.asked, state.role.on_change),
            self.feed,
            self._on_report,
            after=after,
        )

    def _on_report(self, report: Report) -> None:
        if self.state.description is None and report.description is not None:
            self._recall_reference(report.description)
        if self.state.phase is Phase.STREAMING and report.phase in _BROKEN_OFF:
            self.feed.interrupt()
        # What was judged before proves nothing then, nor what is just being judged.
        without_frames = report.phase in WITHOUT_FRAMES
        changes = self._reported(report)
        if without_frames:
            # Nothing is judged now that would bring the counts along.
            counters = counters_of(self.feed.tally())
            changes |= {"inspection": None, "gate": (), "counters": counters}
        other = any(
            changes[name] != getattr(self.state, name) for name in ("asked", "got")
        )
        self.cell.change(judge_anew=without_frames or other, **changes)

    def _reported(self, report: Report) -> dict[str, Any]:  # Any: fields of CameraState
        changes = {field.name: getattr(report, field.name) for field in fields(report)}
        if self._acquisition.wishes.pending:
            # What was asked since is not known to the camera's thread yet.
            del changes["asked"]
        return {"asked": self.state.asked} | changes

    def _recall_reference(self, description: CameraDescription) -> None:
        if _is_real(description):
            photo = load_reference(self.state.role.name, description.serial)
            self.cell.change(reference=photo, judge_anew=True)


#: Phases in which frames came before and broke off.
_BROKEN_OFF = (Phase.LOST, Phase.TAKEN, Phase.STALLED)

_TRIGGER_IS_OFF = Problem(
    "The settings are not kept: the trigger is off for set-up, and would stay off.",
    "Apply the rig file's settings, then keep them.",
)


def _is_real(description: CameraDescription | None) -> TypeGuard[CameraDescription]:
    """Say whether it is a camera whose reference is worth keeping."""
    return description is not None and description.live and not description.knobs
