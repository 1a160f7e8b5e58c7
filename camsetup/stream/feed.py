"""A feed: the stamps of every frame of one camera, and the newest pixels."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import dropwhile
from threading import Lock
from typing import TYPE_CHECKING

from camsetup.stream.mailbox import Mailbox

if TYPE_CHECKING:
    from camsetup.domain.frame import Frame, Stamp

#: Rate and jitter are judged over this much of the past.
WINDOW_NS = 2_000_000_000

#: More stamps than any camera delivers in the window (1000 Hz).
_MOST_STAMPS = 2048


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What is known of every frame so far, also of those nobody looked at.

    Attributes
    ----------
    stamps
        Of the last two seconds, oldest first.
    """

    stamps: tuple[Stamp, ...]
    received: int
    dropped: int
    incomplete: int
    not_displayed: int
    interruptions: int = 0


class Feed:
    """Takes every frame of one camera and hands on what each reader needs.

    The camera's thread publishes. The window takes from ``display``, the analyst
    from ``analysis``; what they are too slow for is counted, not queued.
    """

    def __init__(self) -> None:
        self.display: Mailbox[Frame] = Mailbox()
        self.analysis: Mailbox[Frame] = Mailbox()
        self._lock = Lock()
        self._stamps: deque[Stamp] = deque(maxlen=_MOST_STAMPS)
        self._received = self._dropped = self._incomplete = 0
        self._interruptions = 0

    def publish(self, frame: Frame) -> None:
        """Count a frame and leave its pixels in both mailboxes.

        An incomplete frame is counted and shown, and never judged.
        """
        with self._lock:
            self._count(frame.stamp)
        self.display.put(frame)
        if frame.stamp.complete:
            self.analysis.put(frame)

    def begin(self) -> None:
        """Forget the stamps: the camera was opened anew and counts from its start."""
        with self._lock:
            self._stamps.clear()

    def interrupt(self) -> None:
        """Count that the frames broke off: what is lost then is no dropped frame."""
        with self._lock:
            self._interruptions += 1

    def reset_counters(self) -> None:
        """Count frames and interruptions from zero again."""
        with self._lock:
            self._received = self._dropped = self._incomplete = 0
            self._interruptions = 0
        self.display.forget_count()

    def tally(self) -> Tally:
        """Return the counts and the stamps of the last two seconds."""
        with self._lock:
            return Tally(
                self._recent(),
                self._received,
                self._dropped,
                self._incomplete,
                self.display.overwritten,
                self._interruptions,
            )

    def _count(self, stamp: Stamp) -> None:
        if self._stamps:
            gap = stamp.frame_id - self._stamps[-1].frame_id - 1
            self._dropped += max(gap, 0)
        self._received += 1
        self._incomplete += not stamp.complete
        self._stamps.append(stamp)

    def _recent(self) -> tuple[Stamp, ...]:
        if not self._stamps:
            return ()
        start = self._stamps[-1].host_time_ns - WINDOW_NS
        return tuple(dropwhile(lambda old: old.host_time_ns < start, self._stamps))
