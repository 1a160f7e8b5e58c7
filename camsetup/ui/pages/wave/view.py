"""What the page of the wave says: to whom, what is seen, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from camsetup.session.role_values import Bound, Wave
    from camsetup.session.state import RigState


@dataclass(frozen=True, slots=True)
class WaveView:
    """A wave as written on screen.

    Attributes
    ----------
    headline, advice
        What is seen, or what came of it; and what to do now.
    outcome
        Not set while it goes on.
    winner
        Serial number of the camera that was waved at; empty until it is clear.
    next_role
        Whose camera may be waved at next; empty while this one goes on, and after the
        last one.
    again
        Whether to begin again is the thing to do.
    """

    headline: str
    advice: str
    outcome: Outcome = Outcome.NOT_SET
    winner: str = ""
    next_role: str = ""
    again: bool = False

    @property
    def over(self) -> bool:
        """Say whether nobody has to wave any more."""
        return bool(self.winner)


def wave_view(state: RigState, wave: Wave, bound_before: Bound | None) -> WaveView:
    """Return what to say; ``bound_before`` came of a binding before this wave."""
    if not wave.winner:
        return WaveView(wave.message, wave.remedy)
    bound = state.bound
    if bound is None or bound is bound_before:
        return WaveView(wave.message, wave.remedy, winner=wave.winner)
    if bound.problem is not None:
        problem = bound.problem
        return WaveView(
            problem.message, problem.remedy, Outcome.FAIL, wave.winner, again=True
        )
    following = _following(state, wave.role)
    return WaveView(bound.message, "", Outcome.PASS, wave.winner, next_role=following)


def _following(state: RigState, role: str) -> str:
    names = [camera.name for camera in state.rig.cameras]
    place = names.index(role) + 1
    return names[place] if place < len(names) else ""
