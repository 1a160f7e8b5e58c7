"""What the window knows of roles and cameras: who waves, what was bound, who is who.

The commands behind them are the session's: ``look_for_cameras(on=True)``,
``bind(role, serial)``, ``unbind(role)``, ``swap(role, other)``, ``begin_wave(role)``,
``end_wave()``, and ``take_candidate_frame(serial)`` for the pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camsetup.domain.rig import Orientation
    from camsetup.stream.phase import Problem


@dataclass(frozen=True, slots=True)
class AbsentDriver:
    """A driver that cannot be used on this computer, why, and what to do."""

    name: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A camera that somebody may wave at.

    Attributes
    ----------
    role
        The role whose camera it is now; empty when it is nobody's.
    energy
        0 to 1: how surely something large moves in its picture now; 0.5 is enough.
    problem
        Why there is no picture of it; None when there is one, or one will come.
    """

    serial: str
    model: str
    role: str = ""
    energy: float = 0.0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """Somebody is to wave at the camera that shall have a role.

    Attributes
    ----------
    role
        Which role is to be filled.
    candidates
        All cameras that are there, in the order in which they were found.
    winner
        Serial number of the camera that was waved at, once it is clear; it has then
        been bound, its candidates have been closed, and the wave is over: it stands
        here until the next one begins or `Session.end_wave`.
    message, remedy
        What is seen, and what the person should do now.
    """

    role: str
    candidates: tuple[Candidate, ...] = ()
    winner: str = ""
    message: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """What came of the last `bind`, `unbind` or `swap`.

    Attributes
    ----------
    message
        What is so now ("18012444 is the left camera now. The right camera has
        none."); empty when it failed.
    problem
        Why nothing was changed; None when it was done.
    number
        Counts the attempts, so that the same outcome twice can be told apart.
    """

    message: str
    problem: Problem | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A camera that shows another view than its role's, or shows it turned.

    Attributes
    ----------
    message, remedy
        As everywhere: "The left and right cameras are swapped."
    seen_as
        The role whose view it shows; its own when the picture is only turned.
    swap_with
        The role to swap serial numbers with, by one `Session.swap`; empty when that
        does not mend it.
    orientation
        How the rig file would have to turn the picture; None when it is right.
    """

    message: str
    remedy: str
    seen_as: str
    swap_with: str = ""
    orientation: Orientation | None = None
