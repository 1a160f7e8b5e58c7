"""How threads end: asked first, then waited for, and never for ever."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event, Thread

#: How long a thread may take to end once it was asked to.
JOIN_S = 3.0

_LOOK_EVERY_S = 0.05

logger = logging.getLogger(__name__)


def wait_for_end(
    thread: Thread, within_s: float = JOIN_S, *, unless: Event | None = None
) -> bool:
    """Wait for a thread that was asked to end; say whether it did.

    Parameters
    ----------
    within_s
        After so long it hangs in a driver: that is logged, and it is left behind.
    unless
        Do not wait any longer once this is set.
    """
    if thread.ident is None:
        return True
    deadline_s = time.monotonic() + within_s
    left_s = within_s
    while thread.is_alive() and left_s > 0 and not (unless and unless.is_set()):
        thread.join(min(left_s, _LOOK_EVERY_S) if unless else left_s)
        left_s = deadline_s - time.monotonic()
    if thread.is_alive() and not (unless and unless.is_set()):
        logger.warning("%s does not end; what it called hangs", thread.name)
    return not thread.is_alive()
