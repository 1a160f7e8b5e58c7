"""What some sources and drivers can do besides: optional contracts of this room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path


class Silence(Enum):
    """Why no frame comes from a camera that is open."""

    WAITS_FOR_TRIGGER = "waits for a trigger"
    UNPLUGGED = "unplugged"
    STALLED = "stalled"
    TAKEN = "in use elsewhere"
    #: Frames come, but none of them whole.
    INCOMPLETE = "incomplete"
    #: It takes a frame every few seconds only.
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why no frame comes, in words, and what to do."""

    silence: Silence
    message: str
    remedy: str


@runtime_checkable
class Practisable(Protocol):
    """A source whose rig can be moved by hand: the simulator."""

    def turn(self, knob: str, value: float) -> None:
        """Turn a knob of `CameraDescription.knobs`; clamped to its range.

        Raises
        ------
        UsageError
            When there is no such knob.
        """


@runtime_checkable
class Diagnosable(Protocol):
    """A source that can say why no frame comes: a real camera."""

    def diagnose(self) -> Diagnosis:
        """Read the camera's nodes and say why it is silent.

        Raises
        ------
        SourceClosedError
            After `close`.
        """


@runtime_checkable
class Keepable(Protocol):
    """A source whose camera can keep its settings without power: a real camera."""

    def keep_settings(self) -> str:
        """Save them in a user set, make it the power-up default, and return its name.

        The settings as found are then what was kept: closing no longer undoes them.

        Raises
        ------
        SettingRejectedError
            When the camera has no user set to write to.
        """


@runtime_checkable
class PutsBack(Protocol):
    """A driver whose cameras a killed program may have left as it had set them."""

    def put_back_left_behind(self, but: Collection[str]) -> tuple[str, ...]:
        """Put those back as they were found, but these; return the serial numbers.

        A camera that is not there, or in use, is left for later.
        """


@runtime_checkable
class TakesProducers(Protocol):
    """A driver that needs to be told where GenTL producers are."""

    def add_producers(self, paths: Sequence[Path]) -> None:
        """Look for cameras with these .cti files too; named twice is the same."""
