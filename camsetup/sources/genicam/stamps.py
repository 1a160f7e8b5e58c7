"""Stamps whose ids and times never go back, made of what SDKs count and cameras tick.

What is told apart, and how:

- *Ids that wrap* at 16 or 32 bits continue. GigE Vision's 16-bit ids go from 65535 to
  1, because 0 means "no id"; they go to 0 only where the stream has begun with it.
- *Ids that restart* go on by one: nothing is known of frames in between, and a gap
  that was not seen is not claimed.
- *Frames without an id* (0 in GigE Vision, and where the leader of an incomplete frame
  was lost) are the next one.
- *Clocks that wrap* at 32 bits continue where the wrapped step agrees with this
  computer's clock; a step back that does not is a new epoch, which begins as much later
  as this computer measured. So do frames without a time (0).

Times are converted in integers and are as coarse as they come.
"""

from __future__ import annotations

from camsetup.domain.frame import Stamp

#: A gap across a wrap is not longer than so many frames; beyond, ids have restarted.
LONGEST_GAP = 4096

#: So far may the camera's clock and the time of arrival differ over one step: frames
#: wait in the SDK's buffers while this computer is busy.
ARRIVAL_SLACK_NS = 2_000_000_000

_NO_ID = (-1, 2**64 - 1)
_CLOCK_WRAP = 2**32
_NS_PER_S = 1_000_000_000


class StampClock:
    """Makes the stamps of one stream, in the order in which its frames come."""

    def __init__(self) -> None:
        self._ids = _Ids()
        self._times = _Times()

    def go_on(self) -> None:
        """Expect ids that begin anew, after a pause in which no frame was lost."""
        self._ids.go_on()

    def stamp(
        self,
        frame_id: int,
        device_time: int,
        ticks_per_second: int,
        host_time_ns: int,
        *,
        complete: bool,
    ) -> Stamp:
        """Return the frame's stamp; ids rise by one at least, times never fall.

        Parameters
        ----------
        frame_id, device_time
            As the SDK gives them.
        ticks_per_second
            Of the camera's clock; 0 where it has none, and the host's time is used.
        host_time_ns
            ``time.monotonic_ns()`` when the frame arrived.
        """
        return Stamp(
            self._ids.unwrapped(frame_id),
            self._times.nanoseconds(device_time, ticks_per_second, host_time_ns),
            host_time_ns,
            complete,
        )


class _Ids:
    """Counts on from an anchor: the last raw id that meant something."""

    def __init__(self) -> None:
        self._anchor: tuple[int, int] | None = None
        self._last = -1
        self._begins_at_0 = False

    def unwrapped(self, raw: int) -> int:
        if self._anchor is None:
            return self._begin(raw)
        step = self._step(self._anchor[0], raw)
        if step is None:
            self._last += 1
            return self._last
        self._last = max(self._anchor[1] + step, self._last + 1)
        self._anchor = (raw, self._last)
        return self._last

    def go_on(self) -> None:
        self._anchor = None

    def _begin(self, raw: int) -> int:
        went_on = self._last >= 0
        if raw in _NO_ID or went_on:
            self._last += 1
        else:
            self._last = raw
        if raw not in _NO_ID:
            self._begins_at_0 = raw == 0
            self._anchor = (raw, self._last)
        return self._last

    def _step(self, previous: int, raw: int) -> int | None:
        """Return how far the ids went on; 0 for a restart, None without an id."""
        if raw in _NO_ID:
            return None
        if raw > previous:
            return raw - previous
        for period in (2**16 if self._begins_at_0 else 2**16 - 1, 2**32):
            step = (raw - previous) % period
            skips_0 = raw == 0 and period % 2 == 1
            if previous <= period and 0 < step <= LONGEST_GAP and not skips_0:
                return step
        return None if raw == 0 else 0


class _Times:
    """Follows a clock from epoch to epoch."""

    def __init__(self) -> None:
        self._epoch: _Epoch | None = None
        self._last_ns = 0
        self._last_host_ns: int | None = None

    def nanoseconds(self, raw: int, ticks_per_second: int, host_ns: int) -> int:
        expected_ns = self._last_ns + self._host_step_ns(host_ns)
        if raw <= 0 or ticks_per_second <= 0:
            time_ns = expected_ns
        else:
            time_ns = self._by_clock(raw, ticks_per_second, expected_ns)
        self._last_ns = max(time_ns, self._last_ns)
        self._last_host_ns = host_ns
        return self._last_ns

    def _host_step_ns(self, host_ns: int) -> int:
        if self._last_host_ns is None:
            return 0
        return max(host_ns - self._last_host_ns, 0)

    def _by_clock(self, raw: int, ticks_per_second: int, expected_ns: int) -> int:
        if self._epoch is None or self._epoch.ticks_per_second != ticks_per_second:
            first = self._last_host_ns is None
            self._epoch = _Epoch(ticks_per_second, raw, None if first else expected_ns)
        elif not self._epoch.goes_on(raw, expected_ns):
            self._epoch = _Epoch(ticks_per_second, raw, expected_ns)
        return self._epoch.time_ns(raw)


class _Epoch:
    """A stretch in which a clock only rises, apart from wrapping.

    Parameters
    ----------
    begin_ns
        What the first tick count stands for; None for exactly what it says.
    """

    def __init__(self, ticks_per_second: int, raw: int, begin_ns: int | None) -> None:
        self.ticks_per_second = ticks_per_second
        self._raw = raw
        self._wrapped = 0
        self._offset_ns = 0
        if begin_ns is not None:
            self._offset_ns = begin_ns - self.time_ns(raw)

    def goes_on(self, raw: int, expected_ns: int) -> bool:
        """Take the next tick count; False when the clock has been set back."""
        if raw < self._raw:
            wrapped_ns = self.time_ns(raw + _CLOCK_WRAP)
            if (
                self._raw >= _CLOCK_WRAP
                or abs(wrapped_ns - expected_ns) > ARRIVAL_SLACK_NS
            ):
                return False
            self._wrapped += _CLOCK_WRAP
        self._raw = raw
        return True

    def time_ns(self, raw: int) -> int:
        ticks = raw + self._wrapped
        return ticks * _NS_PER_S // self.ticks_per_second + self._offset_ns
