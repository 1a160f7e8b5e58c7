"""When each frame is due, and which were overwritten because nobody fetched them."""

from __future__ import annotations

#: Frames that the driver holds for a reader who is late: a fifth of a second at the
#: 150 Hz of the fastest camera. Spinnaker's own default is 10; a driver may ask for
#: more, and ours do, because an interpreter can be busy for longer than 10 frames.
BUFFERS = 32


class Timeline:
    """Numbers the frames and says when each is due, on the host's clock.

    Parameters
    ----------
    now_ns
        The moment at which the camera starts.
    rate_hz
        Frames per second.
    """

    def __init__(self, now_ns: int, rate_hz: float) -> None:
        self.start_ns = now_ns
        self._anchor_ns = 0.0
        self._anchor_number = 0
        self._period_ns = 1e9 / rate_hz
        #: Number of the next frame.
        self.number = 0

    def set_rate(self, rate_hz: float) -> None:
        """Go on at another rate, from the next frame that is due."""
        period_ns = 1e9 / rate_hz
        if period_ns != self._period_ns:
            self._anchor_ns, self._anchor_number = self._age_ns(), self.number
            self._period_ns = period_ns

    def due_ns(self) -> int:
        """Return when the next frame is due, on the host's clock."""
        return self.start_ns + self.elapsed_ns()

    def elapsed_ns(self) -> int:
        """Return the age of the stream when the next frame is due."""
        return round(self._age_ns())

    def advance(self) -> None:
        """Count a frame as gone."""
        self.number += 1

    def overwrite(self, now_ns: int) -> None:
        """Skip the oldest frames that no buffer was left for."""
        waiting = int((now_ns - self.due_ns()) // self._period_ns) + 1
        self.number += max(0, waiting - BUFFERS)

    def hold(self, spent_ns: int) -> None:
        """Stop the camera's clock for a time that drawing took, not the camera."""
        self.start_ns += spent_ns

    def resume(self, now_ns: int) -> None:
        """Go on after a time in which the camera took no frames."""
        self._anchor_ns = max(self._age_ns(), float(now_ns - self.start_ns))
        self._anchor_number = self.number

    def _age_ns(self) -> float:
        return self._anchor_ns + (self.number - self._anchor_number) * self._period_ns
