"""What a camera is doing, and what keeps it from doing more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from camsetup.domain.errors import InputError, UsageError

if TYPE_CHECKING:
    from camsetup.domain.errors import CamsetupError


class Phase(Enum):
    """What a camera is doing."""

    CLOSED = "closed"
    OPENING = "opening"
    STREAMING = "streaming"
    WAITING_FOR_TRIGGER = "waiting for a trigger"
    #: Open, answers, should send frames, and does not.
    STALLED = "stalled"
    #: Another program has it.
    TAKEN = "in use elsewhere"
    LOST = "lost"
    FAILED = "failed"
    FINISHED = "finished"


#: In these no frame comes that could be judged: what still lies about is old.
WITHOUT_FRAMES = (
    Phase.WAITING_FOR_TRIGGER,
    Phase.STALLED,
    Phase.TAKEN,
    Phase.LOST,
    Phase.FAILED,
)


class Cause(Enum):
    """What kind of thing is wrong."""

    CAMERA = "camera"
    INPUT = "input"
    USAGE = "usage"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no picture, and what to do."""

    message: str
    remedy: str = ""
    cause: Cause = Cause.CAMERA

    @classmethod
    def from_error(cls, error: CamsetupError) -> Problem:
        """Say what an error of ours says."""
        cause = Cause.CAMERA
        if isinstance(error, InputError):
            cause = Cause.INPUT
        elif isinstance(error, UsageError):
            cause = Cause.USAGE
        return cls(error.message, error.remedy, cause)
