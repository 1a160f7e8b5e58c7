"""Waiting for another thread to get somewhere, with a deadline and no sleep."""

from __future__ import annotations

import time
from threading import Event


def wait_until(condition, *, timeout_s: float = 20.0, what: str = "it"):
    """Return the first true value of ``condition()``; fail at the deadline."""
    never = Event()
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        never.wait(0.005)
    raise AssertionError(f"waited {timeout_s:g} s for {what}")
