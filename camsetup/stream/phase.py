"""What a camera is doing, and what keeps it from doing more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Phase(Enum):
    """What a camera is doing."""

    CLOSED = "closed"
    OPENING = "opening"
    STREAMING = "streaming"
    WAITING_FOR_TRIGGER = "waiting for a trigger"
    LOST = "lost"
    FAILED = "failed"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no picture, and what to do."""

    message: str
    remedy: str = ""
