"""Which signals ask this process to end, so that cameras are put back first."""

from __future__ import annotations

import signal

#: By `kill` or the system; by a terminal that is closed, which Windows has not.
_NAMES = ("SIGTERM", "SIGHUP")


def end_requests() -> tuple[signal.Signals, ...]:
    """Return the requests beside Ctrl-C; not what is ignored, as ``nohup`` wants it."""
    there = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    return tuple(each for each in there if signal.getsignal(each) != signal.SIG_IGN)
