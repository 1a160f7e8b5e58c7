"""Identity: names cameras that were taken for each other, or that hang upside down.

A camera that is not recognised as itself is looked at more closely: one search after
the other, each some 50 ms of work, with pauses, so that the pictures do not suffer.
What is not sure is not said.
"""

from __future__ import annotations

import logging
import time
from threading import Event, Thread
from typing import TYPE_CHECKING

from camsetup.analysis.alignment import Aligner
from camsetup.analysis.identity import Identifier, Sight, View
from camsetup.domain.errors import CamsetupError
from camsetup.domain.rig import Orientation
from camsetup.profiles.outlines import load_outline
from camsetup.session.binding import whole_rig
from camsetup.session.mistakes import told
from camsetup.session.state import Phase
from camsetup.stream.ending import wait_for_end

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from camsetup.analysis.inspection import Inspection
    from camsetup.domain.outline import Outline
    from camsetup.domain.rig import CameraRole, Rig
    from camsetup.session.cell import Cell
    from camsetup.session.state import CameraState

#: How often it is looked whether anything is unclear.
PERIOD_S = 0.1

#: After a search the thread rests for so many times the work that it was: while
#: something is unclear, it takes a third of a core at most.
REST = 2.0

#: A camera is looked at once it was not recognised in so many inspections running.
UNRECOGNISED = 3

#: When nothing came out, or to see whether it is still so, it is looked at again.
AGAIN_S = 10.0

logger = logging.getLogger(__name__)


class Recognition:
    """Looks at the cameras that are not recognised, in a thread of its own.

    Parameters
    ----------
    rig
        Returns the rig as it is now.
    cells
        Where the cameras' states are, by role.
    """

    def __init__(self, rig: Callable[[], Rig], cells: Mapping[str, Cell]) -> None:
        self._rig = rig
        self._cells = cells
        self._suspicions = {name: _Suspicion(-1) for name in cells}
        self._aligners: dict[str, Aligner] = {}
        self._used_rig: Rig | None = None
        self._file_rig = rig()
        self._stop = Event()
        self._thread = Thread(target=self._run, name="identity", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def ask_to_stop(self) -> None:
        """Ask the thread to end; returns at once."""
        self._stop.set()

    def join(self) -> None:
        """Wait for the thread to end."""
        wait_for_end(self._thread)

    def _run(self) -> None:
        try:
            rest_s = PERIOD_S
            while not self._stop.wait(rest_s):
                before_s = time.thread_time()
                self._look()
                rest_s = max(PERIOD_S, REST * (time.thread_time() - before_s))
        except Exception:
            # Nothing else depends on it: the cameras are only not told apart.
            logger.exception("The cameras' identities are not looked at any more")

    def _look(self) -> None:
        for name, cell in self._cells.items():
            state = cell.state
            if not self._suspicions[name].holds_for(state):
                self._suspicions[name] = _Suspicion(state.revision)
            self._suspicions[name].note(state)
        waiting = [
            name for name, suspicion in self._suspicions.items() if suspicion.due
        ]
        if waiting:
            # Whoever was looked at longest ago, so that both of a pair get on.
            name = min(waiting, key=lambda each: self._suspicions[each].looked_s)
            self._look_at(name)
        elif not any(each.doubtful for each in self._suspicions.values()):
            self._aligners.clear()
        self._tell()

    def _look_at(self, name: str) -> None:
        state, suspicion = self._cells[name].state, self._suspicions[name]
        if suspicion.identifier is None:
            views = self._views(state)
            suspicion.identifier = Identifier(name, views, self._aligner_of)
        suspicion.look(state)

    def _tell(self) -> None:
        """Put into each cell what is wrong with its camera, as all of them are now."""
        sights = {name: each.sight for name, each in self._suspicions.items()}
        known = {name for name, cell in self._cells.items() if _recognised(cell.state)}
        rig = self._whole_rig() if any(sights.values()) else self._rig()
        for name, cell in self._cells.items():
            state, revision = cell.state, self._suspicions[name].revision
            mistake = told(state, rig, sights, known)
            if mistake != state.mistaken:
                cell.change(at_revision=revision, mistaken=mistake)

    def _whole_rig(self) -> Rig:
        """Return the rig with all cameras of its file; read anew when it changed."""
        rig = self._rig()
        if rig is not self._used_rig:
            self._used_rig, self._file_rig = rig, _with_all_cameras(rig)
        return self._file_rig

    def _views(self, state: CameraState) -> list[View]:
        """Return what all roles of the rig's file ought to show."""
        live = state.description is None or state.description.live
        views = []
        for role in self._whole_rig().cameras:
            outline = self._outline(role)
            if outline is not None:
                turn = role.orientation if live else Orientation.UPRIGHT
                views.append(View(role.name, outline, turn))
        return views

    def _outline(self, role: CameraRole) -> Outline | None:
        """Return the outline that is used for a role; None when there is none."""
        cell = self._cells.get(role.name)
        if cell is not None and cell.state.outline is not None:
            return cell.state.outline
        try:
            return load_outline(role.outline)
        except CamsetupError:
            return None

    def _aligner_of(self, outline: Outline) -> Aligner:
        """Keep aligners for as long as there is doubt: they take long to make."""
        if outline.fingerprint not in self._aligners:
            self._aligners[outline.fingerprint] = Aligner(outline)
        return self._aligners[outline.fingerprint]


class _Suspicion:
    """What is known about one camera that may not be what it ought to be."""

    def __init__(self, revision: int) -> None:
        self.identifier: Identifier | None = None
        self.sight: Sight | None = None
        self.looked_s = 0.0
        self.revision = revision
        self._judged: Inspection | None = None
        self._unrecognised = 0
        self._again_s = 0.0

    @property
    def doubtful(self) -> bool:
        """Say whether the camera has not been recognised as itself of late."""
        return self._unrecognised > 0

    @property
    def due(self) -> bool:
        """Say whether the camera is to be looked at now."""
        return self._unrecognised >= UNRECOGNISED and time.monotonic() >= self._again_s

    def holds_for(self, state: CameraState) -> bool:
        """Say whether what is suspected has not been overtaken."""
        overtaken = state.revision != self.revision or _recognised(state)
        return _shows(state) and not overtaken

    def note(self, state: CameraState) -> None:
        """Take notice of the last inspection."""
        if self.holds_for(state) and state.inspection is not self._judged:
            self._judged = state.inspection
            self._unrecognised += 1

    def look(self, state: CameraState) -> None:
        """Make one search, and see whether it is clear now."""
        identifier, frame = self.identifier, state.judged
        if identifier is None or frame is None:
            return
        self.looked_s = time.monotonic()
        identifier.look(frame.pixels)
        if identifier.finished:
            self.sight, self.identifier = identifier.sight, None
            self._again_s = time.monotonic() + AGAIN_S


def _recognised(state: CameraState) -> bool:
    inspection = state.inspection
    alignment = inspection.alignment if inspection is not None else None
    return alignment is not None and alignment.recognised


def _shows(state: CameraState) -> bool:
    """Say whether there is a picture in which the rig was looked for."""
    inspection = state.inspection
    streaming = state.phase in (Phase.STREAMING, Phase.FINISHED)
    return streaming and inspection is not None and inspection.alignment is not None


def _with_all_cameras(rig: Rig) -> Rig:
    try:
        return whole_rig(rig)
    except CamsetupError:
        return rig
