"""Watches for a camera that is open and sends nothing, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.abilities import Diagnosable, Diagnosis, Silence

if TYPE_CHECKING:
    from camsetup.sources.base import Source

#: Without a whole frame for so long, the camera is asked why; and so often again.
SILENCE_S = 2.0


class SilenceWatch:
    """Knows since when no whole frame has come, and asks for the reason.

    Used by the camera's thread only.
    """

    def __init__(self) -> None:
        self.begin(0.0)

    def begin(self, now_s: float) -> None:
        """Begin to wait for the first frame."""
        self._due_s = now_s + SILENCE_S
        self._broken = False

    def hear(self, now_s: float, *, complete: bool) -> None:
        """Note a frame; one with rows missing is none that can be judged."""
        if complete:
            self.begin(now_s)
        else:
            self._broken = True

    def is_due(self, now_s: float) -> bool:
        """Say whether the silence has lasted long enough to ask for its reason."""
        return now_s >= self._due_s

    def reason(self, source: Source, got: CameraSettings, now_s: float) -> Diagnosis:
        """Say why no whole frame comes.

        Raises
        ------
        CameraLostError
            When the camera does not answer.
        """
        broken = self._broken
        self.begin(now_s)
        if isinstance(source, Diagnosable):
            found = source.diagnose()
        else:
            found = _WAITS if got.trigger is Trigger.HARDWARE else _SILENT
        # What comes broken is not stalled, even if the camera cannot tell.
        return _BROKEN if broken and found.silence is Silence.STALLED else found


_BROKEN = Diagnosis(
    Silence.INCOMPLETE,
    f"Frames come, but none of the last {SILENCE_S:.0f} s is whole.",
    "Use another cable or another port; a hub or a port shared with other devices "
    "carries too little.",
)

_WAITS = Diagnosis(
    Silence.WAITS_FOR_TRIGGER,
    "The camera takes a frame only when its trigger input says so, and none comes.",
    "Start the trigger, or switch it off for set-up.",
)

_SILENT = Diagnosis(
    Silence.STALLED,
    f"No frame has come for {SILENCE_S:.0f} s.",
    "Check the cable and whether another program uses the camera.",
)
