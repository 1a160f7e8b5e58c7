"""The examiner: what the analyst's thread does for one camera."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from camsetup.analysis.inspection import Observation
from camsetup.analysis.inspector import Inspector
from camsetup.domain.errors import CamsetupError
from camsetup.profiles.outlines import load_outline
from camsetup.session.gate_verdicts import Glimpse
from camsetup.session.state import Counters, Problem
from camsetup.stream.phase import WITHOUT_FRAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.analysis.inspection import FocusReading, Inspection
    from camsetup.domain.frame import Frame, Size
    from camsetup.domain.outline import Outline
    from camsetup.session.cell import Cell
    from camsetup.session.live_gate import LiveGate
    from camsetup.stream.feed import Feed, Tally

#: How much of the focus is remembered for its history.
FOCUS_HISTORY_S = 10.0

#: Frames that a mean picture is made of.
MEAN_OF = 6

#: Observations before frames are counted. The program is still loading then, and what
#: it loses says nothing of the camera: the first observation prepares the outline.
WARM_UP = 2


class Examiner:
    """Makes observations, has them inspected, and puts the result into the cell.

    The inspector is touched by the analyst's thread only; what the window wants of
    it (another outline, another reference, a fresh start for the focus) is noted
    here and done at the next observation.
    """

    def __init__(
        self, cell: Cell, feed: Feed, outline: Outline | None, gate: LiveGate
    ) -> None:
        self.inspector = Inspector(cell.state.role)
        self._cell, self._feed, self._gate = cell, feed, gate
        self._observed = 0
        self._drawn = outline
        self._recent: deque[Frame] = deque(maxlen=MEAN_OF)
        self._reference: NDArray[np.uint8] | None = None
        self._focus_resets = self._focus_resets_done = 0

    def begin(self) -> None:
        """Warm up anew: the camera is being opened."""
        self._observed = 0

    def use_outline(self, outline: Outline) -> None:
        """Judge against another outline from the next frame on."""
        self._drawn = outline
        self._cell.change(
            outline=None, outline_problem=None, inspection=None, judge_anew=True
        )

    def reset_focus(self) -> None:
        """Forget the best focus so far."""
        self._focus_resets += 1
        self._cell.change(focus_history=())

    def mean_picture(self) -> NDArray[np.uint8] | None:
        """Return the mean of the last judged frames, or None before the first."""
        frames = [frame.pixels for frame in tuple(self._recent)]
        same = [pixels for pixels in frames if pixels.shape == frames[-1].shape]
        if not same:
            return None
        return np.rint(np.mean(same, axis=0, dtype=np.float32)).astype(np.uint8)

    def observe(self, frame: Frame, tally: Tally) -> Observation:
        """Put together what the checks may know of a frame."""
        self._observed += 1
        self._fit_outline(frame.size)
        self._instruct_inspector()
        state = self._cell.state
        live = state.description is None or state.description.live
        tally = self._counted(tally) if live else tally
        return Observation(
            frame=frame,
            role=state.role,
            outline=state.outline,
            asked=state.asked,
            got=state.got,
            stamps=tally.stamps,
            received=tally.received,
            dropped=tally.dropped,
            incomplete=tally.incomplete,
            limits=state.description.limits if state.description else {},
            live=live,
            revision=state.revision,
        )

    def deliver(
        self, inspection: Inspection, frame: Frame, tally: Tally, elapsed_ms: float
    ) -> None:
        """Take an inspection, unless what it judged is out of date."""
        camera = self._cell.state
        if inspection.revision != camera.revision or camera.phase in WITHOUT_FRAMES:
            return
        self._recent.append(frame)
        gate = camera.gate
        # It reads files and takes its time: the first pictures do not wait for it.
        if self._observed > WARM_UP:
            gate = self._gate.judge(Glimpse(frame, tally, inspection, camera))
        self._cell.change(
            at_revision=inspection.revision,
            inspection=inspection,
            gate=gate,
            judged=frame,
            judged_ms=elapsed_ms,
            focus_history=self._longer_history(inspection),
            counters=counters_of(tally),
        )

    def _counted(self, tally: Tally) -> Tally:
        """Return the tally, with nothing counted while the program warms up."""
        if self._observed > WARM_UP:
            return tally
        self._feed.reset_counters()
        return replace(tally, received=0, dropped=0, incomplete=0)

    def _fit_outline(self, size: Size) -> None:
        state = self._cell.state
        if state.outline_problem or (state.outline and state.outline.size == size):
            return
        try:
            drawn = self._drawn or load_outline(state.role.outline)
            self._cell.change(outline=drawn.scaled(size), judge_anew=True)
        except CamsetupError as error:
            problem = Problem.from_error(error)
            self._cell.change(outline=None, outline_problem=problem)

    def _instruct_inspector(self) -> None:
        reference = self._cell.state.reference
        if reference is not self._reference:
            self._reference = reference
            self.inspector.set_reference(reference)
        if self._focus_resets != self._focus_resets_done:
            self._focus_resets_done = self._focus_resets
            self.inspector.reset_focus()

    def _longer_history(
        self, inspection: Inspection
    ) -> tuple[tuple[float, FocusReading], ...]:
        history = self._cell.state.focus_history
        if inspection.focus is None:
            return history
        now = time.monotonic()
        longer = (*history, (now, inspection.focus))
        return tuple(entry for entry in longer if now - entry[0] <= FOCUS_HISTORY_S)


def counters_of(tally: Tally) -> Counters:
    """Return what is shown of a feed's counts."""
    return Counters(
        tally.received,
        tally.dropped,
        tally.incomplete,
        tally.not_displayed,
        tally.interruptions,
    )
